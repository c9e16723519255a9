package prose

import (
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/block"
)

// marker is how an item begins.
type marker struct {
	sign    string // "-" or "3."
	indent  int    // before it
	padding int    // after it
}

func (m marker) width() int { return m.indent + len(m.sign) + m.padding }

func (w *writer) list(n, old *node) string {
	var items []*node
	var spans []span
	inner, tight := "", isTight(n)
	if old != nil && isList(old) {
		items, spans, inner = old.children, old.src.spans, old.src.inner
		tight = old.src.tight && tight || old.src.tight && len(old.children) > 1
	}
	base := bases(len(items), len(n.children),
		func(i, j int) bool { return equal(canonical(items[i]), n.children[j]) },
		func(int, int) bool { return true })
	gap := "\n"
	if !tight {
		gap = "\n\n"
	}
	sign := w.sign
	w.sign = ""
	var b strings.Builder
	for j, item := range n.children {
		var was *node
		if base[j] >= 0 {
			was = items[base[j]]
		}
		if j > 0 {
			if i := base[j]; i > 0 && base[j-1] == i-1 && w.style.reuse {
				b.WriteString(inner[spans[i-1].end:spans[i].start])
			} else {
				b.WriteString(gap)
			}
		}
		m := w.nextMarker(n, items, j, was)
		if isNumber := n.kind == orderedList && was != nil && was.src.marker[0] >= '0' && was.src.marker[0] <= '9'; isNumber && j > 0 && (base[j] == j || !regular(items)) {
			m.sign = was.src.marker
		}
		if sign != "" {
			m.sign = m.sign[:len(m.sign)-1] + sign
		}
		b.WriteString(w.item(item, was, m, tight))
	}
	return b.String()
}

// regular reports whether the numbers of a list count up by one, or not at all.
func regular(items []*node) bool {
	if len(items) < 2 {
		return true
	}
	number := func(i int) int {
		n, _ := strconv.Atoi(strings.TrimRight(items[i].src.marker, ".)")) // "-" counts as 0
		return n
	}
	step := number(1) - number(0)
	for i := range items {
		if number(i) != number(0)+i*step {
			return false
		}
	}
	return step == 0 || step == 1
}

// isTight reports whether a list reads well without blank lines.
func isTight(n *node) bool {
	for _, item := range n.children {
		for i, c := range item.children {
			if i == 0 && c.kind != paragraph || i > 0 && !isList(c) {
				return false
			}
		}
	}
	return true
}

// first is the first of a kind among nodes and in them; nil: there is none.
func first(nodes []*node, kind string) *node {
	for _, n := range nodes {
		if n.kind == kind {
			return n
		}
		if found := first(n.children, kind); found != nil {
			return found
		}
	}
	return nil
}

// signOf is the sign of the list that a text begins with: that of its bullets,
// or the one behind its numbers.
func signOf(list string) string {
	sign := strings.TrimLeft(list, " 0123456789")
	return sign[:min(1, len(sign))]
}

// otherSigns are the signs that make another list of one with this sign.
func otherSigns(sign string) []string {
	switch sign {
	case "-":
		return []string{"*", "+"}
	case ".":
		return []string{")"}
	case ")":
		return []string{"."}
	}
	return []string{"-", map[string]string{"*": "+", "+": "*"}[sign]}
}

// Signed returns a list with each other sign than its own: beside a list with
// the same one Markdown reads both as one. Nothing for any other text.
func Signed(source []byte) [][]byte {
	tree, _ := block.NewParser(nil).Parse(source)
	if len(tree.Blocks) != 1 || tree.Blocks[0].Kind != "list" {
		return nil
	}
	t, err := read(tree, tree.Blocks[0])
	if err != nil || t.tabs != "" {
		return nil
	}
	var all [][]byte
	goal := canonicalAll([]*node{t.node})
	for _, sign := range otherSigns(signOf(t.source)) {
		w := writer{style: styles(t.source)[0], tight: true, was: []*node{t.node}, sign: sign}
		out := w.node(goal[0], t.node)
		if got, err := t.reader.blocks(out); err == nil && equalAll(canonicalAll(got), goal) {
			all = append(all, []byte(strings.ReplaceAll(out, "\n", t.eol)))
		}
	}
	return all
}

// nextMarker is how the item j of a list begins: as it did, as the first one of
// the list did, or as lists of the text do. Numbers count up where they did.
func (w *writer) nextMarker(n *node, old []*node, j int, was *node) marker {
	m := marker{sign: "-", padding: 1}
	like := was
	if like == nil && len(old) > 0 {
		like = old[0]
	}
	if list := first(w.was, n.kind); like == nil && list != nil {
		m.sign = list.children[0].src.marker
	}
	if like != nil {
		m.indent = indentOf(like.src.raw)
		m.sign = like.src.marker
		m.padding = max(1, like.src.width-m.indent-len(m.sign))
	}
	isNumber := m.sign[len(m.sign)-1] == '.' || m.sign[len(m.sign)-1] == ')'
	if n.kind == bulletList {
		if isNumber {
			m.sign = "-"
		}
		return m
	}
	end := "."
	if isNumber {
		end = m.sign[len(m.sign)-1:]
	}
	step := 1
	if isNumber && len(old) > 1 && old[0].src.marker == old[1].src.marker { // 1. 1. 1.
		step = 0
	}
	m.sign = strconv.Itoa(n.start+j*step) + end
	return m
}

func (w *writer) item(n, was *node, m marker, tight bool) string {
	if was != nil && w.style.reuse && was.src.marker == m.sign && equal(canonical(was), n) {
		return was.src.raw
	}
	gap := "\n\n"
	if tight {
		gap = "\n"
	}
	pad := strings.Repeat(" ", m.width())
	mark := func(i int, line string) string {
		switch {
		case i == 0:
			return strings.TrimRight(strings.Repeat(" ", m.indent)+m.sign+strings.Repeat(" ", m.padding)+line, " ")
		case line == "":
			return ""
		}
		return pad + line
	}
	if was == nil || !w.style.reuse {
		return prefixed(w.children(n.children, nil, "", nil, gap), mark)
	}
	inner := w.children(n.children, was.children, was.src.inner, was.src.spans, gap)
	if was.src.marker != m.sign {
		return prefixed(inner, mark)
	}
	return reprefixed(was.src.raw, was.src.inner, inner, mark)
}
