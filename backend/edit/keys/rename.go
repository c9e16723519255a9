package keys

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Rename returns the edit that gives the key at path of a YAML text another
// name, at the same place. It fails with ErrSyntax, and with ErrUnsafe when the
// key is not there, the name is taken, or more than the name would change.
func Rename(text []byte, path []string, to string) (Edit, error) {
	var doc yaml.Node
	before, err := yamlLang{}.decode(text)
	if err == nil {
		err = yaml.Unmarshal(text, &doc)
	}
	if err != nil {
		return Edit{}, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	unsafe := fmt.Errorf("%w: %v", ErrUnsafe, path)
	last := len(path) - 1
	renamed := append(path[:last:last], to)
	value, ok := lookup(before, path)
	if _, taken := lookup(before, renamed); !ok || taken {
		return Edit{}, unsafe
	}
	node, key := doc.Content[0], (*yaml.Node)(nil)
	for _, name := range path {
		if key, node, _ = find(node, name); key == nil {
			return Edit{}, unsafe // it comes by an alias
		}
	}
	goal := with(with(before, path, nil, true), renamed, value, false)
	y := &yamlText{text: text, lines: lineStarts(text), eol: eolOf(text)}
	start := y.offset(key)
	end := start + len(key.Value)
	if rest := y.line(start); len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
		end = start + quoted(rest)
	}
	name, ok := flowText(to, key)
	if !ok || end > len(text) || bytes.ContainsAny(text[start:end], "\r\n") {
		return Edit{}, unsafe
	}
	edit := Edit{start, end, []byte(name)}
	if after, err := (yamlLang{}).decode(edit.apply(text)); err != nil || !same(after, goal) {
		return Edit{}, unsafe
	}
	return edit, nil
}
