// Package grid is the source of a Markdown table cut at its pipes, so that a
// cell can be written without touching the ones beside it.
//
// It knows no Markdown within a cell. Start reading at Cut.
package grid

import (
	"strings"
	"unicode/utf8"
)

// Line is one line of a table. Its parts put together are the line again.
type Line struct {
	Head  string   // indent and the opening pipe, where there is one
	Cells []string // with the spaces around their words
	Tail  string   // the closing pipe, where there is one, and what follows the cells
}

const spaces = " \t\v\f\r"

// Cut takes a line apart where goldmark does: at each pipe that has no backslash
// before it.
func Cut(line string) Line {
	at := len(line) - len(strings.TrimLeft(line, spaces))
	limit := len(strings.TrimRight(line, spaces))
	if at < limit && line[at] == '|' {
		at++
	}
	l := Line{Head: line[:at]}
	if limit > at && line[limit-1] == '|' {
		limit--
	}
	end := at
	for at < limit {
		end = at
		for end < limit && (line[end] != '|' || end > 0 && line[end-1] == '\\') {
			end++
		}
		l.Cells = append(l.Cells, line[at:end])
		at = end + 1
	}
	l.Tail = line[end:]
	return l
}

// String is the line.
func (l Line) String() string { return l.Head + strings.Join(l.Cells, "|") + l.Tail }

// At is where the words of a cell begin in the line.
func (l Line) At(cell int) int {
	at := len(l.Head) + cell
	for _, c := range l.Cells[:cell] {
		at += len(c)
	}
	left, _, _ := Words(l.Cells[cell])
	return at + len(left)
}

// Words parts a cell into its words and the spaces around them. A cell without
// words is all in left.
func Words(cell string) (left, words, right string) {
	rest := strings.TrimLeft(cell, spaces)
	words = strings.TrimRight(rest, spaces)
	return cell[:len(cell)-len(rest)], words, rest[len(words):]
}

// Align is where the words of a column stand, as its cell of the delimiter line
// says: "", "left", "center" or "right".
func Align(delimiter string) string {
	_, words, _ := Words(delimiter)
	first, last := strings.HasPrefix(words, ":"), strings.HasSuffix(words, ":")
	switch {
	case first && last:
		return "center"
	case first:
		return "left"
	case last:
		return "right"
	}
	return ""
}

// Delimiter is a cell of the delimiter line that is as wide as was and says
// align. It is never narrower than Markdown takes.
func Delimiter(was, align string) string {
	left, words, right := Words(was)
	if Align(was) == align && words != "" {
		return was
	}
	first, last := "", ""
	if align == "left" || align == "center" {
		first = ":"
	}
	if align == "right" || align == "center" {
		last = ":"
	}
	dashes := max(3, len(words)) - len(first) - len(last)
	return left + first + strings.Repeat("-", dashes) + last + right
}

// Width is how many characters wide a column is when all lines have it equally
// wide, and 0 when they do not.
func Width(lines []Line, column int) int {
	width := 0
	for _, l := range lines {
		if column >= len(l.Cells) {
			return 0
		}
		n := utf8.RuneCountInString(l.Cells[column])
		if width > 0 && n != width {
			return 0
		}
		width = n
	}
	return width
}

// Put gives a cell other words. It stays as wide as width says where they have
// the room; 0: it is as wide as they are.
func Put(was, words string, width int, align string) string {
	left, old, right := Words(was)
	if old == "" {
		left, right = edges(was)
	}
	if strings.HasSuffix(words, `\`) && right == "" {
		right = " "
	}
	if width == 0 {
		return left + words + right
	}
	least := min(1, len(left)) + utf8.RuneCountInString(words) + min(1, len(right))
	free := strings.Repeat(" ", max(0, width-least))
	left, right = left[:min(1, len(left))], right[:min(1, len(right))]
	switch align {
	case "right":
		return left + free + words + right
	case "center":
		return left + free[:len(free)/2] + words + free[len(free)/2:] + right
	}
	return left + words + free + right
}

// edges are the spaces around the words that come into an empty cell.
func edges(cell string) (left, right string) {
	if cell == "" {
		return "", ""
	}
	return " ", " "
}
