package prose

import (
	"strings"

	"github.com/pagewright/pagewright/backend/edit/sense"
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

// means is what a text says on its page.
func (r *reader) means(source string) string {
	return sense.Of(r.parser, []byte(r.context), []byte(source))
}
