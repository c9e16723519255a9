package prose

import "strings"

// style is one way of writing.
type style struct {
	emphasis byte // of italic
	reuse    bool // keep the source of what is not changed
	entities bool // write signs beside emphasis as references, where it would not be read else
	cut      bool // end a mark where one opens that goes on behind it
}

// styles are the ways to try, in order; the mark that the source uses first.
func styles(source string) []style {
	marks := []byte{'*', '_'}
	if strings.Count(source, "_") > strings.Count(source, "*") {
		marks = []byte{'_', '*'}
	}
	var list []style
	for _, cut := range []bool{false, true} {
		for _, reuse := range []bool{true, false} {
			for _, entities := range []bool{false, true} {
				for _, mark := range marks {
					list = append(list, style{mark, reuse, entities, cut})
				}
			}
		}
	}
	return list
}

// writer turns nodes into Markdown, in one style.
type writer struct {
	style style
	tight bool
	was   []*node // the old text
	sign  string  // the sign that the next list gets, "": its own
}

// children writes the nodes of a container whose old ones stand at spans of
// inner. New ones are divided by gap.
func (w *writer) children(list, old []*node, inner string, spans []span, gap string) string {
	base := bases(len(old), len(list),
		func(i, j int) bool { return equal(canonical(old[i]), list[j]) },
		func(i, j int) bool { return alike(old[i], list[j]) })
	var b strings.Builder
	before := ""
	for j, n := range list {
		i := base[j]
		switch {
		case j == 0:
		case i > 0 && base[j-1] == i-1:
			b.WriteString(inner[spans[i-1].end:spans[i].start])
		case w.tight && isList(n) && list[j-1].kind == paragraph && gap == "\n":
			b.WriteString("\n")
		default:
			b.WriteString(gap)
		}
		var was *node
		if i >= 0 {
			was = old[i]
		}
		text := w.node(n, was)
		// With the same sign two lists would be one.
		if isList(n) && j > 0 && list[j-1].kind == n.kind && signOf(text) == signOf(before) {
			w.sign = otherSigns(signOf(text))[0]
			text = w.node(n, was)
		}
		b.WriteString(text)
		before = text
	}
	return b.String()
}

func isList(n *node) bool { return n.kind == bulletList || n.kind == orderedList }

// alike reports whether a node may be written on the ground of an old one.
func alike(old, n *node) bool {
	return old.kind == n.kind || isList(old) && isList(n) || isText(old) && isText(n)
}

func isText(n *node) bool { return n.kind == paragraph || n.kind == heading }

// node writes one block; old is what it was before, nil: it is new.
func (w *writer) node(n, old *node) string {
	if old != nil && w.style.reuse && equal(canonical(old), n) && w.sign == "" {
		return old.src.raw
	}
	switch n.kind {
	case paragraph:
		return w.text(n, old)
	case heading:
		return w.heading(n, old)
	case codeBlock:
		return w.code(n, old)
	case blockquote:
		return w.quote(n, old)
	case bulletList, orderedList:
		return w.list(n, old)
	case table:
		return w.table(n, old)
	}
	return ""
}

// text writes the inline content of a paragraph or heading, with what stands
// before and after it in the old source.
func (w *writer) text(n, old *node) string {
	if old == nil || !w.style.reuse || len(old.src.units) == 0 || old.kind != n.kind || old.level != n.level {
		return w.inline(n, old)
	}
	units, raw := old.src.units, old.src.raw
	return raw[:units[0].span.start] + w.inline(n, old) + raw[units[len(units)-1].span.end:]
}

func (w *writer) heading(n, old *node) string {
	if old != nil && old.kind == heading && old.level == n.level && w.style.reuse && len(old.src.units) > 0 {
		return w.text(n, old)
	}
	tail := ""
	if old != nil && old.kind == heading && len(old.src.units) > 0 { // {#name} stays, closing signs go
		rest := old.src.raw[old.src.units[len(old.src.units)-1].span.end:]
		if i := strings.IndexByte(rest, '{'); i >= 0 && !strings.Contains(rest, "\n") {
			tail = " " + strings.TrimSpace(rest[i:])
		}
	}
	line := strings.Repeat("#", n.level) + " " + strings.ReplaceAll(w.inline(n, old), "\n", " ") + tail
	return strings.TrimRight(line, " ")
}

func (w *writer) code(n, old *node) string {
	if old != nil && old.kind == codeBlock && old.src.fence == "" && n.language == "" && w.style.reuse {
		lines := strings.Split(n.code, "\n")
		for i, line := range lines {
			if line != "" {
				lines[i] = "    " + line
			}
		}
		return strings.Join(lines, "\n")
	}
	fence, info, closing := "```", n.language, ""
	if old != nil && old.kind == codeBlock && old.src.fence != "" && w.style.reuse {
		open := strings.TrimLeft(old.src.fence, " ")
		fence = open[:len(open)-len(strings.TrimLeft(open, open[:1]))]
		if rest := open[len(fence):]; n.language == old.language {
			info = rest
		}
	}
	for run := longestRun(n.code, fence[0]); run >= len(fence); {
		fence += fence[:1]
	}
	closing = fence
	body := n.code
	if body != "" {
		body += "\n"
	}
	return fence + info + "\n" + body + closing
}

// longestRun is the most signs c that follow each other in s.
func longestRun(s string, c byte) int {
	long, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		long = max(long, run)
	}
	return long
}

func (w *writer) quote(n, old *node) string {
	mark := func(_ int, line string) string {
		if line == "" {
			return ">"
		}
		return "> " + line
	}
	if old == nil || old.kind != blockquote {
		return prefixed(w.children(n.children, nil, "", nil, "\n\n"), mark)
	}
	inner := w.children(n.children, old.children, old.src.inner, old.src.spans, "\n\n")
	if !w.style.reuse {
		return prefixed(inner, mark)
	}
	return reprefixed(old.src.raw, old.src.inner, inner, mark)
}

func prefixed(text string, mark func(i int, line string) string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = mark(i, line)
	}
	return strings.Join(lines, "\n")
}

// reprefixed writes prefixes before new lines; lines at both ends that are as
// before keep theirs.
func reprefixed(raw, inner, text string, mark func(i int, line string) string) string {
	raws, olds, lines := strings.Split(raw, "\n"), strings.Split(inner, "\n"), strings.Split(text, "\n")
	head := 0
	for head < len(olds) && head < len(lines) && olds[head] == lines[head] {
		head++
	}
	tail := 0
	for tail < len(olds)-head && tail < len(lines)-head && olds[len(olds)-1-tail] == lines[len(lines)-1-tail] {
		tail++
	}
	for i := range lines {
		switch {
		case i < head:
			lines[i] = raws[i]
		case i >= len(lines)-tail:
			lines[i] = raws[len(raws)-(len(lines)-i)]
		default:
			lines[i] = mark(i, lines[i])
		}
	}
	return strings.Join(lines, "\n")
}
