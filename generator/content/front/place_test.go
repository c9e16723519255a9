package front

import (
	"testing"
)

// A value whose quote is never closed is at fault where it begins, not where the
// next quote or the end is found.
func TestFaultIsWhereItBegins(t *testing.T) {
	for source, want := range map[string]struct {
		line int
		text string
	}{
		"---\ntitle: \"Home\ndescription: all of it\nimage: /a.jpg\n---\n":           {2, `title: "Home`},
		"---\ntitle: \"Home\ndescription: \"quoted\"\n---\n":                         {2, `title: "Home`},
		"---\ntitle: Home\ntags: [a, b\ndate: 2026-05-03\n---\n":                     {3, "tags: [a, b"},
		"---\nfirst: &x 1\ncopy: *x\ntitle: \"Home\n---\n":                           {4, `title: "Home`},
		"---\ntitle: Home\nsub:\n  a: &x 1\ncopy: *y\nlast: true\n---\n":             {5, "copy: *y"},
		"---\r\ntitle: \"Home\r\ndescription: all of it\r\nimage: /a.jpg\r\n---\r\n": {2, `title: "Home`},
	} {
		_, _, diags := Read("a.md", []byte(source))
		if len(diags) != 1 || diags[0].Where.Line != want.line || diags[0].Where.Text != want.text {
			t.Errorf("%q: %+v, want %+v", source, diags, want)
		}
	}
	_, diags := Settings("site.yaml", "site-syntax", []byte("title: \"Home\nlanguage: en\nauthor: \"Rosa\"\n"))
	if len(diags) != 1 || diags[0].Where.Line != 1 || diags[0].Where.Text != `title: "Home` {
		t.Errorf("%+v", diags)
	}
}
