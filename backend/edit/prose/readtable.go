package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/pagewright/pagewright/backend/edit/prose/grid"
)

// delimiter is the line of a table that says how its columns stand. It is no row.
const delimiter = 1

// readTable reads a table whose source begins at a place of full.
func readTable(out *node, t *east.Table, full []byte, raw string, at int) (*node, error) {
	out.kind = table
	lines := strings.Split(raw, "\n")
	if len(lines) != t.ChildCount()+1 {
		return nil, ErrNotText
	}
	i := 0
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		if i == delimiter {
			out.src.lines = append(out.src.lines, grid.Cut(lines[i]))
			at += len(lines[i]) + 1
			i++
		}
		line := grid.Cut(lines[i])
		read, err := readRow(row, t.Alignments, full, line, at)
		if err != nil {
			return nil, err
		}
		out.src.lines, out.children = append(out.src.lines, line), append(out.children, read)
		at += len(lines[i]) + 1
		i++
	}
	if i == delimiter {
		out.src.lines = append(out.src.lines, grid.Cut(lines[i]))
	}
	return out, nil
}

// readRow reads a row whose line begins at a place of full. Cells that are not
// written are empty.
func readRow(row ast.Node, aligns []east.Alignment, full []byte, line grid.Line, at int) (*node, error) {
	out := &node{kind: tableRow, src: &origin{raw: line.String()}}
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		i := len(out.children)
		cell := &node{kind: tableCell, src: &origin{}}
		if i < len(aligns) && aligns[i] != east.AlignNone {
			cell.align = aligns[i].String()
		}
		if i < len(line.Cells) {
			_, words, _ := grid.Words(line.Cells[i])
			cell.src.raw = words
			begin := at + line.At(i)
			if words != "" && (c.Lines().Len() != 1 || c.Lines().At(0).Start != begin) {
				return nil, ErrNotText
			}
			if err := cell.readInline(c, full, begin); err != nil {
				return nil, err
			}
		} else if c.FirstChild() != nil {
			return nil, ErrNotText
		}
		out.children = append(out.children, cell)
	}
	return out, nil
}
