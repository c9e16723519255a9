package draft

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/generator/diag"
)

// Op is one command of a change set. Which fields count is said by Op; At, and
// From and To of a move, are index paths in the page's block tree. Its JSON is
// that of api.Op.
type Op struct {
	Op       string          `json:"op"`
	Page     string          `json:"page,omitempty"`
	At       []int           `json:"at,omitempty"`
	From     json.RawMessage `json:"from,omitempty"`
	To       json.RawMessage `json:"to,omitempty"`
	ToPage   string          `json:"toPage,omitempty"`
	Markdown string          `json:"markdown,omitempty"`
	Doc      json.RawMessage `json:"doc,omitempty"`
	Name     string          `json:"name,omitempty"`
	Key      string          `json:"key,omitempty"`
	Value    json.RawMessage `json:"value,omitempty"`
	Title    string          `json:"title,omitempty"`
	In       string          `json:"in,omitempty"`
	File     string          `json:"file,omitempty"`
	Alt      string          `json:"alt,omitempty"`
	Kind     string          `json:"kind,omitempty"`
	Level    int             `json:"level,omitempty"`
	Text     *string         `json:"text,omitempty"` // source: the whole page; nil is refused, "" empties it
	Was      string          `json:"was,omitempty"`  // source: durable.Hash of the page that Text was made of; "": not asked

	Taken *media.File `json:"-"` // media: what was read already, instead of File
}

// Fail returns a Diag as an error, about a file of the site or "". Args are names and values
// in turn.
func Fail(code, path string, err error, args ...string) error {
	d := &diag.Diag{Code: code, Severity: diag.Error, Where: diag.Where{Path: path}, Err: err}
	for i := 0; i+1 < len(args); i += 2 {
		if d.Args == nil {
			d.Args = map[string]string{}
		}
		d.Args[args[i]] = args[i+1]
	}
	return d
}

// IndexPath reads an index path that is JSON: [1,0], or "1.0" as the canvas writes it.
func IndexPath(raw json.RawMessage) ([]int, error) {
	var list []int
	if json.Unmarshal(raw, &list) == nil {
		return list, nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return nil, err
	}
	for part := range strings.SplitSeq(text, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}

// FormatPath writes an index path as the canvas does: "1.0".
func FormatPath(path []int) string {
	parts := make([]string, len(path))
	for i, n := range path {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, ".")
}
