package draft

import (
	"bytes"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/block"
)

// File is one file of a draft.
type File struct {
	Path   string // now
	Origin string // before; "" when it was not there
	Hash   string // of the content before
	Bytes  []byte // now; nil when it only moves

	was    []byte
	cuts   []change.Splice
	tree   *block.Tree // of Bytes; nil: not parsed yet
	opaque bool        // it only moves: its content was not read
}

// Was returns the content before the draft; nil: there was none.
func (f *File) Was() []byte { return f.was }

// Splice replaces bytes[start:end] of the file by text.
func (f *File) Splice(start, end int, text []byte) {
	if bytes.Equal(f.Bytes[start:end], text) {
		return
	}
	f.cuts = append(f.cuts, change.Cut(f.Bytes, start, end, text))
	f.Bytes = slices.Concat(f.Bytes[:start], text, f.Bytes[end:])
	f.tree = nil
}

// Finish returns the change set of the draft: the files that differ.
func (d *Draft) Finish() change.Set {
	set := d.Set
	for _, f := range d.files {
		switch {
		case f.opaque:
			set.Files = append(set.Files, change.File{Path: f.Origin, To: f.Path, Before: f.Hash, After: f.Hash})
		case f.Origin == "":
			set.Files = append(set.Files, change.File{Path: f.Path, To: f.Path, After: durable.Hash(f.Bytes), Splices: f.cuts})
		case f.Path != f.Origin || !bytes.Equal(f.was, f.Bytes):
			set.Files = append(set.Files, change.File{Path: f.Origin, To: f.Path, Before: f.Hash, After: durable.Hash(f.Bytes), Splices: f.cuts})
		}
	}
	// A move frees a name before something new takes it.
	slices.SortStableFunc(set.Files, func(a, b change.File) int { return moveFirst(a) - moveFirst(b) })
	return set
}

func moveFirst(f change.File) int {
	if f.IsMove() {
		return 0
	}
	return 1
}
