package prose

import (
	"slices"
	"strings"
	"unicode"
)

// The kinds of a node, which are the names of ProseMirror's.
const (
	paragraph   = "paragraph"
	heading     = "heading"
	bulletList  = "bulletList"
	orderedList = "orderedList"
	listItem    = "listItem"
	blockquote  = "blockquote"
	codeBlock   = "codeBlock"
	table       = "table"
	tableRow    = "tableRow"
	tableCell   = "tableCell"
)

// node is one block node.
type node struct {
	kind     string
	level    int    // heading
	start    int    // orderedList
	language string // codeBlock
	code     string // codeBlock: without the last line ending
	align    string // tableCell: "", "left", "center" or "right", the same in all of a column
	atoms    []atom // paragraph, heading, tableCell
	children []*node

	src *origin // where it was read from; nil: it comes from the editor
}

// form is what an atom is.
type form byte

const (
	char      form = iota // text is one character
	hardBreak             // a forced line break
	image
	opaque // text is its source, label what the editor shows
)

// atom is the smallest piece of inline content: a character or a thing. Atoms
// compare with ==.
type atom struct {
	form  form
	text  string
	label string // opaque
	src   string // image
	alt   string
	title string
	marks marks
}

// marks are what lies over an atom.
type marks struct {
	bold, italic, strike, code, link bool
	href, title                      string // of link
}

// bit names one mark.
type bit int

const (
	linkMark bit = iota
	boldMark
	italicMark
	strikeMark
	codeMark
	markCount
)

func (m marks) has(b bit) bool {
	return [...]bool{m.link, m.bold, m.italic, m.strike, m.code}[b]
}

func (m marks) without(b bit) marks {
	switch b {
	case linkMark:
		m.link, m.href, m.title = false, "", ""
	case boldMark:
		m.bold = false
	case italicMark:
		m.italic = false
	case strikeMark:
		m.strike = false
	case codeMark:
		m.code = false
	}
	return m
}

// shares reports whether the mark b goes on from m to n.
func (m marks) shares(n marks, b bit) bool {
	return m.has(b) && n.has(b) && (b != linkMark || m.href == n.href && m.title == n.title)
}

// touches reports whether any mark goes on from m to n.
func (m marks) touches(n marks) bool {
	for b := range markCount {
		if m.shares(n, b) {
			return true
		}
	}
	return false
}

func equalAll(a, b []*node) bool { return slices.EqualFunc(a, b, equal) }

func equal(a, b *node) bool {
	return a.kind == b.kind && a.level == b.level && a.start == b.start && a.language == b.language && a.code == b.code && a.align == b.align &&
		slices.Equal(a.atoms, b.atoms) && equalAll(a.children, b.children)
}

// canonicalAll brings nodes to the one form that Markdown can say: two
// documents that mean the same have the same.
func canonicalAll(list []*node) []*node {
	var out []*node
	for _, n := range list {
		out = append(out, canonical(n))
	}
	return out
}

func canonical(n *node) *node {
	c := *n
	switch n.kind {
	case paragraph, heading, tableCell:
		c.atoms = canonicalAtoms(n.atoms)
	case table:
		c.children = canonicalRows(n.children)
	case listItem, blockquote:
		c.children = nil
		for _, child := range canonicalAll(n.children) {
			if child.kind != paragraph || len(child.atoms) > 0 {
				c.children = append(c.children, child)
			}
		}
		if len(c.children) == 0 {
			c.children = []*node{{kind: paragraph}}
		}
	default:
		c.children = canonicalAll(n.children)
	}
	return &c
}

// canonicalRows gives all rows of a table as many cells as the first has, which
// also says where their words stand.
func canonicalRows(rows []*node) []*node {
	var out []*node
	for _, row := range rows {
		r := &node{kind: tableRow, src: row.src}
		for j, head := range rows[0].children {
			cell := &node{kind: tableCell}
			if j < len(row.children) {
				cell = canonical(row.children[j])
			}
			cell.align = head.align
			r.children = append(r.children, cell)
		}
		out = append(out, r)
	}
	return out
}

func canonicalAtoms(atoms []atom) []atom {
	list := slices.Clone(atoms)
	for i, a := range list {
		switch {
		case a.form == opaque && isBreak(a.text):
			list[i] = atom{form: hardBreak}
		case a.form == hardBreak:
			list[i] = atom{form: hardBreak}
		case a.form == char && (a.text == "\n" || a.text == "\r" || a.text == "\t" && !a.marks.code):
			list[i].text = " "
		}
	}
	list = trimBreaks(list)
	for _, b := range []bit{boldMark, italicMark, strikeMark} {
		bareSpaces(list, b)
	}
	bareAddresses(list)
	return list
}

// isBreak reports whether raw HTML is a line break.
func isBreak(source string) bool {
	s := strings.ToLower(strings.ReplaceAll(source, " ", ""))
	return s == "<br>" || s == "<br/>"
}

func isSpace(a atom) bool { return a.form == char && a.text == " " }

// trimBreaks drops spaces at both ends and around line breaks, and a break at
// the end: Markdown has none of them.
func trimBreaks(list []atom) []atom {
	var out []atom
	for _, a := range list {
		switch {
		case isSpace(a) && !a.marks.code && (len(out) == 0 || out[len(out)-1].form == hardBreak):
		case a.form == hardBreak:
			out = append(trimEnd(out, isBareSpace), a)
		default:
			out = append(out, a)
		}
	}
	return trimEnd(out, func(a atom) bool { return isBareSpace(a) || a.form == hardBreak })
}

func isBareSpace(a atom) bool { return isSpace(a) && !a.marks.code }

func trimEnd(list []atom, drop func(atom) bool) []atom {
	for len(list) > 0 && drop(list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return list
}

// bareSpaces takes a mark off the spaces and breaks at the ends of its runs.
func bareSpaces(list []atom, b bit) {
	for i := 0; i < len(list); i++ {
		if !list[i].marks.has(b) {
			continue
		}
		end := i
		for end < len(list) && list[end].marks.has(b) {
			end++
		}
		for k := i; k < end && blank(list[k]); k++ {
			list[k].marks = list[k].marks.without(b)
		}
		for k := end - 1; k >= i && blank(list[k]); k-- {
			list[k].marks = list[k].marks.without(b)
		}
		i = end - 1
	}
}

func blank(a atom) bool {
	if a.form == hardBreak {
		return true
	}
	r := []rune(a.text)
	return a.form == char && !a.marks.code && len(r) == 1 && unicode.IsSpace(r[0])
}

// bareAddresses takes the link off words that are their own address: Markdown
// makes it again.
func bareAddresses(list []atom) {
	for i := 0; i < len(list); i++ {
		if !list[i].marks.link {
			continue
		}
		end, words := i, strings.Builder{}
		for end < len(list) && list[end].marks.shares(list[i].marks, linkMark) && list[end].form == char {
			words.WriteString(list[end].text)
			end++
		}
		if isAddress(words.String(), list[i].marks) {
			for k := i; k < end; k++ {
				list[k].marks = list[k].marks.without(linkMark)
			}
		}
		i = max(i, end-1)
	}
}

func isAddress(words string, m marks) bool {
	return m.title == "" && words != "" && (m.href == words || m.href == "mailto:"+words || m.href == "http://"+words)
}
