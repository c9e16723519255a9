// Package matter reads the front matter of other generators (YAML, TOML and
// JSON) and changes single keys of it. What needs no change keeps its bytes;
// what Pagewright can not read as it is becomes YAML.
//
// It never reads a file. Start reading at Split.
package matter

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/generator/bom"
)

// Format is the language of a front matter.
type Format string

// The formats. None means that a file has no front matter.
const (
	None Format = ""
	YAML Format = "yaml"
	TOML Format = "toml"
	JSON Format = "json"
)

// Matter is the front matter of one file.
type Matter struct {
	Format Format
	Raw    []byte         // with its fences and the newline after them; nil: none
	Inner  []byte         // between the fences
	Values map[string]any // nil when there is none, or when Err is set
	Err    error          // why Inner could not be read; nil: it could
}

var (
	fence   = regexp.MustCompile(`\A(---|\+\+\+)([a-z]*)[ \t]*\r?\n`)
	endYAML = regexp.MustCompile(`(?m)^(---|\.\.\.)[ \t]*\r?(\n|\z)`)
	endTOML = regexp.MustCompile(`(?m)^\+\+\+[ \t]*\r?(\n|\z)`)
)

// Split parts a file into its front matter and the rest. A byte order mark at
// the start belongs to neither and is dropped. Any bytes are allowed.
func Split(source []byte) (Matter, []byte) {
	source = bom.Cut(source)
	if len(source) > 0 && source[0] == '{' {
		return splitJSON(source)
	}
	open := fence.FindSubmatchIndex(source)
	if open == nil {
		return Matter{}, source
	}
	format, end := YAML, endYAML
	if source[0] == '+' {
		format, end = TOML, endTOML
	}
	if string(source[open[4]:open[5]]) == "json" {
		format = JSON
	}
	start := open[1]
	stop := end.FindIndex(source[start:])
	if stop == nil {
		return Matter{}, source
	}
	m := Matter{Format: format, Raw: source[:start+stop[1]], Inner: source[start : start+stop[0]]}
	m.read()
	return m, source[start+stop[1]:]
}

// splitJSON takes a JSON object at the start of a file; one that is no object
// of keys, as a shortcode's braces, is text.
func splitJSON(source []byte) (Matter, []byte) {
	var raw json.RawMessage
	decoder := json.NewDecoder(bytes.NewReader(source))
	if err := decoder.Decode(&raw); err != nil {
		return Matter{}, source
	}
	end := int(decoder.InputOffset())
	m := Matter{Format: JSON, Inner: raw}
	if rest := bytes.TrimLeft(source[end:], " \t\r"); len(rest) > 0 && rest[0] == '\n' {
		end = len(source) - len(rest) + 1
	}
	m.Raw = source[:end]
	m.read()
	return m, source[end:]
}

func (m *Matter) read() {
	m.Values = map[string]any{}
	switch m.Format {
	case TOML:
		m.Err = toml.Unmarshal(m.Inner, &m.Values)
	default:
		m.Err = readYAML(m.Inner, &m.Values)
	}
	if m.Err != nil {
		m.Values = nil
	}
	if m.Err == nil && m.Values == nil {
		m.Values = map[string]any{}
	}
}

// readYAML is yaml.Unmarshal that turns the panics of hostile input into an
// error.
func readYAML(data []byte, into any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("read YAML: %v", r)
		}
	}()
	return yaml.Unmarshal(data, into)
}
