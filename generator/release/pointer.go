package release

import (
	"encoding/json"
	"fmt"
	"time"
)

// Layout names the objects of a published site. It is the control prefix: the
// folder in the store, with its trailing slash, that holds everything but the
// public files of a website delivery.
type Layout string

// Live is the channel that visitors see. Every other channel is a preview.
const Live = "live"

// LayoutOf returns the layout of a channel below a control prefix. Channels
// other than Live keep their objects apart, so that sweeping one can not take
// anything from another.
func LayoutOf(control, channel string) Layout {
	if channel == Live || channel == "" {
		return Layout(control)
	}
	return Layout(control + "previews/" + channel + "/")
}

// Object returns the key of the content with this hash.
func (l Layout) Object(hash string) string { return string(l) + "objects/" + hash[:2] + "/" + hash }

// Release returns the key of the manifest with this id.
func (l Layout) Release(id string) string { return string(l) + "releases/" + id + ".json" }

// Channel returns the key of the pointer of a channel.
func (l Layout) Channel(channel string) string { return string(l) + "channels/" + channel + ".json" }

// Numbered returns the key of pointer number seq of a channel, on stores that
// can create but not compare.
func (l Layout) Numbered(channel string, seq int64) string {
	return fmt.Sprintf("%schannels/%s/%012d.json", string(l), channel, seq)
}

// Leases returns the prefix of the leases of a channel, on stores that can do
// neither.
func (l Layout) Leases(channel string) string { return string(l) + "leases/" + channel + "/" }

// The deliveries, as Pointer.Delivery.
const (
	Edge    = "edge"    // every content lies under its hash
	Website = "website" // fingerprinted files lie at their public path
)

// Key returns where the content of a file of a release lies.
func (l Layout) Key(delivery, path string, f File) string {
	if delivery == Website && f.Class == Immutable {
		return path
	}
	return l.Object(f.Hash)
}

// How a channel is switched, as Pointer.Mode.
const (
	Exclusive  = "exclusive" // one object, by compare and swap
	Sequential = "numbered"  // one object for each switch, create-only; the channel's own key is a hint
	Leased     = "lease"     // one object, whoever holds the lease
)

// Pointer is a channel: it names the release that visitors see. It is the only
// thing in a store that is ever overwritten.
type Pointer struct {
	Version  int       `json:"v"`
	Seq      int64     `json:"seq"` // counts writes of the pointer from 1
	Mode     string    `json:"mode"`
	Release  string    `json:"release"`            // id of the release that visitors shall see
	Previous string    `json:"previous,omitempty"` // id of the one before it
	Applied  string    `json:"applied"`            // website: id of the release whose pages are in place; edge: Release
	Delivery string    `json:"delivery"`           // edge or website
	Owner    string    `json:"owner"`              // who switched: an installation's id
	Who      string    `json:"who,omitempty"`      // the same for people: "Ann's laptop"
	Nonce    string    `json:"nonce"`              // random; tells this write from every other
	At       time.Time `json:"at"`                 // when, UTC, by the owner's clock
	Carry    []string  `json:"carry,omitempty"`    // releases whose fingerprinted files are served too, since a rollback
	Kept     []Kept    `json:"kept"`               // releases that one can go back to, newest first; Release is among them
	Retired  []Retired `json:"retired,omitempty"`  // no longer kept; swept a day later
	Sweeping *Sweeping `json:"sweeping,omitempty"` // a sweep is deleting, or was cut off
}

// Kept is one release that a channel keeps.
type Kept struct {
	ID    string    `json:"id"`
	At    time.Time `json:"at"` // when it was first published here
	Pages int       `json:"pages"`
	Files int       `json:"files"`
	Bytes int64     `json:"bytes"`
	Owner string    `json:"owner,omitempty"` // who published it: an installation's id; empty: not noted
	Who   string    `json:"who,omitempty"`   // the same for people
	Note  string    `json:"note,omitempty"`  // what was new in it, in words
}

// Retired is a release that may be swept.
type Retired struct {
	ID    string    `json:"id"`
	Since time.Time `json:"since"`
}

// Sweeping says that objects which only these releases name are being deleted.
type Sweeping struct {
	Releases []string  `json:"releases"`
	At       time.Time `json:"at"`
	Nonce    string    `json:"nonce"`
}

// Encode returns the pointer's bytes.
func (p *Pointer) Encode() []byte {
	data, err := json.Marshal(p)
	if err != nil { // strings, numbers and times always encode
		panic("release: encode pointer: " + err.Error())
	}
	return data
}

// DecodePointer reads a pointer. It refuses a version that this program does
// not know, and ids that are none.
func DecodePointer(data []byte) (*Pointer, error) {
	var p Pointer
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("decode pointer: %w", err)
	}
	if p.Version != Version {
		return nil, fmt.Errorf("decode pointer: version %d, this program knows %d", p.Version, Version)
	}
	ids := append([]string{p.Release}, p.Carry...)
	for _, k := range p.Kept {
		ids = append(ids, k.ID)
	}
	for _, r := range p.Retired {
		ids = append(ids, r.ID)
	}
	if p.Sweeping != nil {
		ids = append(ids, p.Sweeping.Releases...)
	}
	for _, id := range ids {
		if !IsID(id) {
			return nil, fmt.Errorf("decode pointer: release %q", id)
		}
	}
	return &p, p.validate()
}

// maxCarry bounds the releases that a pointer carries: each is read.
const maxCarry = 16

// validate refuses what no publisher writes.
func (p *Pointer) validate() error {
	switch {
	case p.Seq < 1:
		return fmt.Errorf("decode pointer: number %d", p.Seq)
	case p.Mode != Exclusive && p.Mode != Sequential && p.Mode != Leased:
		return fmt.Errorf("decode pointer: mode %q", p.Mode)
	case p.Delivery != Edge && p.Delivery != Website:
		return fmt.Errorf("decode pointer: delivery %q", p.Delivery)
	case p.Previous != "" && !IsID(p.Previous), p.Applied != "" && !IsID(p.Applied):
		return fmt.Errorf("decode pointer: previous release %q, applied %q", p.Previous, p.Applied)
	case len(p.Carry) > maxCarry:
		return fmt.Errorf("decode pointer: %d releases to carry", len(p.Carry))
	}
	return nil
}

// Follows reports whether p can be the numbered pointer after number seq: what
// lies at a number and says another is none.
func (p *Pointer) Follows(seq int64) bool { return p.Seq == seq+1 }

// MaxLag is how many numbers further than its hint a reader looks for the last
// numbered pointer.
const MaxLag = 1000

// Keeps reports whether the channel keeps the release id.
func (p *Pointer) Keeps(id string) bool {
	for _, k := range p.Kept {
		if k.ID == id {
			return true
		}
	}
	return false
}
