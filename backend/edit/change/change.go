// Package change is the change set: what one edit does to the bytes and names
// of a site's files, with all that is needed to take it back.
//
// It computes and never reads or writes a file. Start reading at Set.
package change

import (
	"bytes"
	"slices"
)

// Set is one reversible change to the site's files. Its JSON is what the
// journal keeps.
type Set struct {
	Label  string `json:"label"`            // what it does, as "Move picture"
	Join   string `json:"join,omitempty"`   // equal to that of the set before: one step of undo
	Page   string `json:"page,omitempty"`   // the page that it is about after it was done
	Was    string `json:"was,omitempty"`    // the page that it is about after it was undone
	Select string `json:"select,omitempty"` // index path to select after it was done
	Back   string `json:"back,omitempty"`   // index path to select after it was undone
	Files  []File `json:"files"`
}

// File is what a Set does to one file. Content that comes from nothing is a
// splice at 0 with an empty Before; content that goes is the same with an
// empty After. Path and To differ when the file is moved.
type File struct {
	Path    string   `json:"path"`
	To      string   `json:"to"`
	Before  string   `json:"before"` // hash of the content before, "" when there was no file
	After   string   `json:"after"`  // hash of the content after, "" when there is no file
	Splices []Splice `json:"splices,omitempty"`
}

// Splice replaces bytes. The splices of a File apply one after the other: At
// of each speaks of the content as those before have left it.
type Splice struct {
	At  int    `json:"at"` // 0-based offset in bytes
	Old []byte `json:"old,omitempty"`
	New []byte `json:"new,omitempty"`
	Pre []byte `json:"pre,omitempty"`  // some bytes before At, to find the place again in a changed file
	End []byte `json:"post,omitempty"` // some bytes after Old
}

// context is how many bytes around a splice are kept. Enough that a line of
// prose is found again, few enough that the journal stays small.
const context = 48

// Cut returns the splice that replaces content[start:end] by text.
func Cut(content []byte, start, end int, text []byte) Splice {
	return Splice{
		At:  start,
		Old: bytes.Clone(content[start:end]),
		New: bytes.Clone(text),
		Pre: bytes.Clone(content[max(0, start-context):start]),
		End: bytes.Clone(content[end:min(len(content), end+context)]),
	}
}

// Apply returns content with the splice done, and ok false when the content is
// not what the splice was made for. The content given stays as it is.
func (s Splice) Apply(content []byte) (after []byte, ok bool) {
	end := s.At + len(s.Old)
	if s.At < 0 || end > len(content) || !bytes.Equal(content[s.At:end], s.Old) {
		return nil, false
	}
	return slices.Concat(content[:s.At], s.New, content[end:]), true
}

// Invert returns the splice that takes s back.
func (s Splice) Invert() Splice {
	s.Old, s.New = s.New, s.Old
	return s
}

// IsMove reports whether the file changes its name.
func (f File) IsMove() bool { return f.Path != f.To }

// Apply returns the content of the file after the change. It does not look at
// the hashes.
func (f File) Apply(before []byte) (after []byte, ok bool) {
	after = before
	for _, s := range f.Splices {
		if after, ok = s.Apply(after); !ok {
			return nil, false
		}
	}
	return after, true
}

// Invert returns the change that takes f back.
func (f File) Invert() File {
	inverse := File{Path: f.To, To: f.Path, Before: f.After, After: f.Before}
	for _, s := range slices.Backward(f.Splices) {
		inverse.Splices = append(inverse.Splices, s.Invert())
	}
	return inverse
}

// Invert returns the set that takes s back.
func (s Set) Invert() Set {
	inverse := s
	inverse.Page, inverse.Was = s.Was, s.Page
	inverse.Select, inverse.Back = s.Back, s.Select
	inverse.Files = nil
	for _, f := range slices.Backward(s.Files) {
		inverse.Files = append(inverse.Files, f.Invert())
	}
	return inverse
}

// Empty reports whether the set changes nothing.
func (s Set) Empty() bool { return len(s.Files) == 0 }
