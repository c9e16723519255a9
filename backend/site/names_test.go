package site

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSlug(t *testing.T) {
	for words, want := range map[string]string{
		"Opening hours": "opening-hours", "  Über uns!  ": "uber-uns", "C++ & Go": "c-go", "Straße": "strasse", "Ann’s café": "anns-cafe", "東京 タワー": "東京-タワー",
		"Привет, мир": "привет-мир", "": "", "…": "", "CON": "con-page", "com1": "com1-page", "lpt¹": "lpt", "a/b\\c:d": "a-b-c-d", "x" + strings.Repeat("y", 300): "x" + strings.Repeat("y", 79),
		"nul.txt": "nul-txt", "हिन्दी": "हिन्दी", "e\u0301": "e", "ﬁ": "ﬁ", "100 %": "100",
	} {
		if got := Slug(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

// TestSlugLaws: every slug of any words is a legal name and its own slug.
func TestSlugLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slug := Slug(rapid.String().Draw(t, "words"))
		if slug == "" {
			return
		}
		if !Legal(slug+".md") || strings.Contains(slug, "--") || strings.HasPrefix(slug, "-") {
			t.Fatalf("%q is not legal", slug)
		}
		if again := Slug(slug); again != slug && !strings.HasSuffix(slug, "-page") {
			t.Fatalf("%q becomes %q", slug, again)
		}
	})
}

func TestLegal(t *testing.T) {
	for name, want := range map[string]bool{
		"content/a.md": true, "a": true, "media/door bell.jpg": true, "": false, "/a": false, "../a": false, "a/../b": false, "a//b": false, "a/": false,
		"con": false, "content/NUL.md": false, "aux.txt/b": false, "a.": false, "a ": false, "a:b": false, "a*b": false, "a\x00": false, "a\nb": false, ".git/x": false,
		"cafe\u0301": false, "café": true, strings.Repeat("a", 101): false, strings.Repeat("a/", 130) + "b": false, "com10": true, "console.md": true,
	} {
		if got := Legal(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
}

func TestUnique(t *testing.T) {
	taken := map[string]bool{"about.md": true, "about-2.md": true}
	if got := Unique("About", ".md", func(f string) bool { return taken[f] }); got != "About-3.md" {
		t.Errorf("got %s", got)
	}
}
