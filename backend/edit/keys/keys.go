// Package keys changes one key of a YAML or TOML text and leaves every other
// byte, comments and order included, as it is. Each change is checked: the new
// text is parsed, and all its values but the one must be what they were.
//
// It knows nothing of sites. Start reading at Set.
package keys

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// Format is the language of a text.
type Format int

// The languages.
const (
	YAML Format = iota
	TOML
)

// ErrSyntax says that the text can not be parsed, so nothing in it is changed.
var ErrSyntax = errors.New("keys: the text does not parse")

// ErrUnsafe says that no way was found to change the key without a change
// elsewhere. Nothing is changed.
var ErrUnsafe = errors.New("keys: the key can not be changed alone")

// Edit replaces text[Start:End] by Text.
type Edit struct {
	Start, End int
	Text       []byte
}

// Set returns the edit that gives the key at path the value, or takes the key
// away when value is nil or null. Parents that are missing are made. A nil edit
// means that it is so already. Value is JSON.
func Set(format Format, text []byte, path []string, value json.RawMessage) (*Edit, error) {
	want, remove, err := decodeValue(value)
	if err != nil {
		return nil, err
	}
	lang := language(format)
	before, err := lang.decode(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	if now, ok := lookup(before, path); ok != remove && (remove || same(now, want)) {
		return nil, nil
	}
	goal := with(before, path, want, remove)
	for _, try := range lang.edits(text, path, want, remove) {
		after, err := lang.decode(try.apply(text))
		if err == nil && same(after, goal) {
			return &try, nil
		}
	}
	return nil, fmt.Errorf("%w: %v", ErrUnsafe, path)
}

// Get returns the value at path as JSON knows it, ok false when it is not there.
func Get(format Format, text []byte, path []string) (value any, ok bool) {
	all, err := language(format).decode(text)
	if err != nil {
		return nil, false
	}
	return lookup(all, path)
}

// lang is what Set needs of a language.
type lang interface {
	// decode returns the text's values as maps, slices and scalars.
	decode(text []byte) (any, error)
	// edits returns ways to make the change, the one that touches least first.
	// They need not be right: each is checked.
	edits(text []byte, path []string, value any, remove bool) []Edit
}

func language(f Format) lang {
	if f == TOML {
		return tomlLang{}
	}
	return yamlLang{}
}

func decodeValue(raw json.RawMessage) (value any, remove bool, err error) {
	if len(raw) == 0 {
		return nil, true, nil
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, false, err
	}
	return value, value == nil, nil
}

func (e Edit) apply(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(e.Text))
	out = append(out, text[:e.Start]...)
	out = append(out, e.Text...)
	return append(out, text[e.End:]...)
}

func lookup(tree any, path []string) (any, bool) {
	for _, key := range path {
		m, ok := tree.(map[string]any)
		if !ok {
			return nil, false
		}
		if tree, ok = m[key]; !ok {
			return nil, false
		}
	}
	return tree, true
}

// with returns a copy of tree with the change made. Parents of a removed key
// stay, even empty.
func with(tree any, path []string, value any, remove bool) any {
	m, _ := tree.(map[string]any)
	out := make(map[string]any, len(m)+1)
	for k, v := range m {
		out[k] = v
	}
	switch {
	case len(path) > 1:
		out[path[0]] = with(out[path[0]], path[1:], value, remove)
	case remove:
		delete(out, path[0])
	default:
		out[path[0]] = value
	}
	return out
}

// same compares values without regard to which kind of number they are, and
// takes an empty mapping and none for the same.
func same(a, b any) bool { return reflect.DeepEqual(normal(a), normal(b)) }

func normal(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, item := range v {
			if n := normal(item); n != nil {
				out[k] = n
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = normal(item)
		}
		return out
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	}
	return v
}
