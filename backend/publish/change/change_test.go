package change

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/release"
)

// manifest makes one from lines of "path content".
func manifest(lines string) *release.Manifest {
	m := &release.Manifest{Version: release.Version, Files: map[string]release.File{}, NotFound: "404.html"}
	for line := range strings.SplitSeq(lines, "\n") {
		path, text, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		f := release.File{Hash: release.Hash([]byte(text)), Class: release.Page, Type: "application/octet-stream"}
		if fingerprint.MatchString(path) {
			f.Class = release.Immutable
		}
		switch path[strings.LastIndexByte(path, '.')+1:] {
		case "html":
			f.Type = "text/html; charset=utf-8"
		case "jpg":
			f.Type = "image/jpeg"
		}
		m.Files[path] = f
	}
	return m
}

func TestCompare(t *testing.T) {
	before := manifest(`index.html one
		about/index.html about
		gone/index.html gone
		404.html nothing
		old/index.html redirect
		media/cat.aaaaaaaaaa.jpg cat
		media/cat-800w.bbbbbbbbbb.jpg small cat
		media/dog.aaaaaaaaaa.jpg dog
		assets/site.aaaaaaaaaa.css css
		sitemap.xml map
		menu.pdf menu`)
	before.Redirects = []release.Redirect{{From: "/old/", To: "/about/", Code: 301}}
	for name, c := range map[string]struct {
		after string
		want  string
		words string
	}{
		"nothing": {"", "[]", "[]"},
		"page, feeds and the page for what is not there": {"index.html two\nsitemap.xml other\n404.html other",
			"[{changed page Title of index.html /}]", "[1 page changed]"},
		"pages": {"index.html two\nnew/index.html new\n-gone/index.html",
			"[{changed page Title of index.html /} {gone page  /gone/} {new page Title of new/index.html /new/}]", "[1 page new 1 page changed 1 page gone]"},
		"a picture in another cut": {"-media/cat-800w.bbbbbbbbbb.jpg\nmedia/cat-800w.cccccccccc.jpg smaller cat",
			"[{changed picture  /media/cat.jpg}]", "[1 picture changed]"},
		"a picture in one size more":   {"media/dog-800w.cccccccccc.jpg small dog", "[{changed picture  /media/dog.jpg}]", "[1 picture changed]"},
		"a picture with all its sizes": {"-media/cat-800w.bbbbbbbbbb.jpg\n-media/cat.aaaaaaaaaa.jpg", "[{gone picture  /media/cat.jpg}]", "[1 picture gone]"},
		"design":                       {"-assets/site.aaaaaaaaaa.css\nassets/site.bbbbbbbbbb.css css 2\nassets/new.bbbbbbbbbb.css css", "[{new design  /assets/new.css} {changed design  /assets/site.css}]", "[design changed]"},
		"files":                        {"menu.pdf menu 2\nfavicon.ico icon", "[{new file  /favicon.ico} {changed file  /menu.pdf}]", "[1 file new 1 file changed]"},
	} {
		after := manifest("")
		for p, f := range before.Files {
			after.Files[p] = f
		}
		after.Redirects = before.Redirects
		for p, f := range manifest(c.after).Files {
			after.Files[p] = f
		}
		for line := range strings.SplitSeq(c.after, "\n") {
			if gone, ok := strings.CutPrefix(line, "-"); ok {
				delete(after.Files, gone)
			}
		}
		changes := Compare(before, after, func(path string) string { return "Title of " + path })
		if got := fmt.Sprint(changes); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := fmt.Sprint(Words(changes)); got != c.words {
			t.Errorf("%s: %s, want %s", name, got, c.words)
		}
	}
	first := Compare(nil, before, nil)
	if got := fmt.Sprint(Words(first)); got != "[3 pages new 2 pictures new 1 file new design changed]" {
		t.Errorf("first: %s", got)
	}
	if CountPages(before) != 4 { // a redirect's page is one in the manifest of a website
		t.Errorf("%d pages", CountPages(before))
	}
}
