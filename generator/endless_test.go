package generator

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

// Layouts, partials and kinds of a site that would never end are stopped, and
// told with their file and line; the page is there with its words.
func TestEndlessTemplates(t *testing.T) {
	const page = "<!doctype html>\n<body>{{.Page.Content}}\n"
	for name, c := range map[string]struct {
		file, text, partial string
		code, path, at      string
		line                int
	}{
		"a layout that counts":         {file: "theme/layouts/home.html", text: page + "{{range 1000000000}}{{end}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 3},
		"loops in loops":               {file: "theme/layouts/home.html", text: page + "{{range 99999}}\n{{range 99999}}{{end}}{{end}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 4},
		"a number of the page":         {file: "theme/layouts/home.html", text: page + "{{range .Page.Params.big}}{{end}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 3},
		"gigabytes":                    {file: "theme/layouts/home.html", text: page + "{{range 100000}}" + strings.Repeat("x", 5000) + "{{end}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 3},
		"a text that doubles":          {file: "theme/layouts/home.html", text: page + "{{$a := `xxxxxxxx`}}{{range 60}}{{$a = print $a $a}}{{end}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 3},
		"lists that double":            {file: "theme/layouts/home.html", text: page + "{{$a := list 1}}{{range 60}}{{$a = list $a $a}}{{end}}{{$a}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 3},
		"maps that double":             {file: "theme/layouts/home.html", text: page + "{{$a := dict `a` 1}}{{range 60}}{{$a = dict `a` $a `b` $a}}{{end}}{{$a}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 3},
		"a template in itself":         {file: "theme/layouts/home.html", text: page + "{{define `a`}}{{template `a`}}{{template `a`}}{{end}}{{template `a`}}", code: "theme-layout-endless", path: "theme/layouts/home.html", line: 3},
		"a partial in itself":          {file: "theme/layouts/home.html", text: page + "{{partial `p` .}}", partial: "\n{{partial `p` .}}{{partial `p` .}}", code: "theme-layout-endless", path: "theme/partials/p.html"},
		"a partial that branches":      {file: "theme/layouts/home.html", text: page + "{{partial `p` (list)}}", partial: "\n{{if lt (len .) 40}}{{range 2}}{{partial `p` (list $ 1)}}{{end}}{{end}}", code: "theme-layout-endless", path: "theme/partials/p.html"},
		"a layout that fails":          {file: "theme/layouts/home.html", text: page + "\n{{index .Page.Title 99}}", code: "theme-layout-failed", path: "theme/layouts/home.html", line: 4},
		"a partial that fails":         {file: "theme/layouts/home.html", text: page + "{{partial `p` .}}", partial: "\n{{index .Page.Title 99}}", code: "theme-layout-failed", path: "theme/partials/p.html", line: 2},
		"a kind that counts":           {file: "theme/blocks/quote/block.html", text: "<i>{{.Body}}\n{{range 1000000000}}{{end}}</i>", code: "block-template-endless", path: "content/index.md", line: 6, at: "theme/blocks/quote/block.html 2"},
		"a kind whose children double": {file: "theme/blocks/quote/block.html", text: "<i>{{.Body}}{{$a := `x`}}{{range 60}}{{$a = printf `%s%s` $a $a}}{{end}}</i>", code: "block-template-endless", path: "content/index.md", line: 6, at: "theme/blocks/quote/block.html 1"},
	} {
		t.Run(name, func(t *testing.T) {
			site := fstest.MapFS{
				"site.yaml":        at("title: T\n", 0),
				"content/index.md": at("---\ntitle: Short\nbig: 99999999999\n---\n\n:::quote\nWords that stay.\n:::\n", 0),
				c.file:             at(c.text, 0),
			}
			if c.partial != "" {
				site["theme/partials/p.html"] = at(c.partial, 0)
			}
			var out memOutput
			e := mustNew(t, site, Options{})
			r := mustBuild(t, e, &out)
			if !strings.Contains(string(out.files["index.html"]), "Words that stay.") || len(out.files["index.html"]) > 100_000 {
				t.Errorf("%d bytes", len(out.files["index.html"]))
			}
			if len(r.Diags) != 1 {
				t.Fatalf("%v", r.Diags)
			}
			d := r.Diags[0]
			if d.Code != c.code || d.Where.Path != c.path || c.line != 0 && d.Where.Line != c.line || d.Err == nil || c.at != "" && d.Args["file"]+" "+d.Args["at"] != c.at {
				t.Errorf("%+v", d)
			}
			for key, v := range d.Args {
				if strings.Contains(v, "executing") || strings.Contains(v, "limit:") {
					t.Errorf("%s is a program's text: %s", key, v)
				}
			}
			if _, err := e.Canvas(t.Context(), "content/index.md", ""); err != nil {
				t.Error(err)
			}
		})
	}
}

// A build that is broken off ends within a layout, too.
func TestLayoutEndsWithContext(t *testing.T) {
	site := fstest.MapFS{
		"site.yaml": at("title: T\n", 0), "content/index.md": at("x", 0),
		"theme/layouts/home.html": at("{{range 400000}}{{end}}", 0),
	}
	ctx, cancel := context.WithCancel(t.Context())
	e := mustNew(t, site, Options{})
	cancel()
	if _, _, err := e.Serve(ctx, "index.html"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// The page says in which direction its language is written.
func TestPageSaysItsDirection(t *testing.T) {
	for language, want := range map[string]string{"ar": `<html lang="ar" dir="rtl">`, "de": `<html lang="de">`} {
		var out memOutput
		mustBuild(t, mustNew(t, fstest.MapFS{"site.yaml": at("language: "+language+"\n", 0), "content/index.md": at("x", 0)}, Options{}), &out)
		if !strings.Contains(string(out.files["index.html"]), want) {
			t.Errorf("%s: %.80s", language, out.files["index.html"])
		}
	}
}
