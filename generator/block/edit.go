package block

import (
	"bytes"

	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// Splice is one change of a source: the bytes of Range become Text.
type Splice struct {
	Range Range
	Text  []byte
}

// SetAttr is the change that sets an attribute of a directive and leaves every
// other byte of its opening line as it is. ok is false for a block that is no
// directive, is not understood, or when the name can not be written.
func (t *Tree) SetAttr(b *Block, name, value string) (s Splice, ok bool) {
	if !b.Directive() {
		return Splice{}, false
	}
	line, ok := directive.Set(b.Opening.In(t.Source), name, value)
	return Splice{b.Opening, line}, ok
}

// RemoveAttr is the change that takes an attribute of a directive away, with
// its braces when it was the only one. A Splice that changes nothing says that
// there was none. ok is as for SetAttr.
func (t *Tree) RemoveAttr(b *Block, name string) (s Splice, ok bool) {
	if !b.Directive() {
		return Splice{}, false
	}
	line, ok := directive.Remove(b.Opening.In(t.Source), name)
	return Splice{b.Opening, line}, ok
}

// Fence is the largest number of colons that the blocks of a tree are written
// with; 0: there is no container among them.
func (t *Tree) Fence() int {
	most := 0
	t.Walk(func(_ []int, b *Block) { most = max(most, longestIn(t, b)) })
	return most
}

// longestIn is the longest fence of a block, those in it that make no block of
// their own too: of an unknown directive, or of one in a quote or list.
func longestIn(t *Tree, b *Block) int {
	most := b.Colons
	if b.Directive() && !b.Locked {
		return most
	}
	for source := b.Range.In(t.Source); len(source) > 0; {
		l, next := line(source, 0)
		text := bytes.TrimLeft(l.In(source), " \t>")
		if o, ok := directive.Parse(text); ok && o.Colons > 2 {
			most = max(most, o.Colons)
		}
		source = source[next:]
	}
	return most
}

// Widen is the changes that let a fence of inner colons stand inside the
// container at path by the rule that more colons stand outside than inside: the
// fences of the container and of those around it, as far as they are too short.
// They are in the order of the source and do not overlap. inner 0 is none.
//
// A source that is not widened is understood all the same, because equal fences
// are matched from the inside; longer ones outside are what other programs need.
func (t *Tree) Widen(path []int, inner int) []Splice {
	var open, shut []Splice
	for n := len(path); n > 0 && inner > 0; n-- {
		b := t.At(path[:n])
		if b == nil || b.Colons < 3 || b.Closing.Len() == 0 {
			continue
		}
		if b.Colons > inner {
			break
		}
		inner++
		open = append(open, refence(t.Source, b.Opening, inner))
		shut = append(shut, refence(t.Source, b.Closing, inner))
	}
	for i, j := 0, len(open)-1; i < j; i, j = i+1, j-1 {
		open[i], open[j] = open[j], open[i]
	}
	return append(open, shut...)
}

// refence is the change of the colons of a fence line to n.
func refence(source []byte, l Range, n int) Splice {
	start := l.Start + bytes.IndexByte(l.In(source), ':')
	end := start
	for end < l.End && source[end] == ':' {
		end++
	}
	return Splice{span(start, end), bytes.Repeat([]byte{':'}, n)}
}
