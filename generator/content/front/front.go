// Package front reads what stands at the head of a page, between its fences, as
// YAML or TOML, and settings files, which are the same without fences. What can
// not be read costs the keys that it touches and is told; every other key is
// read. It knows no key by name. Start reading at Read.
package front

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pagewright/pagewright/generator/bom"
	"github.com/pagewright/pagewright/generator/diag"
)

// format is the language of a front matter.
type format int

const (
	noFront format = iota // the file has none
	yamlFront
	tomlFront
)

// Read returns the keys of a page's front matter and its body. Without a closed
// front matter the whole source is body. path is where findings are.
func Read(path string, source []byte) (keys []Field, body []byte, diags []diag.Diag) {
	format, front, body, line := split(source)
	switch format {
	case yamlFront:
		keys, diags = yamlFields(path, front, line)
	case tomlFront:
		keys, diags = tomlFields(path, front, line)
	}
	return keys, body, diags
}

// split finds the front matter at the head of source: what stands between two
// lines "---" (YAML, also closed by "...") or "+++" (TOML). A byte order mark before it is passed
// over. front is what stands between the fences, body all after the second;
// line is the 1-based line where front begins. Without a closed front matter
// the whole source is body.
func split(source []byte) (kind format, front, body []byte, line int) {
	rest := bom.Cut(source)
	first, after, found := cutLine(rest)
	fence := string(bytes.TrimRight(first, " \t"))
	switch {
	case !found:
		return noFront, nil, rest, 1
	case fence == "---":
		kind = yamlFront
	case fence == "+++":
		kind = tomlFront
	default:
		return noFront, nil, rest, 1
	}
	for at := 0; at < len(after); {
		l, tail, _ := cutLine(after[at:])
		if s := string(bytes.TrimRight(l, " \t")); s == fence || s == "..." && kind == yamlFront {
			return kind, after[:at], tail, 2
		}
		at = len(after) - len(tail)
	}
	return noFront, nil, rest, 1
}

// cutLine cuts off the first line; found is false when it has no line end.
func cutLine(b []byte) (line, rest []byte, found bool) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return b, nil, false
	}
	return bytes.TrimSuffix(b[:i], []byte("\r")), b[i+1:], true
}

// Field is one top-level key with its value. It is for one goroutine.
type Field struct {
	Key  string
	Line int        // 1-based, in the file
	Text string     // a scalar as it is written, without quotes
	List []string   // the scalars of a list, nil when it is no list
	Many bool       // it is a list
	Null bool       // it is there without a value
	Any  func() any // the value as templates see it: nil, bool, int, float64, string, []any or map[string]any
}

// Whole is the value as a whole number.
func (f *Field) Whole() (n int, ok bool) {
	n, err := strconv.Atoi(f.Text)
	return n, err == nil && !f.Many
}

// Truth is the value as a yes or no; what is empty is a no.
func (f *Field) Truth() (value, ok bool) {
	if f.Many {
		return false, false
	}
	switch strings.ToLower(f.Text) {
	case "true", "yes", "on", "1":
		return true, true
	case "false", "no", "off", "0", "":
		return false, true
	}
	return false, false
}

// Warn returns a warning about a line of a file; args are names and values by
// turns.
func Warn(code, path string, line int, text string, err error, args ...string) diag.Diag {
	d := diag.Diag{Code: code, Severity: diag.Warning, Where: diag.Where{Path: path, Line: line, Text: text}, Err: err}
	for i := 0; i+1 < len(args); i += 2 {
		if d.Args == nil {
			d.Args = map[string]string{}
		}
		d.Args[args[i]] = args[i+1]
	}
	return d
}

// dateLayouts are the ways of writing a date that front matters in the wild use.
var dateLayouts = [...]string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02",
	"2006-1-2", "2006/01/02", "2 January 2006", "January 2, 2006", "2 Jan 2006", time.RFC1123Z, time.RFC1123,
}

// Date reads a date as front matters write it. A date without a zone is UTC.
func Date(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if len(text) == 10 { // the common one first
		if t, err := time.Parse("2006-01-02", text); err == nil {
			return t, nil
		}
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			if _, offset := t.Zone(); offset == 0 {
				t = t.UTC()
			}
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date", text)
}
