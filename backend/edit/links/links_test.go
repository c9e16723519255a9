package links

import (
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/block"
)

func finder(t testing.TB) *Finder {
	kinds, found := block.LoadKinds(block.Builtin())
	if len(found) > 0 {
		t.Fatal(found)
	}
	return NewFinder(block.NewParser(kinds), kinds)
}

// TestFollow renames /about/ (content/about.md) to /us/ (content/us.md) and
// media/a.jpg to media/b c.jpg and looks at every way to write an address.
func TestFollow(t *testing.T) {
	moves := Moves{
		Files: map[string]string{"content/about.md": "content/us.md", "media/a.jpg": "media/b c.jpg", "content/journal/x.jpg": "content/journal/y.jpg"},
		URLs:  map[string]string{"/about/": "/us/"},
	}
	exists := func(name string) bool {
		_, ok := moves.Files[name]
		return ok || name == "content/other.md"
	}
	page := Page{Path: "content/journal/p.md", URL: "/journal/p/"}
	f := finder(t)
	for _, c := range []struct{ source, want string }{
		{"[a](/about/) [b](/about) [c](/about/?q#f)", "[a](/us/) [b](/us) [c](/us/?q#f)"},
		{"[a](../../about/ 'T') [b](<../about.md>)", "[a](/us/ 'T') [b](<../us.md>)"},
		{"[a](/about-us/) [b](/aboutx) [c](//about/) [d](https://x.y/about/) [e](#about)", ""},
		{"`[a](/about/)`\n\n```\n[a](/about/)\n```\n\n    [a](/about/)\n\n\\[a\\]", ""},
		{"[a]: /about/ 'T'\n[b]: <../about.md>\n", "[a]: /us/ 'T'\n[b]: <../us.md>\n"},
		{"<a href=\"/about/\">x</a> <img src='/media/a.jpg'>", "<a href=\"/us/\">x</a> <img src='/media/b c.jpg'>"},
		{"![x](/media/a.jpg \"T\") ![y](/a.jpg) ![z](x.jpg)", "![x](/media/b%20c.jpg \"T\") ![y](/media/b%20c.jpg) ![z](y.jpg)"},
		{":::hero{image=/media/a.jpg  align=left}\n[a](/about/)\n:::\n", ":::hero{image=\"/media/b c.jpg\"  align=left}\n[a](/us/)\n:::\n"},
		{":::gallery{pictures=\"/media/a.jpg, /media/z.jpg\"}\n:::\n", ":::gallery{pictures=\"/media/b c.jpg, /media/z.jpg\"}\n:::\n"},
		{"---\nimage: /media/a.jpg # c\ntitle: \"/media/a.jpg and more\"\n---\n", "---\nimage: /media/b c.jpg # c\ntitle: \"/media/a.jpg and more\"\n---\n"},
		{"[![a](/media/a.jpg)](/about/)", "[![a](/media/b%20c.jpg)](/us/)"},
		{"[a](/about/(x)) [b](/other.md)", ""},
		{"> [a](/about/)\r\n> [r]: /about/\r\n", "> [a](/us/)\r\n> [r]: /us/\r\n"},
	} {
		if c.want == "" {
			c.want = c.source
		}
		got := c.source
		for _, e := range f.Rewrite([]byte(c.source), func(r Ref) (string, bool) { return moves.Follow(page, page, r.Dest, exists) }) {
			got = got[:e.Start] + string(e.Text) + got[e.End:]
		}
		if got != c.want {
			t.Errorf("%q:\ngot  %q\nwant %q", c.source, got, c.want)
		}
	}
}

// TestFollowMovedPage moves the page itself to another folder.
func TestFollowMovedPage(t *testing.T) {
	moves := Moves{Files: map[string]string{"content/a/p.md": "content/b/c/p.md", "content/a/own.jpg": "content/b/c/own.jpg"}, URLs: map[string]string{"/a/p/": "/b/c/p/"}}
	exists := func(name string) bool { return strings.HasPrefix(name, "content/a/") }
	in, now := Page{"content/a/p.md", "/a/p/"}, Page{"content/b/c/p.md", "/b/c/p/"}
	for dest, want := range map[string]string{
		"own.jpg": "own.jpg", "stays.jpg": "../../a/stays.jpg", "q.md#x": "../../a/q.md#x", "../r/": "/a/r/", "../r": "/a/r", "/a/p/": "/b/c/p/", "#here": "",
	} {
		if got, _ := moves.Follow(in, now, dest, exists); got != want {
			t.Errorf("%s: got %q, want %q", dest, got, want)
		}
	}
}
