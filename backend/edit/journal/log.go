// Package journal keeps every change set of a site durably, carries it out on
// the files, and after a kill brings the files to a state wholly before or
// wholly after the last one. Undo and redo are read from it, so they survive
// a restart.
//
// A change is done in this order: stage all new content beside its target and
// fsync it; append the record to the log and fsync it; exchange the names; look
// at what was displaced; fsync the folders. Until the record is whole nothing
// has happened; from then on Open can finish it. Start reading at Journal.
package journal

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// Kind says what a record does to the history.
type Kind string

// The kinds of a record.
const (
	Do   Kind = "do"   // a new step; what could be redone is gone
	Join Kind = "join" // melts into the step before
	Undo Kind = "undo" // Set is the inverse of the last step
	Redo Kind = "redo" // Set is the last step that was undone
)

// record is what the log keeps of one change.
type record struct {
	Kind  Kind       `json:"kind"`
	Set   change.Set `json:"set"`
	Temps []string   `json:"temps,omitempty"` // per file of Set: its temporary name
}

const (
	magic      = "pwjrnl1\n"
	headSize   = 8       // length and checksum, both 32 bits, little endian
	maxPayload = 1 << 28 // a longer length is damage
	maxAt      = 1 << 30 // no file with text in it is longer
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errDamaged = errors.New("journal: record does not match its checksum")

// encode returns the bytes of a record as they stand in the log.
func encode(r record) ([]byte, error) {
	payload, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	out := make([]byte, headSize, headSize+len(payload))
	binary.LittleEndian.PutUint32(out, uint32(len(payload)))
	binary.LittleEndian.PutUint32(out[4:], crc32.Checksum(payload, castagnoli))
	return append(out, payload...), nil
}

// decode reads the record at the head of data. It fails with io.EOF at the
// end, io.ErrUnexpectedEOF where the record was cut off, and errDamaged where
// its bytes changed; size is that of the whole record where it is known.
func decode(data []byte) (r record, size int, err error) {
	if len(data) == 0 {
		return r, 0, io.EOF
	}
	if len(data) < headSize {
		return r, 0, io.ErrUnexpectedEOF
	}
	length := int(binary.LittleEndian.Uint32(data))
	if length > maxPayload {
		return r, 0, errDamaged
	}
	size = headSize + length
	if len(data) < size {
		return r, 0, io.ErrUnexpectedEOF
	}
	payload := data[headSize:size]
	if crc32.Checksum(payload, castagnoli) != binary.LittleEndian.Uint32(data[4:]) {
		return r, size, errDamaged
	}
	if err := json.Unmarshal(payload, &r); err != nil {
		return r, size, errors.Join(errDamaged, err)
	}
	if !r.sound() {
		return r, size, errDamaged
	}
	return r, size, nil
}

// sound reports whether a record is one that this package could have written. A
// site may come from somebody else, its log included, with sums that are right.
func (r record) sound() bool {
	for _, f := range r.Set.Files {
		if !fs.ValidPath(f.Path) || !fs.ValidPath(f.To) {
			return false
		}
		for _, splice := range f.Splices {
			if splice.At < 0 || splice.At > maxAt {
				return false
			}
		}
	}
	for _, temp := range r.Temps {
		if temp != "" && (!fs.ValidPath(temp) || !durable.IsTemp(temp)) {
			return false
		}
	}
	return len(r.Temps) == 0 || len(r.Temps) == len(r.Set.Files)
}

// readAll returns the whole records of a log, where the last one starts, where
// they end, and whether what follows is damage rather than a torn tail. A log
// that is empty or cut off in its first bytes has no records.
func readAll(data []byte) (list []record, last, end int, damaged bool) {
	if len(data) < len(magic) {
		return nil, 0, 0, false
	}
	if string(data[:len(magic)]) != magic {
		return nil, 0, 0, true
	}
	end = len(magic)
	last = end
	for {
		r, size, err := decode(data[end:])
		if err != nil {
			// The last write may be torn at any byte; elsewhere it is damage.
			torn := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || size > 0 && end+size == len(data)
			return list, last, end, !torn
		}
		list = append(list, r)
		last = end
		end += size
	}
}

// append adds a record and makes it durable. When that fails the log is cut
// back to what it was.
func (j *Journal) append(r record) error {
	data, err := encode(r)
	if err != nil {
		return err
	}
	if err := j.write(data); err != nil {
		return errors.Join(err, j.cut(j.size))
	}
	j.size += int64(len(data))
	return nil
}

func (j *Journal) write(data []byte) error {
	if err := j.disk.Reach(stepAppend, j.name); err != nil {
		return err
	}
	if _, err := j.log.WriteAt(data, j.size); err != nil {
		return err
	}
	if err := j.disk.Reach(stepLogSync, j.name); err != nil {
		return err
	}
	return j.log.Sync()
}

// cut shortens the log to size bytes.
func (j *Journal) cut(size int64) error {
	if err := j.log.Truncate(size); err != nil {
		j.broken = true
		return err
	}
	j.size = size
	return j.log.Sync()
}

// openLog opens the log, and makes one where there is none. What is no file has
// no history in it and makes room.
func openLog(root *os.Root, name string) (*os.File, error) {
	f, err := regular.OpenIn(root, name, os.O_RDWR|os.O_CREATE, 0o644)
	if !errors.Is(err, regular.ErrSpecial) {
		return f, err
	}
	if err := root.Remove(name); err != nil {
		return nil, err
	}
	return regular.OpenIn(root, name, os.O_RDWR|os.O_CREATE, 0o644)
}
