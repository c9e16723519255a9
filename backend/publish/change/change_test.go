package change

import (
	"fmt"
	"io"
	"io/fs"
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
		media/cat-800.bbbbbbbbbb.jpg small cat
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
			"[{changed page Title of index.html / }]", "[1 page changed]"},
		"pages": {"index.html two\nnew/index.html new\n-gone/index.html",
			"[{changed page Title of index.html / } {gone page  /gone/ } {new page Title of new/index.html /new/ }]", "[1 page new 1 page changed 1 page gone]"},
		"a picture in another cut": {"-media/cat-800.bbbbbbbbbb.jpg\nmedia/cat-800.cccccccccc.jpg smaller cat",
			"[{changed picture  /media/cat.jpg }]", "[1 picture changed]"},
		"a picture in one size more":   {"media/dog-800.cccccccccc.jpg small dog", "[]", "[what only search engines and feed readers see changed]"},
		"a picture with all its sizes": {"-media/cat-800.bbbbbbbbbb.jpg\n-media/cat.aaaaaaaaaa.jpg", "[{gone picture  /media/cat.jpg }]", "[1 picture gone]"},
		"a design of unread pages":     {"-assets/site.aaaaaaaaaa.css\nassets/site.bbbbbbbbbb.css css 2\nassets/new.bbbbbbbbbb.css css", "[{new design  /assets/new.css } {changed design  /assets/site.css }]", "[design changed]"},
		"files":                        {"menu.pdf menu 2\nfavicon.ico icon\nlist.pdf list", "[{new file  /list.pdf } {changed file  /menu.pdf }]", "[1 file new 1 file changed]"},
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
		changes := Compare(before, Next{Manifest: after, Describe: func(path string) Known { return Known{What: Page, Title: "Title of " + path} }})
		if got := fmt.Sprint(changes.List); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := fmt.Sprint(changes.Words()); got != c.words {
			t.Errorf("%s: %s, want %s", name, got, c.words)
		}
	}
	first := Compare(nil, Next{Manifest: before})
	if got := fmt.Sprint(first.Words()); got != "[3 pages 2 pictures 1 file]" {
		t.Errorf("first: %s", got)
	}
	if n := CountPages(before, nil); n != 3 { // a redirect's page is none
		t.Errorf("%d pages", n)
	}
}

// bytesOf is the content of a release: lines of "path content".
type bytesOf map[string]string

func (b bytesOf) Open(path string) (io.ReadCloser, error) {
	text, ok := b[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

func contentOf(lines string) bytesOf {
	b := bytesOf{}
	for line := range strings.SplitSeq(lines, "\n") {
		if path, text, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			b[path] = text
		}
	}
	return b
}

// A change of the design gives every page other bytes; what a person changed
// must still be seen between them.
func TestDesign(t *testing.T) {
	const before = `index.html <link assets/site.aaaaaaaaaa.css>home
		about/index.html <link /base/assets/site.aaaaaaaaaa.css>about
		plain/index.html no styles
		assets/site.aaaaaaaaaa.css css
		assets/hero.aaaaaaaaaa.css hero`
	for name, c := range map[string]struct{ after, list, words string }{
		"colours": {`index.html <link assets/site.bbbbbbbbbb.css>home
			about/index.html <link /base/assets/site.bbbbbbbbbb.css>about
			plain/index.html no styles
			assets/site.bbbbbbbbbb.css other
			assets/hero.aaaaaaaaaa.css hero`, "[{changed design  /assets/site.css }]", "[design changed, on 2 of 3 pages]"},
		"colours and a page": {`index.html <link assets/site.bbbbbbbbbb.css>home
			about/index.html <link /base/assets/site.bbbbbbbbbb.css>about us
			plain/index.html no styles
			assets/site.bbbbbbbbbb.css other
			assets/hero.aaaaaaaaaa.css hero`, "[{changed page  /about/ } {changed design  /assets/site.css }]", "[1 page changed design changed, on 2 of 3 pages]"},
		"everywhere": {`index.html <link assets/site.bbbbbbbbbb.css>home
			about/index.html <link /base/assets/site.bbbbbbbbbb.css>about
			assets/site.bbbbbbbbbb.css other
			assets/hero.aaaaaaaaaa.css hero`, "[{gone page  /plain/ } {changed design  /assets/site.css }]", "[1 page gone design changed, on all 2 pages]"},
		"words that only look like it": {`index.html <link assets/site.aaaaaaaaaa.css>house
			about/index.html <link /base/assets/site.aaaaaaaaaa.css>about
			plain/index.html no styles
			assets/site.aaaaaaaaaa.css css
			assets/hero.aaaaaaaaaa.css hero`, "[{changed page  / }]", "[1 page changed]"},
	} {
		changes := Compare(manifest(before), Next{Manifest: manifest(c.after), Content: contentOf(c.after)})
		if got := fmt.Sprint(changes.List); got != c.list {
			t.Errorf("%s: %s, want %s", name, got, c.list)
		}
		if got := fmt.Sprint(changes.Words()); got != c.words {
			t.Errorf("%s: %s, want %s", name, got, c.words)
		}
	}
}

func TestLists(t *testing.T) {
	const before = "index.html one\nabout/index.html a\ntags/bread/index.html b\njournal/page/2/index.html c\ntags/index.html d"
	known := func(path string) Known {
		if path == "index.html" || path == "tags/index.html" {
			return Known{What: Page, Title: "T"}
		}
		return Known{What: List, Title: "T"}
	}
	for name, c := range map[string]struct {
		after    string
		describe Describe
		words    string
		things   int
	}{
		"by their paths":     {"index.html two\nabout/index.html a\ntags/bread/index.html bb\njournal/page/2/index.html cc\ntags/index.html d", nil, "[1 page changed, and 2 lists that show it]", 1},
		"one":                {"index.html two\nabout/index.html aa\ntags/bread/index.html bb\njournal/page/2/index.html c\ntags/index.html d", nil, "[2 pages changed, and 1 list that shows them]", 2},
		"alone":              {"index.html one\nabout/index.html a\ntags/bread/index.html bb\njournal/page/2/index.html c\ntags/index.html d", nil, "[1 list changed]", 1},
		"as the site says":   {"index.html two\nabout/index.html aa\ntags/bread/index.html b\njournal/page/2/index.html c\ntags/index.html dd", known, "[2 pages changed, and 1 list that shows them]", 2},
		"new, gone, changed": {"index.html two\ntags/bread/index.html bb\ntags/cake/index.html d\nmore/index.html e\ntags/index.html d", nil, "[1 page new 1 page changed 1 page gone, and 3 lists that show them]", 3},
		"nothing":            {before, nil, "[]", 0},
		"for programs only":  {before + "\nfeed.xml x", nil, "[what only search engines and feed readers see changed]", 1},
	} {
		changes := Compare(manifest(before), Next{Manifest: manifest(c.after), Describe: c.describe})
		if got := fmt.Sprint(changes.Words()); got != c.words {
			t.Errorf("%s: %s, want %s", name, got, c.words)
		}
		if got := changes.Things(); got != c.things {
			t.Errorf("%s: %d things, want %d", name, got, c.things)
		}
	}
	website, next := manifest(before), manifest(before) // a website has a page for each redirect
	website.Redirects = []release.Redirect{{From: "/old/", To: "/about/", Code: 301}}
	next.Redirects = website.Redirects
	website.Files["old/index.html"] = release.File{Hash: release.Hash([]byte("to /about/")), Type: "text/html", Class: release.Page}
	if changes := Compare(website, Next{Manifest: next}); changes.Things() != 0 {
		t.Errorf("a website that is as it was: %+v", changes)
	}
	next.Redirects = nil
	if changes := Compare(website, Next{Manifest: next}); changes.Things() == 0 {
		t.Error("a redirect less is not seen")
	}
	if got := fmt.Sprint(Compare(nil, Next{Manifest: manifest(before)}).Words()); got != "[2 pages, and 3 lists that show them]" {
		t.Errorf("first: %s", got)
	}
}

// A picture is what a person took in, in however many widths it is published,
// and a width in a name that a person gave is a part of the name.
func TestPictures(t *testing.T) {
	sources := map[string]string{"media/cat": "media/cat.jpg", "media/photo-480": "media/photo-480.jpg", "trip/boat": "content/trip/boat.jpg"}
	describe := func(path string) Known {
		stem, _, _ := strings.Cut(path, ".")
		for _, width := range []string{"", "-480", "-800"} {
			if source := sources[strings.TrimSuffix(stem, width)]; source != "" {
				return Known{Source: source}
			}
		}
		return Known{}
	}
	const before = `index.html one
		media/cat.aaaaaaaaaa.jpg cat
		media/cat-480.bbbbbbbbbb.jpg small cat
		media/cat-800.bbbbbbbbbb.jpg middle cat
		media/photo-480.aaaaaaaaaa.jpg photo
		trip/boat.aaaaaaaaaa.jpg boat
		trip/boat-480.bbbbbbbbbb.jpg small boat
		media/gone-480.bbbbbbbbbb.jpg small one that is gone
		media/gone.aaaaaaaaaa.jpg one that is gone`
	first := Compare(nil, Next{Manifest: manifest(before), Describe: describe})
	if got := fmt.Sprint(first.Words(), first.List); got != "[1 page 4 pictures] [{new page  / } {new picture  /media/cat.jpg media/cat.jpg} "+
		"{new picture  /media/gone.jpg } {new picture  /media/photo-480.jpg media/photo-480.jpg} {new picture  /trip/boat.jpg content/trip/boat.jpg}]" {
		t.Error(got)
	}
	after := `index.html one
		media/cat.aaaaaaaaaa.jpg cat
		media/cat-480.bbbbbbbbbb.jpg small cat
		media/photo-480.cccccccccc.jpg another photo
		trip/boat.cccccccccc.jpg another boat
		trip/boat-480.dddddddddd.jpg another small boat`
	next := Compare(manifest(before), Next{Manifest: manifest(after), Describe: describe})
	if got := fmt.Sprint(next.Words(), next.List); got != "[2 pictures changed 1 picture gone] [{gone picture  /media/gone.jpg } "+
		"{changed picture  /media/photo-480.jpg media/photo-480.jpg} {changed picture  /trip/boat.jpg content/trip/boat.jpg}]" {
		t.Error(got)
	}
}

// One count of pages: the design shows on as many as a release has.
func TestPagesAreNoLists(t *testing.T) {
	const before = "index.html <link assets/site.aaaaaaaaaa.css>home\ntags/a/index.html <link assets/site.aaaaaaaaaa.css>a\nassets/site.aaaaaaaaaa.css css"
	after := strings.ReplaceAll(before, "site.aaaaaaaaaa", "site.bbbbbbbbbb") + "2"
	c := Compare(manifest(before), Next{Manifest: manifest(after), Content: contentOf(after)})
	if got := fmt.Sprint(c.Words(), c.Pages); got != "[design changed, on the one page] 1" {
		t.Error(got)
	}
}
