package keys

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Replace returns the edits that give texts below a key of a YAML text another
// value, the last one first. change answers with the new value, or ok false to
// leave it. Values that are not on one line are left.
func Replace(text []byte, below []string, change func(value string) (string, bool)) ([]Edit, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	node := doc.Content[0]
	for _, name := range below {
		if _, node, _ = find(node, name); node == nil {
			return nil, nil
		}
	}
	y := &yamlText{text: text, lines: lineStarts(text), eol: eolOf(text)}
	var edits []Edit
	y.replace(node, change, &edits)
	slices.SortFunc(edits, func(a, b Edit) int { return cmp.Compare(b.Start, a.Start) })
	after := bytes.Clone(text)
	for _, e := range edits {
		after = Edit{e.Start, e.End, e.Text}.apply(after)
	}
	return edits, checkReplaced(text, after, change)
}

func (y *yamlText) replace(node *yaml.Node, change func(string) (string, bool), edits *[]Edit) {
	for i, c := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 {
			continue // a key
		}
		y.replace(c, change, edits)
	}
	if node.Kind != yaml.ScalarNode || node.Tag != "!!str" {
		return
	}
	value, ok := change(node.Value)
	if !ok {
		return
	}
	text, ok := flowText(value, node)
	if !ok {
		return
	}
	start := y.offset(node)
	for _, end := range y.scalarEnds(start) {
		var now string
		if yaml.Unmarshal(y.text[start:end], &now) == nil && now == node.Value {
			*edits = append(*edits, Edit{start, end, []byte(text)})
			return
		}
	}
}

// scalarEnds is where a scalar on one line may end, in a block or between
// brackets.
func (y *yamlText) scalarEnds(start int) []int {
	line := bytes.TrimRight(y.line(start), "\r\n \t")
	if n := 0; len(line) > 0 && (line[0] == '"' || line[0] == '\'') {
		if n = quoted(line); n > 0 {
			return []int{start + n}
		}
		return nil
	}
	var ends []int
	for i, c := range line {
		if c == ',' || c == '}' || c == ']' || c == '#' {
			ends = append(ends, start+len(bytes.TrimRight(line[:i], " \t")))
		}
	}
	return append(ends, start+len(line))
}

// checkReplaced makes sure that only such texts are other.
func checkReplaced(before, after []byte, change func(string) (string, bool)) error {
	a, err := yamlLang{}.decode(before)
	if err != nil {
		return err
	}
	b, err := yamlLang{}.decode(after)
	if err != nil || !sameBut(a, b, change) {
		return ErrUnsafe
	}
	return nil
}

func sameBut(a, b any, change func(string) (string, bool)) bool {
	switch v := a.(type) {
	case map[string]any:
		w, ok := b.(map[string]any)
		if !ok || len(v) != len(w) {
			return false
		}
		for k := range v {
			if !sameBut(v[k], w[k], change) {
				return false
			}
		}
		return true
	case []any:
		w, ok := b.([]any)
		return ok && slices.EqualFunc(v, w, func(x, y any) bool { return sameBut(x, y, change) })
	case string:
		if to, ok := change(v); ok && to == b {
			return true
		}
	}
	return same(a, b)
}
