package content

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
)

// Format is the language of a front matter.
type Format int

// The formats of a front matter. NoFront: the file has none.
const (
	NoFront Format = iota
	YAML
	TOML
)

// Split finds the front matter at the head of source: what stands between two
// lines "---" (YAML, also closed by "...") or "+++" (TOML). A byte order mark before it is passed
// over. front is what stands between the fences, body all after the second;
// line is the 1-based line where front begins. Without a closed front matter
// the whole source is body.
func Split(source []byte) (format Format, front, body []byte, line int) {
	rest := bytes.TrimPrefix(source, []byte("\xef\xbb\xbf"))
	first, after, found := cutLine(rest)
	fence := string(bytes.TrimRight(first, " \t"))
	switch {
	case !found:
		return NoFront, nil, rest, 1
	case fence == "---":
		format = YAML
	case fence == "+++":
		format = TOML
	default:
		return NoFront, nil, rest, 1
	}
	for at := 0; at < len(after); {
		l, tail, _ := cutLine(after[at:])
		if s := string(bytes.TrimRight(l, " \t")); s == fence || s == "..." && format == YAML {
			return format, after[:at], tail, 2
		}
		at = len(after) - len(tail)
	}
	return NoFront, nil, rest, 1
}

// cutLine cuts off the first line; found is false when it has no line end.
func cutLine(b []byte) (line, rest []byte, found bool) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return b, nil, false
	}
	return bytes.TrimSuffix(b[:i], []byte("\r")), b[i+1:], true
}

// field is one top-level key of a front matter or settings file.
type field struct {
	key  string
	line int      // 1-based, in the file
	text string   // a scalar as it is written, without quotes
	list []string // the scalars of a list, nil when it is no list
	many bool     // it is a list
	null bool     // it is there without a value
	any  func() any
}

// fields reads a front matter. What can not be read is left out and told.
func fields(path string, format Format, front []byte, line int) ([]field, []diag.Diag) {
	switch format {
	case YAML:
		return yamlFields(path, front, line)
	case TOML:
		return tomlFields(path, front, line)
	}
	return nil, nil
}

func warn(code, path string, line int, text string, err error, args ...string) diag.Diag {
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

func truth(text string) (value, ok bool) {
	switch strings.ToLower(text) {
	case "true", "yes", "on", "1":
		return true, true
	case "false", "no", "off", "0", "":
		return false, true
	}
	return false, false
}
