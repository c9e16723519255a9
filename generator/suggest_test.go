package generator

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"
)

// A slip of the pen is told with what was perhaps meant; what is near nothing is
// told without, and what may be somebody else's is not told at all.
func TestSlipsOfThePen(t *testing.T) {
	site := fstest.MapFS{
		"site.yaml":               at("title: T\nmenus:\n  main:\n    - {label: About, link: /abuot/}\n    - {label: Far, link: /nothing-like-it/}\n", 0),
		"content/index.md":        at("---\ntitel: T\ndate: 2026-01-01\ndata: x\nimages: [a]\nprice: 3\nlayout: psot\n---\n[a](/About) [b](/abbout/) [c](/far-away/) ![p](/media/Glass.JPG) ![q](/media/old/glass.jpg) ![r](/media/glas.jpg) ![s](/media/elsewhere.png)\n\n:::quote{bye=Ann size=lagre data-x=1}\nx\n:::\n\n:::quote{by=Ann size=gigantic}\nx\n:::\n", 0),
		"content/about.md":        at("---\nlayout: post\n---\nx\n", 0),
		"content/hidden/draft.md": at("---\ndraft: true\n---\n", 0),
		"media/new/glass.jpg":     photo(t, 30, 20, 1),
	}
	want := []string{
		"block-attribute bye by", "block-choice gigantic ", "block-choice lagre large", "frontmatter-key titel title", "layout-missing psot post",
		"link-missing /About /about/", "link-missing /abbout/ /about/", "link-missing /far-away/ ",
		"menu-link-missing /abuot/ /about/", "menu-link-missing /nothing-like-it/ ",
		"picture-missing /media/Glass.JPG /media/new/glass.jpg", "picture-missing /media/elsewhere.png ", "picture-missing /media/glas.jpg /media/new/glass.jpg", "picture-missing /media/old/glass.jpg /media/new/glass.jpg",
	}
	e := mustNew(t, site, Options{})
	for range 2 {
		var got []string
		for _, d := range mustBuild(t, e, nil).Diags {
			what := ""
			for _, key := range []string{"address", "layout", "key", "value", "name"} {
				if what == "" {
					what = d.Args[key]
				}
			}
			got = append(got, fmt.Sprintf("%s %s %s", d.Code, what, d.Args["near"]))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			for i := range max(len(got), len(want)) {
				if i >= len(got) || i >= len(want) || got[i] != want[i] {
					t.Fatalf("%d: %q\nwant %q", i, got[min(i, len(got)):], want[min(i, len(want)):])
				}
			}
		}
	}
	site["content/far-away.md"] = at("x", 1)
	delete(site, "content/about.md")
	if err := e.Update(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for _, d := range mustBuild(t, e, nil).Diags {
		if d.Args["near"] == "/about/" || d.Args["address"] == "/far-away/" {
			t.Errorf("what was near is gone, and is told still: %+v", d)
		}
	}
}
