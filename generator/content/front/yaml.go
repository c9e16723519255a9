package front

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/generator/diag"
)

// yamlFields reads the top-level keys. A syntax error costs the keys that it
// touches: every other key is read on its own.
func yamlFields(path string, front []byte, line int) ([]Field, []diag.Diag) {
	if list, ok := plainFields(front, line); ok {
		return list, nil
	}
	node, err := yamlMap(front)
	if err == nil {
		return nodeFields(path, node, line)
	}
	at, quote := fault(front, err)
	diags := []diag.Diag{Warn("frontmatter-syntax", path, line+at-1, quote, err, "reason", reason(err))}
	var all []Field
	for _, c := range chunks(front) {
		node, err := yamlMap(c.text)
		if err != nil {
			continue
		}
		list, more := nodeFields(path, node, line+c.line)
		all, diags = append(all, list...), append(diags, more...)
	}
	return all, diags
}

var errNotKeys = errors.New("yaml: line 1: these are not keys with values")

// yamlMap parses one mapping; nil for an empty document.
func yamlMap(src []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil, nil
	}
	if root.Kind != yaml.MappingNode {
		return nil, errNotKeys
	}
	return root, nil
}

func nodeFields(path string, node *yaml.Node, line int) ([]Field, []diag.Diag) {
	if node == nil {
		return nil, nil
	}
	var diags []diag.Diag
	list := make([]Field, 0, len(node.Content)/2)
	seen := make(map[string]bool, len(node.Content)/2)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if seen[key.Value] {
			diags = append(diags, Warn("frontmatter-twice", path, line+key.Line-1, key.Value, nil, "key", key.Value))
			continue
		}
		seen[key.Value] = true
		list = append(list, nodeField(key.Value, value, line+key.Line-1))
	}
	return list, diags
}

func nodeField(key string, value *yaml.Node, line int) Field {
	if value.Kind == yaml.AliasNode { // what it stands for is never an alias itself but in a circle
		value = value.Alias
	}
	f := Field{Key: key, Line: line, Any: func() any {
		var v any
		if value.Decode(&v) != nil {
			return nil
		}
		return plain(v)
	}}
	switch value.Kind {
	case yaml.ScalarNode:
		f.Text, f.Null = value.Value, value.Tag == "!!null"
		if f.Null {
			f.Text = ""
		}
	case yaml.SequenceNode:
		f.Many = true
		for _, item := range value.Content {
			if item.Kind == yaml.ScalarNode && item.Tag != "!!null" {
				f.List = append(f.List, item.Value)
			}
		}
	}
	return f
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// fault returns the 1-based line within src where what err speaks of begins, and
// that line's text: an open quote is found out only where the next one stands, or
// the end.
func fault(src []byte, err error) (int, string) {
	for _, c := range chunks(src) {
		_, alone := yamlMap(c.text)
		if alone != nil && (unknownAnchor(err) || !unknownAnchor(alone)) { // one may be defined in another part
			at, quote := errorPlace(bytes.TrimSpace(c.text), alone)
			return c.line + at, quote
		}
	}
	return errorPlace(src, err)
}

func unknownAnchor(err error) bool { return strings.Contains(err.Error(), "unknown anchor") }

// errorPlace returns the 1-based line within src that the error speaks of, and
// that line's text.
func errorPlace(src []byte, err error) (int, string) {
	at := 1
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		at, _ = strconv.Atoi(m[1])
	}
	lines := bytes.Split(src, []byte("\n"))
	at = max(1, min(at, len(lines)))
	return at, strings.TrimSpace(string(lines[at-1]))
}

// reason is the error without the words that only a developer needs.
func reason(err error) string {
	s := strings.TrimPrefix(err.Error(), "yaml: ")
	if i := strings.Index(s, ": "); i > 0 && strings.HasPrefix(s, "line ") {
		s = s[i+2:]
	}
	return s
}

type chunk struct {
	text []byte
	line int // 0-based, within the front matter
}

// chunks cuts a front matter before each line that begins a top-level key.
func chunks(src []byte) []chunk {
	var list []chunk
	start, first, n := 0, 0, 0
	flush := func(end int) {
		if end > start {
			list = append(list, chunk{src[start:end], first})
		}
	}
	for at := 0; at < len(src); n++ {
		line, rest, _ := cutLine(src[at:])
		if len(line) > 0 && strings.IndexByte(" \t-#]}", line[0]) < 0 && bytes.IndexByte(line, ':') > 0 {
			flush(at)
			start, first = at, n
		}
		at = len(src) - len(rest)
	}
	flush(len(src))
	return list
}
