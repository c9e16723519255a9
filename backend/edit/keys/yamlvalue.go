package keys

import (
	"bytes"
	"encoding/json"
	"strings"

	"go.yaml.in/yaml/v3"
)

// replaceScalar returns the edit of only the value's own bytes, where it is a
// scalar on one line or a flow list: the comment after it stays.
func (y *yamlText) replaceScalar(entry span, node *yaml.Node, value any) []Edit {
	text, ok := flowText(value, node)
	if !ok || node.Kind == yaml.AliasNode || node.Anchor != "" {
		return nil
	}
	start := y.offset(node)
	if start < entry.start || start >= entry.end {
		return nil
	}
	var list []Edit
	for _, end := range y.ends(start, entry.end, node) {
		list = append(list, Edit{start, end, []byte(text)})
	}
	return list
}

// offset returns where a node begins. yaml counts columns in characters.
func (y *yamlText) offset(node *yaml.Node) int {
	line := y.line(y.lineAt(node.Line))
	column := 1
	for i := range string(line) {
		if column == node.Column {
			return y.lineAt(node.Line) + i
		}
		column++
	}
	return y.lineAt(node.Line) + len(line)
}

// ends returns where the value that begins at start may end, the likeliest
// first; what is wrong fails the check.
func (y *yamlText) ends(start, limit int, node *yaml.Node) []int {
	line := y.line(start)
	rest := bytes.TrimRight(line[:min(len(line), limit-start)], "\r\n \t")
	switch {
	case len(rest) == 0:
		return []int{start}
	case rest[0] == '"' || rest[0] == '\'':
		if n := quoted(rest); n > 0 {
			return []int{start + n}
		}
		return nil
	case node.Kind == yaml.SequenceNode || node.Kind == yaml.MappingNode:
		var ends []int
		for i, c := range rest {
			if c == ']' || c == '}' {
				ends = append(ends, start+i+1)
			}
		}
		return ends
	}
	if i := bytes.Index(rest, []byte(" #")); i >= 0 {
		rest = bytes.TrimRight(rest[:i], " \t")
	}
	return []int{start + len(rest)}
}

// quoted returns the length of the quoted scalar at the head of line, 0 when
// it does not end there.
func quoted(line []byte) int {
	q := line[0]
	for i := 1; i < len(line); i++ {
		switch {
		case q == '"' && line[i] == '\\':
			i++
		case line[i] != q:
		case q == '\'' && i+1 < len(line) && line[i+1] == q:
			i++
		default:
			return i + 1
		}
	}
	return 0
}

// flowText writes a value on one line, in the manner of the node that it
// replaces.
func flowText(value any, was *yaml.Node) (string, bool) {
	node := nodeOf(value)
	switch v := value.(type) {
	case []any, map[string]any:
		if was == nil || was.Kind == yaml.ScalarNode || was.Style&yaml.FlowStyle == 0 {
			return "", false
		}
		node.Style = yaml.FlowStyle
	case string:
		quotes := yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle
		if was != nil && was.Kind == yaml.ScalarNode && was.Style&quotes != 0 {
			node.Style = was.Style & quotes
		}
		if strings.ContainsAny(v, "\n\r") {
			node.Style = yaml.DoubleQuotedStyle
		}
	}
	text := strings.TrimSuffix(render(node), "\n")
	if strings.Contains(text, "\n") {
		data, err := json.Marshal(value) // JSON is YAML, and always one line
		return string(data), err == nil
	}
	return text, true
}

// render writes a node with indents of two and lists deeper than their key.
func render(node *yaml.Node) string {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if enc.Encode(node) != nil || enc.Close() != nil {
		return ""
	}
	return b.String()
}

// nodeOf turns a value into a node whose keys are in a fixed order.
func nodeOf(value any) *yaml.Node {
	var node yaml.Node
	if f, ok := value.(float64); ok && f == float64(int64(f)) {
		value = int64(f)
	}
	if m, ok := value.(map[string]any); ok {
		return mapNode(m)
	}
	if list, ok := value.([]any); ok {
		node.Kind = yaml.SequenceNode
		for _, item := range list {
			node.Content = append(node.Content, nodeOf(item))
		}
		return &node
	}
	if text, ok := value.(string); ok && strings.Contains(text, "\n") && bare(text) {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Style: yaml.DoubleQuotedStyle}
	}
	_ = node.Encode(value) // all other scalars encode
	return &node
}

// bare reports whether a text of several lines begins or ends with space,
// which a block of lines says with signs that its readers disagree about.
func bare(text string) bool {
	body := strings.TrimSuffix(text, "\n")
	return body == "" || strings.Trim(body, " \t\r\n") != body
}

// entryText writes path: value as the lines of a block mapping.
func entryText(path []string, value any, indent int, eol string) string {
	node := nodeOf(value)
	for i := len(path) - 1; i >= 0; i-- {
		key := &yaml.Node{}
		_ = key.Encode(path[i]) // text always encodes
		node = &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{key, node}}
	}
	var b strings.Builder
	for line := range strings.Lines(render(node)) {
		b.WriteString(strings.Repeat(" ", indent))
		b.WriteString(strings.TrimSuffix(line, "\n"))
		b.WriteString(eol)
	}
	return b.String()
}

// replaceEntry returns the edit that writes a whole entry anew, or takes it away.
func (y *yamlText) replaceEntry(entry span, key, node *yaml.Node, path []string, value any, remove bool) []Edit {
	if remove && len(path) == 1 {
		return []Edit{{entry.start, entry.end, nil}}
	}
	if len(path) > 1 {
		var now any
		if node.Decode(&now) != nil {
			return nil
		}
		value = with(stringKeys(now), path[1:], value, remove)
	}
	text := entryText([]string{key.Value}, value, key.Column-1, y.eol)
	if body := y.text[entry.start:entry.end]; len(body) > 0 && body[len(body)-1] != '\n' {
		text = strings.TrimSuffix(text, y.eol)
	}
	return []Edit{{entry.start, entry.end, []byte(text)}}
}
