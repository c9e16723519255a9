package matter

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Change sets one key; a nil Value takes the key away.
type Change struct {
	Key   string
	Value any
}

// With returns the front matter with the changes, fences and all. YAML keeps
// every line that the changes do not touch. TOML without changes stays as it
// is and becomes YAML otherwise, as JSON always does. A front matter that
// could not be read is returned as it is, and no changes are made to it.
func (m Matter) With(changes []Change) ([]byte, error) {
	switch {
	case m.Err != nil, len(changes) == 0 && m.Format != JSON:
		return m.Raw, nil
	case m.Format == YAML:
		return m.changeYAML(changes)
	}
	inner, err := m.toYAML()
	if err != nil {
		return nil, err
	}
	return (Matter{Format: YAML, Inner: inner, Raw: nil}).changeYAML(changes)
}

func (m Matter) changeYAML(changes []Change) ([]byte, error) {
	inner := normal(m.Inner)
	for _, change := range changes {
		var err error
		if inner, err = set(inner, change); err != nil {
			return nil, err
		}
	}
	return []byte("---\n" + inner + "---\n"), nil
}

// normal ends every line of YAML with one newline.
func normal(inner []byte) string {
	s := strings.ReplaceAll(string(inner), "\r\n", "\n")
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

// set changes one top-level key of a YAML mapping and no other line.
func set(inner string, change Change) (string, error) {
	lines := ""
	if change.Value != nil {
		encoded, err := encode(map[string]any{change.Key: change.Value})
		if err != nil {
			return "", err
		}
		lines = encoded
	}
	var doc yaml.Node
	if err := readYAML([]byte(inner), &doc); err != nil {
		return "", fmt.Errorf("change %s: %w", change.Key, err)
	}
	if doc.Kind == 0 {
		return inner + lines, nil
	}
	root := doc.Content[0]
	if root.Kind == yaml.MappingNode && len(root.Content) == 0 {
		return lines, nil
	}
	if root.Kind == yaml.MappingNode && root.Style&yaml.FlowStyle != 0 {
		flat, err := unflow(&doc)
		if err != nil {
			return "", err
		}
		return set(flat, change)
	}
	if root.Kind != yaml.MappingNode {
		return inner + lines, nil
	}
	all := yamlLines(inner)
	first, last, found := linesOf(root, change.Key, len(all))
	if !found {
		return inner + lines, nil
	}
	return strings.Join(all[:first], "") + lines + strings.Join(all[last:], ""), nil
}

var yamlBreak = regexp.MustCompile("\r\n|[\n\r\u0085\u2028\u2029]")

// yamlLines parts a text into lines as readers of YAML count them: three signs
// of Unicode end a line too.
func yamlLines(s string) []string {
	var lines []string
	at := 0
	for _, end := range yamlBreak.FindAllStringIndex(s, -1) {
		lines = append(lines, s[at:end[1]])
		at = end[1]
	}
	if at < len(s) {
		lines = append(lines, s[at:])
	}
	return lines
}

// linesOf returns the lines [first, last) of a key, counted from 0.
func linesOf(root *yaml.Node, key string, total int) (first, last int, found bool) {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != key {
			continue
		}
		first, last = root.Content[i].Line-1, total
		if i+2 < len(root.Content) {
			next := root.Content[i+2]
			last = next.Line - 1
			if next.HeadComment != "" {
				last -= strings.Count(next.HeadComment, "\n") + 1
			}
		}
		return first, max(first+1, last), true
	}
	return 0, 0, false
}

func unflow(doc *yaml.Node) (string, error) {
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		n.Style &^= yaml.FlowStyle
		if n.Kind == yaml.ScalarNode {
			n.Style = 0 // quotes come back where they are needed
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	walk(doc)
	return encode(doc)
}

func encode(value any) (string, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(value); err != nil {
		return "", fmt.Errorf("write YAML: %w", err)
	}
	return b.String(), nil
}

var tomlKey = regexp.MustCompile(`(?m)^\s*(?:\[+\s*)?["']?([A-Za-z0-9_-]+)`)
var tomlComment = regexp.MustCompile(`(?m)^\s*#.*$`)

// toYAML writes what was read as YAML: keys in the order in which they stand in
// the source, comments of TOML after them.
func (m Matter) toYAML() ([]byte, error) {
	if m.Format == JSON {
		var doc yaml.Node
		if err := readYAML(m.Inner, &doc); err != nil || doc.Kind == 0 {
			return nil, err
		}
		flat, err := unflow(&doc)
		return []byte(flat), err
	}
	var order []string
	for _, match := range tomlKey.FindAllSubmatch(m.Inner, -1) {
		order = append(order, string(match[1]))
	}
	keys := make([]string, 0, len(m.Values))
	for key := range m.Values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	slices.SortStableFunc(keys, func(a, b string) int { return place(order, a) - place(order, b) })
	var b strings.Builder
	for _, key := range keys {
		lines, err := encode(map[string]any{key: plain(m.Values[key])})
		if err != nil {
			return nil, err
		}
		b.WriteString(lines)
	}
	for _, comment := range tomlComment.FindAllString(string(m.Inner), -1) {
		b.WriteString(strings.TrimSpace(comment) + "\n")
	}
	return []byte(b.String()), nil
}

func place(order []string, key string) int {
	if i := slices.Index(order, key); i >= 0 {
		return i
	}
	return len(order)
}
