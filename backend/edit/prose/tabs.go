package prose

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Lists and quotes are read by columns, and in a line that is indented by tabs
// columns are not bytes. Such a block is read with spaces for those tabs, where
// it means the same so; when it is written, each line that was there before
// gets its own indent again.

// spaced returns a text with spaces for the tabs before the words of its lines.
func spaced(source string) string {
	lines := strings.Split(source, "\n")
	for i, line := range lines {
		plain, raw := indent(line)
		lines[i] = plain + line[raw:]
	}
	return strings.Join(lines, "\n")
}

// indent returns what stands before the words of a line, marks of quotes and
// items too, with spaces for tabs, and how many bytes of the line it is.
func indent(line string) (plain string, raw int) {
	var b strings.Builder
	for raw < len(line) {
		switch c := line[raw]; {
		case c == '\t':
			b.WriteString("    "[b.Len()%4:])
			raw++
		case c == ' ' || c == '>':
			b.WriteByte(c)
			raw++
		default:
			mark := itemMark.FindString(line[raw:])
			mark = strings.TrimRight(mark, " ")
			next := raw + len(mark)
			if mark == "" || next >= len(line) || line[next] != ' ' && line[next] != '\t' {
				return b.String(), raw
			}
			b.WriteString(mark)
			raw = next
		}
	}
	return b.String(), raw
}

// tabbed gives the lines of a text that was written on the ground of plain, which
// is raw with spaces for tabs, the indents that they have in raw.
func tabbed(out, plain, raw string) string {
	was, now, given := strings.Split(plain, "\n"), strings.Split(out, "\n"), strings.Split(raw, "\n")
	same := func(i, j int) bool { return was[i] == now[j] }
	alike := func(i, j int) bool {
		p, _ := indent(given[i])
		return strings.HasPrefix(now[j], p)
	}
	for j, i := range bases(len(was), len(now), same, alike) {
		if i < 0 {
			continue
		}
		p, n := indent(given[i])
		now[j] = given[i][:n] + now[j][len(p):]
	}
	return strings.Join(now, "\n")
}

// means is what a text says: its nodes with what they hold. Texts with equal
// ones are the same page.
func (r *reader) means(source string) string {
	full := []byte(r.context + source)
	var b strings.Builder
	root := r.parser.Parse(full, 0)
	_ = ast.Walk(root, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		switch {
		case n.Kind() == east.KindFootnoteList, n.Parent() == root && n.Pos() >= 0 && n.Pos() < len(r.context):
			return ast.WalkSkipChildren, nil
		case !enter:
			b.WriteByte(')')
			return ast.WalkContinue, nil
		}
		b.WriteString(n.Kind().String() + "(")
		switch v := n.(type) {
		case *ast.Heading:
			b.WriteString(strconv.Itoa(v.Level))
		case *ast.List:
			b.WriteString(strconv.Itoa(v.Start) + string(v.Marker) + strconv.FormatBool(v.IsTight))
		case *ast.Link:
			b.Write(slices.Concat(v.Destination, []byte{0}, v.Title))
		case *ast.Image:
			b.Write(slices.Concat(v.Destination, []byte{0}, v.Title))
		case *ast.Text:
			b.Write(v.Segment.Value(full))
		case *ast.RawHTML:
			b.Write(v.Segments.Value(full))
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			b.Write(n.Lines().Value(full))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
