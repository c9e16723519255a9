package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pagewright/pagewright/backend/edit/prose/grid"
)

// table writes a table. Lines whose cells are as they were keep their bytes, and
// in the others the cells that are.
func (w *writer) table(n, old *node) string {
	if old == nil || old.kind != table || !w.style.reuse {
		old = &node{kind: table, src: &origin{}}
	}
	s := sheet{w: w, lines: old.src.lines, cols: columns(old, n)}
	for j := range s.cols {
		s.widths = append(s.widths, s.width(j, n))
	}
	was := rows(old)
	base := bases(len(was), len(n.children),
		func(i, j int) bool { return (i == 0) == (j == 0) && s.same(was[i], n.children[j]) },
		func(i, j int) bool { return (i == 0) == (j == 0) })
	var out []string
	for j, row := range n.children {
		if j == delimiter {
			out = append(out, s.delimiter(n))
		}
		if i := base[j]; i >= 0 {
			out = append(out, s.row(row, was[i], lineOf(i, old.src.lines)))
		} else {
			out = append(out, s.row(row, nil, s.fresh()))
		}
	}
	if len(n.children) == 1 {
		out = append(out, s.delimiter(n))
	}
	return strings.Join(out, "\n")
}

func rows(t *node) []*node { return canonical(t).children }

// lineOf is the line of a row, among which the delimiter's is.
func lineOf(row int, lines []grid.Line) grid.Line {
	if row >= delimiter {
		row++
	}
	return lines[row]
}

// columns says for each column of a table which old one it goes on from, -1: none.
func columns(old, n *node) []int {
	was, now := rows(old), n.children
	if len(was) == 0 || len(now) == 0 {
		return slices.Repeat([]int{-1}, width(now))
	}
	if width(was) == width(now) {
		cols := make([]int, width(now))
		for j := range cols {
			cols[j] = j
		}
		return cols
	}
	if len(was) != len(now) { // its heading tells a column
		was, now = was[:1], now[:1]
	}
	same := func(i, j int) bool {
		for r := range was {
			if !slices.Equal(was[r].children[i].atoms, now[r].children[j].atoms) {
				return false
			}
		}
		return true
	}
	return bases(width(was), width(now), same, func(int, int) bool { return true })
}

func width(rows []*node) int {
	if len(rows) == 0 {
		return 0
	}
	return len(rows[0].children)
}

// sheet is a table that is written on the ground of an old one.
type sheet struct {
	w      *writer
	lines  []grid.Line // of the old one; none: it is new
	cols   []int       // for each column the old one, -1: none
	widths []int       // of the columns in characters; 0: a column is no wider than its words
}

// width is how wide a column is to be: a new one is as wide as its words where
// all others are lined up.
func (s *sheet) width(j int, n *node) int {
	if s.cols[j] >= 0 {
		return grid.Width(s.lines, s.cols[j])
	}
	most := 0
	for i := range s.cols {
		if s.cols[i] >= 0 && grid.Width(s.lines, s.cols[i]) == 0 {
			return 0
		}
	}
	if len(s.lines) == 0 {
		return 0
	}
	for _, row := range n.children {
		most = max(most, utf8.RuneCountInString(s.w.inline(row.children[j], nil)))
	}
	return max(3, most) + 2
}

// same reports whether a row says what an old one does in the columns that both have.
func (s *sheet) same(old, row *node) bool {
	for j, i := range s.cols {
		if i >= 0 && !slices.Equal(old.children[i].atoms, row.children[j].atoms) {
			return false
		}
	}
	return true
}

// fresh is the line that a new row is written like: the last one, without words.
func (s *sheet) fresh() grid.Line {
	if len(s.lines) == 0 {
		return grid.Line{Head: "|", Tail: "|"}
	}
	line := s.lines[len(s.lines)-1]
	line.Cells = nil
	return line
}

// row writes a row on the ground of a line. Cells at its end that were not
// written and are empty still are not; cells that no column has stay.
func (s *sheet) row(row, old *node, line grid.Line) string {
	var cells []string
	for j, cell := range row.children {
		i := s.cols[j]
		switch {
		case old == nil || i < 0 || i >= len(line.Cells):
			cells = append(cells, grid.Put(s.blank(), s.w.inline(cell, nil), s.widths[j], cell.align))
		case slices.Equal(old.children[i].atoms, cell.atoms):
			cells = append(cells, line.Cells[i])
		default:
			cells = append(cells, grid.Put(line.Cells[i], s.w.inline(cell, old.children[i]), s.widths[j], cell.align))
		}
	}
	return s.ended(cells, row, old, line)
}

// ended puts the end to the cells of a row.
func (s *sheet) ended(cells []string, row, old *node, line grid.Line) string {
	had := len(line.Cells)
	if old != nil && had < len(old.children) {
		for len(cells) > 0 && s.cols[len(cells)-1] >= had && len(row.children[len(cells)-1].atoms) == 0 {
			cells = cells[:len(cells)-1]
		}
		if strings.Contains(line.Tail, "||") && len(cells) > had {
			line.Tail = "|"
		}
	}
	if old != nil && had > len(old.children) {
		cells = append(cells, line.Cells[len(old.children):]...)
	}
	line.Cells = cells
	return line.String()
}

// blank is a cell without words: with spaces, unless no cell of the table has any.
func (s *sheet) blank() string {
	worded := false
	for i, l := range s.lines {
		for _, cell := range l.Cells {
			left, words, right := grid.Words(cell)
			if i == delimiter || words == "" {
				continue
			}
			if left+right != "" {
				return "  "
			}
			worded = true
		}
	}
	if worded {
		return ""
	}
	return "  "
}

// delimiter writes the line that says how the columns stand; a new one is written
// as the first is.
func (s *sheet) delimiter(n *node) string {
	line := grid.Line{Head: "|", Cells: []string{" --- "}, Tail: "|"}
	if len(s.lines) > 0 {
		line = s.lines[delimiter]
	}
	var cells []string
	for j, cell := range n.children[0].children {
		was := line.Cells[0]
		if i := s.cols[j]; i >= 0 && i < len(line.Cells) {
			was = line.Cells[i]
		} else {
			left, _, right := grid.Words(was)
			was = left + strings.Repeat("-", max(3, s.widths[j]-len(left)-len(right))) + right
		}
		cells = append(cells, grid.Delimiter(was, cell.align))
	}
	line.Cells = cells
	return line.String()
}
