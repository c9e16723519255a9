package edit

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// paper is a site with a collection that much refers to: posts with pictures
// beside them, a collection within, menus, settings, lists of posts.
func paper() map[string]string {
	files := village()
	files["site.yaml"] += "  list: [{label: First, link: /journal/hello/}]\ncollections:\n  # how it is shown\n  journal: {perPage: 5} # five\n  journal/deep:\n    order: title # by name\n"
	files["content/index.md"] += "\n::posts{collection=journal limit=2}\n\n[post](/journal/second) <a href=\"/journal/hello/#x\">x</a>\n"
	files["content/journal/_index.md"] = "---\ntitle: Journal\n---\n# Journal\n\n[home](/) [second](second.md) ![x](cover.jpg)\n"
	files["content/journal/cover.jpg"] = "cover"
	files["content/journal/deep/_index.md"] = "+++\ntitle = \"Deep\"\n+++\n[up](../../) ![x](../cover.jpg)\n"
	files["content/journal/deep/post.md"] = "---\naliases: [/old/]\nimage: ../cover.jpg\n---\n::posts{collection=\"journal/deep\"}\n[j](/journal/)\n"
	files["content/journal/fixed.md"] = "---\nurl: /fixed/\n---\nIt stays where it is. [second](../second/)\n"
	return files
}

func TestRenameCollection(t *testing.T) {
	b := open(t, paper())
	before := b.files()
	out := b.apply(`{"op":"rename","from":"content/journal/_index.md","to":"content/news/_index.md"}`)
	after := b.files()
	for name := range after {
		if strings.HasPrefix(name, "content/journal") {
			t.Errorf("%s stayed", name)
		}
	}
	for name, want := range map[string]string{
		"site.yaml": "title: Test # mine\nmenus:\n  main:\n    - {label: Home, link: /}\n    - {label: About, link: /about/} # us\n  footer:\n    - label: Mail\n      link: \"/about/#mail\"\n" +
			"  list: [{label: First, link: /news/hello/}]\ncollections:\n  # how it is shown\n  news: {perPage: 5} # five\n  news/deep:\n    order: title # by name\n",
		"content/index.md": "# Home\n\nSee [about](/about/) and [again](about.md#x), not `[a](/about/)`.\n\n:::hero{image=/media/a.jpg}\n[more](/about/)\n:::\n" +
			"\n::posts{collection=news limit=2}\n\n[post](/news/second) <a href=\"/news/hello/#x\">x</a>\n",
		"content/about.md":             "---\ntitle: About # t\n---\n# About\n\n[home](../) [post](/news/hello/) ![x](/media/a.jpg)\n",
		"content/news/_index.md":       "---\ntitle: Journal\naliases:\n  - /journal/\n---\n# Journal\n\n[home](/) [second](second.md) ![x](cover.jpg)\n",
		"content/news/cover.jpg":       "cover",
		"content/news/hello/index.md":  "---\ndate: 2024-02-03\naliases:\n  - /journal/hello/\n---\nHello ![own](own.jpg) [us](../../about.md)\n",
		"content/news/hello/own.jpg":   "not really",
		"content/news/second.md":       "---\ntitle: Second\ndate: 2024-05-03\naliases:\n  - /journal/second/\n---\n[hello](/news/hello/) [hello](hello/index.md)\n",
		"content/news/deep/_index.md":  "+++\ntitle = \"Deep\"\naliases = [\"/journal/deep/\"]\n+++\n[up](/) ![x](../cover.jpg)\n",
		"content/news/deep/post.md":    "---\naliases: [/old/, /journal/deep/post/]\nimage: ../cover.jpg\n---\n::posts{collection=news/deep}\n[j](/news/)\n",
		"content/news/fixed.md":        "---\nurl: /fixed/\n---\nIt stays where it is. [second](../second/)\n",
		"content/news/untouched/u.txt": "[a](/about/)",
		"media/a.jpg":                  "picture",
		"media/media.yaml":             "# words\nmedia/a.jpg:\n  alt: A\n",
	} {
		if after[name] != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, after[name], want)
		}
		delete(after, name)
	}
	if len(after) > 0 {
		t.Errorf("besides: %v", slices.Sorted(maps.Keys(after)))
	}
	if out.Show != "content/news/_index.md" || out.Label != "Rename collection" {
		t.Errorf("got %+v", out)
	}
	if _, err := os.Stat(filepath.Join(b.dir, "content/journal")); err == nil {
		t.Error("the empty folder stayed")
	}
	b.thereAndBack(before)
	b.undo()
	if _, err := os.Stat(filepath.Join(b.dir, "content/news")); err == nil {
		t.Error("the new folder stayed after undo")
	}
	b.redo()
	// Back to the first name: the redirects turn round.
	b.apply(`{"op":"rename","from":"content/news/_index.md","to":"content/journal/_index.md"}`)
	if got := b.read("content/journal/second.md"); !strings.Contains(got, "aliases:\n  - /news/second/\n") {
		t.Errorf("got %q", got)
	}
}

func TestRenameCollectionIsRefused(t *testing.T) {
	files := paper()
	files["content/taken/page.md"] = "x"
	b := open(t, files)
	for to, code := range map[string]string{
		"content/taken/_index.md":         "edit-name-taken",
		"content/about/_index.md":         "edit-name-taken", // page about.md has the address
		"content/journal/sub/_index.md":   "edit-into-itself",
		"content/news.md":                 "edit-bad-name",
		"content/_index.md":               "edit-bad-name",
		"content/nul/_index.md":           "edit-bad-name",
		"content/../../outside/_index.md": "edit-bad-name",
	} {
		b.refuse(`{"op":"rename","from":"content/journal/_index.md","to":"`+to+`"}`, code)
	}
	b.refuse(`{"op":"rename","from":"content/index.md","to":"content/home.md"}`, "edit-home-page")
}

// TestRenameCollectionAfterWork has files of the same change set move along.
func TestRenameCollectionAfterWork(t *testing.T) {
	b := open(t, paper())
	before := b.files()
	b.apply(`{"op":"page","title":"Fresh","in":"content/journal"}
{"op":"rename","from":"content/journal/second.md","to":"content/third.md"}
{"op":"frontmatter","page":"content/journal/_index.md","key":"title","value":"News"}
{"op":"rename","from":"content/journal/_index.md","to":"content/news/_index.md"}`)
	after := b.files()
	if _, ok := after["content/news/fresh.md"]; !ok || after["content/third.md"] == "" || !strings.Contains(after["content/news/_index.md"], "title: News\n") {
		t.Errorf("got %v", slices.Sorted(maps.Keys(after)))
	}
	b.thereAndBack(before)
}

func TestTrashCollection(t *testing.T) {
	b := open(t, paper())
	before := b.files()
	out := b.apply(`{"op":"trash","page":"content/journal/_index.md"}`)
	after := b.files()
	for name := range after {
		if strings.HasPrefix(name, "content/journal") {
			t.Errorf("%s stayed", name)
		}
	}
	if got := after["site.yaml"]; strings.Contains(got, "journal:") || strings.Contains(got, "journal/deep:") {
		t.Errorf("the collection is still in the settings: %s", got)
	}
	if want := []string{"content/about.md", "content/index.md", "site.yaml"}; !slices.Equal(out.Links, want) {
		t.Errorf("links: got %v, want %v", out.Links, want)
	}
	if out.Label != "Delete collection with 5 pages" {
		t.Errorf("label %q", out.Label)
	}
	b.thereAndBack(before)
}

// TestPicturesOfOthersStay: a page with a folder of its own takes its pictures
// along, not those of pages in folders below it.
func TestPicturesOfOthersStay(t *testing.T) {
	files := village()
	files["content/journal/hello/in/deep.jpg"] = "deep"
	files["content/journal/hello/other/index.md"] = "![x](x.jpg) ![own](../own.jpg)\n"
	files["content/journal/hello/other/x.jpg"] = "x"
	b := open(t, files)
	before := b.files()
	b.apply(`{"op":"rename","from":"content/journal/hello/index.md","to":"content/journal/hi/index.md"}`)
	after := b.files()
	for _, name := range []string{"content/journal/hi/own.jpg", "content/journal/hi/in/deep.jpg", "content/journal/hello/other/x.jpg"} {
		if _, ok := after[name]; !ok {
			t.Errorf("%s is not there", name)
		}
	}
	if got := after["content/journal/hello/other/index.md"]; got != "![x](x.jpg) ![own](../../hi/own.jpg)\n" {
		t.Errorf("got %q", got)
	}
	b.thereAndBack(before)
}

// TestWordsOfBlocksAreNoAddresses: when a page gets another address, only the
// settings of blocks that are addresses follow.
func TestWordsOfBlocksAreNoAddresses(t *testing.T) {
	files := village()
	const words = ":::hero{image=/media/a.jpg align=left own=1.5}\nHi\n:::\n\n::posts{collection=journal tag=new}\n\n:::tip{kind=note at=v1.2}\nx\n:::\n"
	files["content/journal/second.md"] = words
	b := open(t, files)
	b.apply(`{"op":"rename","from":"content/journal/second.md","to":"content/third.md"}`)
	if got, want := b.read("content/third.md"), "---\naliases:\n  - /journal/second/\n---\n\n"+words; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestNotesAreNoAddresses: the first word of a footnote is no place that a link
// leads to.
func TestNotesAreNoAddresses(t *testing.T) {
	files := village()
	files["content/journal/second.md"] = "A note[^1].\n\n[^1]: It says [here](../hello/).\n"
	b := open(t, files)
	b.apply(`{"op":"rename","from":"content/journal/second.md","to":"content/third.md"}`)
	if got := b.read("content/third.md"); !strings.Contains(got, "\n[^1]: It says [here](/journal/hello/).\n") {
		t.Errorf("got\n%s", got)
	}
}

// TestNamesThatDifferInCase are one name on Windows and macOS: neither a page nor
// a picture takes one that another has there.
func TestNamesThatDifferInCase(t *testing.T) {
	files := village()
	files["media/b.jpg"] = "another"
	b := open(t, files)
	b.refuse(`{"op":"rename","from":"content/about.md","to":"content/Index.md"}`, "edit-name-taken")
	b.refuse(`{"op":"rename","from":"content/about.md","to":"content/JOURNAL/_index.md"}`, "edit-name-taken")
	b.refuse(`{"op":"media-rename","from":"media/b.jpg","to":"media/A.jpg"}`, "edit-name-taken")
	b.refuse(`{"op":"media-rename","from":"media/b.jpg","to":"media/con.jpg"}`, "edit-bad-name")
	b.refuse(`{"op":"rename","from":"content/about.md","to":"content/aux/about.md"}`, "edit-bad-name")
	b.refuse(`{"op":"rename","from":"content/about.md","to":"content/about./us.md"}`, "edit-bad-name")
	b.apply(`{"op":"media-rename","from":"media/b.jpg","to":"media/B.jpg"}`) // its own name in other letters
	b.apply(`{"op":"media-rename","from":"media/B.jpg","to":"media/c.jpg"}
{"op":"media-rename","from":"media/a.jpg","to":"media/b.jpg"}`)
}
