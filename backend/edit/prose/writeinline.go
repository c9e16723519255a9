package prose

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline writes the atoms of a text; units of the old one that are still there
// keep their source.
func (w *writer) inline(n, old *node) string {
	in := &inlineWriter{style: w.style, heading: n.kind == heading, cell: n.kind == tableCell}
	if old == nil || !w.style.reuse || len(old.src.units) == 0 {
		in.write(n.atoms, marks{}, 0)
		return in.b.String()
	}
	units, runs := old.src.units, split(n.atoms)
	list := match(len(units), len(runs), func(i, j int) bool { return sameAtoms(units[i].atoms, runs[j]) })
	var fresh []atom
	flush := func() {
		in.write(fresh, marks{}, 0)
		fresh = nil
	}
	for k, p := range list {
		switch {
		case p.new < 0:
		case p.old >= 0 && clean(list, k, runs):
			flush()
			raw := old.src.raw[units[p.old].span.start:units[p.old].span.end]
			if n.kind == heading && old.kind == paragraph {
				raw = strings.ReplaceAll(raw, "\n", " ") // a line break would end the heading
			}
			in.raw(raw)
		default:
			fresh = append(fresh, runs[p.new]...)
		}
	}
	flush()
	return in.b.String()
}

// clean reports whether no mark goes on over the edges of a unit.
func clean(list []pair, k int, runs [][]atom) bool {
	run := runs[list[k].new]
	j := list[k].new
	if j > 0 && runs[j-1][len(runs[j-1])-1].marks.touches(run[0].marks) {
		return false
	}
	return j+1 >= len(runs) || !run[len(run)-1].marks.touches(runs[j+1][0].marks)
}

// sameAtoms compares what a unit says with what a run says, both in canonical
// form on their own.
func sameAtoms(unit, run []atom) bool {
	if len(unit) == 1 && len(run) == 1 && blank(unit[0]) && blank(run[0]) {
		return unit[0].form == run[0].form && (unit[0].form == hardBreak || unit[0].text == run[0].text)
	}
	c := canonicalAtoms(unit)
	if len(c) != len(run) {
		return sameText(unit, run)
	}
	for i := range c {
		if c[i] != run[i] {
			return sameText(unit, run)
		}
	}
	return true
}

// sameText compares runs of spaces, which have no canonical form alone.
func sameText(unit, run []atom) bool {
	if len(unit) != len(run) {
		return false
	}
	for i := range unit {
		if unit[i] != run[i] {
			return false
		}
	}
	return true
}

// split cuts atoms into runs as units are cut: words, gaps, and what lies under
// one mark.
func split(atoms []atom) [][]atom {
	var runs [][]atom
	for i, a := range atoms {
		if i > 0 && together(atoms[i-1], a) {
			runs[len(runs)-1] = append(runs[len(runs)-1], a)
			continue
		}
		runs = append(runs, []atom{a})
	}
	return runs
}

func together(a, b atom) bool {
	if a.marks.touches(b.marks) {
		return true
	}
	none := marks{}
	return a.marks == none && b.marks == none && a.form == char && b.form == char && (a.text == " ") == (b.text == " ")
}

// inlineWriter writes inline Markdown.
type inlineWriter struct {
	style   style
	heading bool
	cell    bool // of a table: it is one line, and a pipe would end it
	b       strings.Builder
	encode  bool // the next character is written as a reference
}

func (in *inlineWriter) raw(s string) {
	in.b.WriteString(s)
	in.encode = false
}

func (in *inlineWriter) last() (rune, bool) {
	s := in.b.String()
	if s == "" || s[len(s)-1] == '\n' {
		return 0, false
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r, true
}

// write writes atoms under marks that are open. depth guards the recursion.
func (in *inlineWriter) write(atoms []atom, open marks, depth int) {
	for i := 0; i < len(atoms); {
		bit, end := outermost(atoms, i, open)
		if in.style.cut {
			end = uncrossed(atoms, i, end, bit, open)
		}
		if end == i {
			in.atom(atoms, i, open)
			i++
			continue
		}
		in.marked(atoms[i:end], bit, open, depth)
		i = end
	}
}

// outermost is the mark that opens at i and goes on the furthest, and where it
// ends; end is i when none opens.
func outermost(atoms []atom, i int, open marks) (b bit, end int) {
	end = i
	for candidate := range markCount {
		if !atoms[i].marks.has(candidate) || open.has(candidate) {
			continue
		}
		to := i + 1
		for to < len(atoms) && atoms[to].marks.shares(atoms[i].marks, candidate) &&
			(candidate != codeMark || atoms[to].marks == atoms[i].marks) { // nothing lies within code
			to++
		}
		if to > end && (candidate != codeMark || end == i) {
			b, end = candidate, to
		}
	}
	return b, end
}

// uncrossed is where a mark that goes from i to end has to be cut, so that no
// mark that opens within goes on behind it: it opens again there, inside that
// one. A link is cut by other marks and cuts none.
func uncrossed(atoms []atom, i, end int, own bit, open marks) int {
	if end >= len(atoms) {
		return end
	}
	for j := i + 1; j < end; j++ {
		for b := range markCount {
			if b == linkMark && own != linkMark || open.has(b) || !atoms[j].marks.has(b) || atoms[j].marks.shares(atoms[j-1].marks, b) {
				continue
			}
			to := j
			for to < len(atoms) && atoms[to].marks.shares(atoms[j].marks, b) {
				to++
			}
			if to > end {
				return j
			}
		}
	}
	return end
}

func (in *inlineWriter) marked(run []atom, b bit, open marks, depth int) {
	switch b {
	case boldMark:
		open.bold = true
		in.delimited(run, "**", open, depth)
	case italicMark:
		open.italic = true
		in.delimited(run, string(in.style.emphasis), open, depth)
	case strikeMark:
		open.strike = true
		in.delimited(run, "~~", open, depth)
	case codeMark:
		in.codeSpan(run)
	case linkMark:
		open.link, open.href, open.title = true, run[0].marks.href, run[0].marks.title
		in.link(run, open, depth)
	case markCount:
	}
}

func (in *inlineWriter) delimited(run []atom, sign string, open marks, depth int) {
	first, final := edge(run[0]), edge(run[len(run)-1])
	if r, ok := in.last(); ok && in.style.entities && isLetter(r) && !isLetter(first) {
		in.encodeLast()
	}
	in.b.WriteString(sign)
	in.write(run, open, depth+1)
	in.b.WriteString(sign)
	in.encode = in.style.entities && !isLetter(final)
}

// edge is the first or last sign that an atom is written with.
func edge(a atom) rune {
	if a.form != char || a.marks.code || a.marks.link {
		return '!'
	}
	r, _ := utf8.DecodeRuneInString(a.text)
	return r
}

func isLetter(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r) }

// encodeLast writes the last character as a reference, so that a mark after it
// is read as one.
func (in *inlineWriter) encodeLast() {
	s := in.b.String()
	r, size := utf8.DecodeLastRuneInString(s)
	in.b.Reset()
	in.b.WriteString(s[:len(s)-size] + reference(r))
}

func reference(r rune) string { return "&#" + strconv.Itoa(int(r)) + ";" }

func (in *inlineWriter) codeSpan(run []atom) {
	var text strings.Builder
	for _, a := range run {
		text.WriteString(a.text)
	}
	s := text.String()
	fence := "`"
	for strings.Contains(s, fence) && longestRun(s, '`') >= len(fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") && strings.TrimSpace(s) != "" {
		s = " " + s + " "
	}
	in.b.WriteString(fence + in.piped(s) + fence)
}

func (in *inlineWriter) link(run []atom, open marks, depth int) {
	if r, ok := in.last(); ok && r == '!' {
		in.encodeLast()
	}
	in.b.WriteString("[")
	in.write(run, open, depth+1)
	in.b.WriteString("](" + in.piped(destination(open.href)+title(open.title)) + ")")
}

// piped writes pipes so that they end no cell.
func (in *inlineWriter) piped(s string) string {
	if !in.cell {
		return s
	}
	return strings.ReplaceAll(s, "|", `\|`)
}

// destination writes an address so that it is read as it is.
func destination(href string) string {
	if href != "" && !strings.ContainsAny(href, " \t\n<>()\\\"'") && !strings.ContainsFunc(href, unicode.IsControl) {
		return escapeEntities(href)
	}
	return "<" + escapeEntities(strings.NewReplacer("\\", "\\\\", "<", "\\<", ">", "\\>", "\n", " ").Replace(href)) + ">"
}

func title(s string) string {
	if s == "" {
		return ""
	}
	return ` "` + escapeEntities(strings.NewReplacer("\\", "\\\\", `"`, `\"`, "\n", " ").Replace(s)) + `"`
}

func escapeEntities(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '&' && i+1 < len(s) && (s[i+1] == '#' || isASCIILetter(s[i+1])) && strings.Contains(s[i:], ";") {
			b.WriteString("amp;")
		}
	}
	return b.String()
}
