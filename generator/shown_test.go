package generator

import (
	"encoding/binary"
	"hash/crc32"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
)

// The first picture of a page is loaded at once, the others when they are near.
func TestFirstPictureIsEager(t *testing.T) {
	site := pictureSite(t)
	site["content/journal/_index.md"] = at("---\ntitle: J\n---\n", 0)
	site["content/journal/post.md"] = at("---\ntitle: P\ndate: 2026-01-01\nimage: /media/small.jpg\n---\n\n![A](/media/a%20b.jpg)\n", 0)
	var out memOutput
	mustBuild(t, mustNew(t, site, Options{}), &out)
	for _, p := range []string{"index.html", "journal/post/index.html"} {
		page := string(out.files[p])
		tags := regexp.MustCompile(`<img[^>]*>`).FindAllString(page, -1)
		for i, tag := range tags {
			eager := strings.Contains(tag, `loading="eager" fetchpriority="high"`)
			if eager != (i == 0) || strings.Contains(tag, `loading="lazy"`) == (i == 0) {
				t.Errorf("%s: picture %d: %s", p, i, tag)
			}
		}
		if len(tags) != 2 {
			t.Errorf("%s has %d pictures", p, len(tags))
		}
	}
}

// What is published already is not looked for a second time, and raw HTML may
// offer widths of its own.
func TestAddressesInRawHTML(t *testing.T) {
	site := pictureSite(t)
	site["content/index.md"] = at(":::hero{image=\"/media/a b.jpg\"}\n# Hi\n:::\n\n<img src=\"/media/small.jpg\" srcset=\"/media/small.jpg 1x, /media/a%20b.jpg 2x\">\n\n<img src=\"/media/gone.jpg\">\n", 0)
	var out memOutput
	r := mustBuild(t, mustNew(t, site, Options{}), &out)
	if len(r.Diags) != 1 || r.Diags[0].Where.Text != "/media/gone.jpg" {
		t.Errorf("%v", words(r.Diags))
	}
	page := string(out.files["index.html"])
	if strings.Contains(page, `/media/small.jpg`) || strings.Contains(page, "/media/a%20b.jpg") || !strings.Contains(page, "1x, /media/a%20b.") {
		t.Error(page)
	}
}

// enormous is the head of a PNG of 20,000 by 20,000 pixels: enough for its size.
func enormous() *fstest.MapFile {
	head := []byte("IHDR\x00\x00\x4e\x20\x00\x00\x4e\x20\x08\x06\x00\x00\x00")
	data := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return &fstest.MapFile{Data: binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(head)), ModTime: time.Unix(1_700_000_000, 0)}
}

// A picture that no browser can hold is not published where it is shown, and is
// where it is linked to. One that only this program can not read is published,
// for a browser may show it.
func TestPicturesThatCanNotBeShown(t *testing.T) {
	for words, c := range map[string]struct {
		published bool
		code      string
	}{
		"![A map](/media/map.png)":                          {false, "picture-too-large"},
		":::picture{src=/media/map.png alt=\"A map\"}\n:::": {false, "picture-too-large"},
		"<img src=\"/media/map.png\" alt=\"A map\">":        {false, "picture-too-large"},
		"[The map](/media/map.png)":                         {true, ""},
		"![A map](/media/odd.jpg)":                          {true, "picture-unreadable"},
	} {
		site := fstest.MapFS{
			"site.yaml": at("title: T\n", 0), "content/index.md": at("---\ntitle: T\nimage: /media/map.png\n---\n"+words+"\n", 0),
			"media/map.png": enormous(), "media/odd.jpg": at("I am no picture.", 0), "media/v.mp4": at("x", 0),
		}
		var out memOutput
		r := mustBuild(t, mustNew(t, site, Options{}), &out)
		published := slices.ContainsFunc(slices.Collect(maps.Keys(out.files)), func(p string) bool { return strings.HasPrefix(p, "media/map") || strings.HasPrefix(p, "media/odd") })
		told := slices.ContainsFunc(r.Diags, func(d diag.Diag) bool { return d.Code == c.code && d.Where.Path == "content/index.md" })
		if published != c.published || told != (c.code != "") || strings.Contains(string(out.files["index.html"]), "og:image") {
			t.Errorf("%s: published %v, told %v: %v", words, published, told, r.Diags)
		}
		if strings.Contains(words, "A map") && !strings.Contains(string(out.files["index.html"]), `alt="A map"`) {
			t.Errorf("%s: the description is gone", words)
		}
	}
}

// The picture that stands for a page, and the icon of the site, are told where
// they can not be shown.
func TestPicturesOfAPageAndOfTheSite(t *testing.T) {
	site := fstest.MapFS{
		"site.yaml": at("title: T\n", 0), "media/map.png": enormous(), "media/favicon.png": enormous(), "media/small.svg": at("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", 0),
		"content/index.md": at("---\ntitle: T\nimage: /media/map.png\n---\nWords.\n", 0),
		"content/gone.md":  at("---\ntitle: T\nimage: gone.png\n---\nWords.\n", 0),
		"content/good.md":  at("---\ntitle: T\nimage: /media/small.svg\n---\nWords.\n", 0),
		"content/away.md":  at("---\ntitle: T\nimage: https://example.org/a.png\n---\nWords.\n", 0),
	}
	var out memOutput
	r := mustBuild(t, mustNew(t, site, Options{}), &out)
	for code, want := range map[string][]diag.Where{
		"picture-too-large": {{Path: "content/index.md", Line: 3, Text: "/media/map.png"}},
		"picture-missing":   {{Path: "content/gone.md", Line: 3, Text: "gone.png"}},
		"icon-too-large":    {{Path: "media/favicon.png"}},
	} {
		if got := placesOf(r.Diags, code); !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
	for p := range out.files {
		if strings.HasPrefix(p, "media/") && strings.HasSuffix(p, ".png") {
			t.Errorf("%s is published", p)
		}
	}
	if icon, kind := answers(t, r.Release, iconOf(t, r.Release)); kind != "image/svg+xml" || len(icon) > 1000 {
		t.Errorf("the icon is %s of %d bytes", kind, len(icon))
	}
}
