package edit

import (
	"errors"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/diag"
)

// TestOpsThatCanNotBeRead: each says its line, and what of it is not understood.
func TestOpsThatCanNotBeRead(t *testing.T) {
	const good = `{"op":"delete","page":"content/index.md","at":[0]}` + "\n\n"
	for line, want := range map[string]map[string]string{
		`{"op":"delete","pge":"x"}`:             {"code": "edit-op-field", "field": "pge", "near": "page"},
		`{"op":"delete","colour":"x"}`:          {"code": "edit-op-field", "field": "colour"},
		`{"op":"delete","at":"0"}`:              {"code": "edit-op-value", "name": "at"},
		`{"op":7}`:                              {"code": "edit-op-value", "name": "op"},
		`{"op":"delete","at":[0],}`:             {"code": "edit-op-syntax", "from": "}"},
		`{"op":"delete"} {"op":"delete"}`:       {"code": "edit-op-syntax", "from": `{"op":"delete"}`},
		`delete block 7`:                        {"code": "edit-op-syntax", "from": "delete block 7"},
		`{"op":"delete"`:                        {"code": "edit-op-syntax"},
		`["op"]`:                                {"code": "edit-op-syntax"},
		`{"op":"` + strings.Repeat("x", 17<<20): {"code": "edit-op-long"},
	} {
		_, err := DecodeOps(strings.NewReader(good + line))
		d := new(diag.Diag)
		if !errors.As(err, &d) {
			t.Errorf("%.40s: %v", line, err)
			continue
		}
		got := d.Args
		got["code"] = d.Code
		if got["line"] != "3" {
			t.Errorf("%.40s: in line %s", line, got["line"])
		}
		for _, key := range []string{"code", "field", "near", "name", "from"} {
			if got[key] != want[key] {
				t.Errorf("%.40s: %s is %q, want %q", line, key, got[key], want[key])
			}
		}
	}
	b := open(t, map[string]string{"content/index.md": "# A\n"})
	_, err := b.Apply(t.Context(), []Op{{Op: "replce", Page: "content/index.md"}}, ApplyOptions{})
	if d := new(diag.Diag); !errors.As(err, &d) || d.Code != "edit-op-unknown" || d.Args["near"] != "replace" {
		t.Errorf("got %v", err)
	}
}
