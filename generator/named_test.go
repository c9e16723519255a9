package generator

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/pagewright/pagewright/generator/diag"
)

// placesOf returns where findings with a code are.
func placesOf(list []diag.Diag, code string) (where []diag.Where) {
	for _, d := range list {
		if d.Code == code {
			where = append(where, d.Where)
		}
	}
	return where
}

// A link that shows a picture and nothing else has the picture's description as
// its name: without one it has none.
func TestLinksWithoutAName(t *testing.T) {
	svg := &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`)}
	files := fstest.MapFS{
		"site.yaml": {Data: []byte("title: T\n")}, "media/a.svg": svg, "media/b.svg": svg,
		"media/media.yaml": {Data: []byte("media/b.svg: {alt: A boat}\n")},
		"content/index.md": {Data: []byte("[![](/media/a.svg)](https://one.example)\n\n[![A boat](/media/a.svg)](https://two.example)\n\n" +
			"[![](/media/b.svg)](https://three.example)\n\n[![](/media/a.svg) words](https://four.example)\n\n![](/media/a.svg)\n\n[*![](/media/a.svg)*](https://five.example)\n")},
	}
	r, err := Build(t.Context(), files, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []diag.Where{{Path: "content/index.md", Line: 1, Text: "https://one.example"}, {Path: "content/index.md", Line: 11, Text: "https://five.example"}}
	if got := placesOf(r.Diags, "link-unnamed"); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// What a front matter says that does not fit is told with its line.
func TestLinesOfSettings(t *testing.T) {
	files := fstest.MapFS{
		"site.yaml":        {Data: []byte("title: T\n")},
		"content/index.md": {Data: []byte("---\ntitle: Home\n---\n\nWords.\n")},
		"content/about.md": {Data: []byte("---\ntitle: About\ndescription: layout\nlayout: psot\naliases:\n  - /other/\n---\n\nWords.\n")},
		"content/other.md": {Data: []byte("+++\ntitle = \"Other\"\n\nlayout = \"none\"\n+++\n\nWords.\n")},
	}
	r, err := Build(t.Context(), files, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := placesOf(r.Diags, "layout-missing"); !slices.Equal(got, []diag.Where{{Path: "content/about.md", Line: 4, Text: "psot"}, {Path: "content/other.md", Line: 4, Text: "none"}}) {
		t.Errorf("%+v", got)
	}
	if got := placesOf(r.Diags, "alias-taken"); !slices.Equal(got, []diag.Where{{Path: "content/about.md", Line: 5}}) {
		t.Errorf("%+v", got)
	}
}
