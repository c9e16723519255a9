package asset

import "testing"

func TestFingerprint(t *testing.T) {
	hash := "0123456789abcdef0123"
	for name, want := range map[string]string{
		"media/x.jpg": "media/x.0123456789.jpg", "assets/site.css": "assets/site.0123456789.css", "a/b.tar.gz": "a/b.tar.0123456789.gz", "media/noending": "media/noending.0123456789",
	} {
		got := Fingerprint(name, hash)
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if plain, print, ok := Plain(got); !ok || plain != name || print != "0123456789" {
			t.Errorf("back from %s: %s %s %v", got, plain, print, ok)
		}
	}
	for _, name := range []string{"media/x.jpg", "media/x.0123.jpg", "media/x.012345678Z.jpg", "", "x"} {
		if _, _, ok := Plain(name); ok {
			t.Errorf("%q has no fingerprint", name)
		}
	}
}

func TestType(t *testing.T) {
	for name, want := range map[string]string{
		"index.html": "text/html; charset=utf-8", "X.JPG": "image/jpeg", "feed.xml": "application/atom+xml; charset=utf-8", "journal/feed.json": "application/feed+json",
		"sitemap.xml": "application/xml", "a.unknown": "application/octet-stream", "noending": "application/octet-stream",
	} {
		if got := Type(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestCSSURLs(t *testing.T) {
	css := `@font-face{src:url(fonts/a.woff2) format("woff2"),url('fonts/b.woff?x#y')}a{background:url("data:image/png;base64,xx")}b{c:url(#id)}d{e:url(https://x.y/z.png)}f{g:url( "missing.png" )}h{i:url(/abs.png)}`
	want := `@font-face{src:url("A") format("woff2"),url("B?x#y")}a{background:url("data:image/png;base64,xx")}b{c:url(#id)}d{e:url(https://x.y/z.png)}f{g:url( "missing.png" )}h{i:url(/abs.png)}`
	got := CSSURLs(css, func(ref string) (string, bool) {
		m := map[string]string{"fonts/a.woff2": "A", "fonts/b.woff": "B"}[ref]
		return m, m != ""
	})
	if got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
}
