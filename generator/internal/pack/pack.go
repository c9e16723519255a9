// Package pack is the compact binary form of what a build remembers: varints,
// strings with their length, and fixed 16-byte sums. It has no schema of its
// own: who writes and who reads agree on the order, and on a version outside.
//
// A Reader never panics on damaged bytes: it keeps the first error and returns
// zero values from there on.
package pack

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// Sum is a shortened sha256 of something: equal sums mean equal content.
type Sum [16]byte

// ErrDamaged says that the bytes end early or hold a length that can not be.
var ErrDamaged = errors.New("pack: damaged")

// Uint appends v as a varint.
func Uint(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }

// Int appends v as a zigzag varint.
func Int(b []byte, v int64) []byte { return binary.AppendVarint(b, v) }

// String appends the length of s in bytes and s.
func String(b []byte, s string) []byte { return append(Uint(b, uint64(len(s))), s...) }

// Strings appends the number of strings and each of them.
func Strings(b []byte, list []string) []byte {
	b = Uint(b, uint64(len(list)))
	for _, s := range list {
		b = String(b, s)
	}
	return b
}

// Bool appends one byte, 0 or 1.
func Bool(b []byte, v bool) []byte {
	if v {
		return append(b, 1)
	}
	return append(b, 0)
}

// Time appends the moment and its offset from UTC. Monotonic readings and zone
// names are not kept.
func Time(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return append(b, 0)
	}
	_, offset := t.Zone()
	b = Int(append(b, 1), t.Unix())
	return Int(Uint(b, uint64(t.Nanosecond())), int64(offset))
}

// Float appends the eight bytes of v.
func Float(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}

// Reader reads what the functions of this package appended. Strings that it
// returns share the memory of the string that it was made from.
type Reader struct {
	rest string
	err  error
}

// NewReader returns a Reader of data.
func NewReader(data string) *Reader { return &Reader{rest: data} }

// Err returns ErrDamaged when anything could not be read, else nil.
func (r *Reader) Err() error { return r.err }

// Rest returns how many bytes are left.
func (r *Reader) Rest() int { return len(r.rest) }

func (r *Reader) take(n uint64) string {
	if r.err != nil || n > uint64(len(r.rest)) {
		r.err = ErrDamaged
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// Uint reads what Uint appended.
func (r *Reader) Uint() uint64 {
	var v uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		v |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return v
		}
	}
	r.err, r.rest = ErrDamaged, ""
	return 0
}

// Int reads what Int appended.
func (r *Reader) Int() int64 {
	u := r.Uint()
	return int64(u>>1) ^ -int64(u&1)
}

// Count reads a number of things of which each takes at least one byte, so
// that damaged bytes can not ask for more memory than they are long.
func (r *Reader) Count() int {
	n := r.Uint()
	if n > uint64(len(r.rest)) {
		r.err, r.rest = ErrDamaged, ""
		return 0
	}
	return int(n)
}

// String reads what String appended.
func (r *Reader) String() string { return r.take(r.Uint()) }

// Strings reads what Strings appended; nil for none.
func (r *Reader) Strings() []string {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.String()
	}
	return list
}

// Raw reads n bytes.
func (r *Reader) Raw(n int) string { return r.take(uint64(n)) }

// Bool reads what Bool appended.
func (r *Reader) Bool() bool { return r.take(1) == "\x01" }

// Sum reads sixteen bytes.
func (r *Reader) Sum() (s Sum) {
	copy(s[:], r.take(16))
	return s
}

// Float reads what Float appended.
func (r *Reader) Float() float64 {
	s := r.take(8)
	if len(s) < 8 {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(s)))
}

// Time reads what Time appended. The zone is a fixed offset, UTC for 0.
func (r *Reader) Time() time.Time {
	if r.take(1) != "\x01" {
		return time.Time{}
	}
	sec, nsec, offset := r.Int(), r.Uint(), r.Int()
	if nsec >= 1e9 {
		r.err = ErrDamaged
		return time.Time{}
	}
	zone := time.UTC
	if offset != 0 {
		zone = time.FixedZone("", int(offset))
	}
	return time.Unix(sec, int64(nsec)).In(zone)
}
