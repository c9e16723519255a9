package edit

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/site/durable"
)

func village() map[string]string {
	return map[string]string{
		"site.yaml":                       "title: Test # mine\nmenus:\n  main:\n    - {label: Home, link: /}\n    - {label: About, link: /about/} # us\n  footer:\n    - label: Mail\n      link: \"/about/#mail\"\n",
		"content/index.md":                "# Home\n\nSee [about](/about/) and [again](about.md#x), not `[a](/about/)`.\n\n:::hero{image=/media/a.jpg}\n[more](/about/)\n:::\n",
		"content/about.md":                "---\ntitle: About # t\n---\n# About\n\n[home](../) [post](../journal/hello/) ![x](/media/a.jpg)\n",
		"content/journal/_index.md":       "# Journal\n",
		"content/journal/hello/index.md":  "---\ndate: 2024-02-03\n---\nHello ![own](own.jpg) [us](../../about.md)\n",
		"content/journal/hello/own.jpg":   "not really",
		"content/journal/second.md":       "---\ntitle: Second\ndate: 2024-05-03\n---\n[hello](../hello/) [hello](hello/index.md)\n",
		"media/a.jpg":                     "picture",
		"media/media.yaml":                "# words\nmedia/a.jpg:\n  alt: A\n",
		"content/journal/untouched/u.txt": "[a](/about/)",
	}
}

// there undoes and redoes the last step and opens the site again between.
func (b *bench) thereAndBack(before map[string]string) {
	b.Helper()
	after := b.files()
	b.reopen()
	b.undo()
	if got := b.files(); !maps.Equal(got, before) {
		b.Errorf("undone: %v", diff(before, got))
	}
	b.reopen()
	b.redo()
	if got := b.files(); !maps.Equal(got, after) {
		b.Errorf("done again: %v", diff(after, got))
	}
}

func diff(want, got map[string]string) []string {
	var list []string
	for name := range want {
		if got[name] != want[name] {
			list = append(list, name+": got "+got[name]+", want "+want[name])
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			list = append(list, name+" is too much")
		}
	}
	slices.Sort(list)
	return list
}

func TestNewPage(t *testing.T) {
	b := open(t, village())
	before := b.files()
	out := b.apply(`{"op":"page","title":"Öffnungszeiten: heute","in":"content"}`)
	const name = "content/offnungszeiten-heute.md"
	if out.Show != name || out.Page != name || b.read(name) != "---\ntitle: 'Öffnungszeiten: heute'\n---\n\n# Öffnungszeiten: heute\n" {
		t.Errorf("got %q in %+v", b.read(name), out)
	}
	b.thereAndBack(before)
	if out := b.apply(`{"op":"page","title":"Hello!","in":"content/journal"}`); out.Show != "content/journal/hello-2.md" || !strings.Contains(b.read(out.Show), "date: 2026-05-03\n") {
		t.Errorf("got %q in %+v", b.read(out.Show), out)
	}
	if out := b.apply(`{"op":"page","title":"CON","in":"content"}`); out.Show != "content/con-page.md" {
		t.Errorf("got %+v", out)
	}
	b.refuse(`{"op":"page","title":" ","in":"content"}`, "edit-no-title")
	b.refuse(`{"op":"page","title":"x","in":"media"}`, "edit-no-folder")
	b.refuse(`{"op":"page","title":"x","in":"content/../.."}`, "edit-no-folder")
}

func TestTrash(t *testing.T) {
	b := open(t, village())
	before := b.files()
	out := b.apply(`{"op":"trash","page":"content/about.md"}`)
	if want := []string{"content/index.md", "content/journal/hello/index.md", "site.yaml"}; !slices.Equal(out.Links, want) {
		t.Errorf("links: got %v, want %v", out.Links, want)
	}
	b.thereAndBack(before)
	b.undo()
	b.apply(`{"op":"trash","page":"content/journal/hello/index.md"}`)
	if _, there := b.files()["content/journal/hello/own.jpg"]; there {
		t.Error("the picture beside the page stayed")
	}
	b.thereAndBack(before)
	b.refuse(`{"op":"trash","page":"content/index.md"}`, "edit-home-page")
}

func TestRename(t *testing.T) {
	b := open(t, village())
	before := b.files()
	out := b.apply(`{"op":"rename","from":"content/about.md","to":"content/shop/us.md"}`)
	after := b.files()
	for name, want := range map[string]string{
		"site.yaml":                      "title: Test # mine\nmenus:\n  main:\n    - {label: Home, link: /}\n    - {label: About, link: /shop/us/} # us\n  footer:\n    - label: Mail\n      link: \"/shop/us/#mail\"\n",
		"content/index.md":               "# Home\n\nSee [about](/shop/us/) and [again](shop/us.md#x), not `[a](/about/)`.\n\n:::hero{image=/media/a.jpg}\n[more](/shop/us/)\n:::\n",
		"content/shop/us.md":             "---\ntitle: About # t\naliases:\n  - /about/\n---\n# About\n\n[home](/) [post](/journal/hello/) ![x](/media/a.jpg)\n",
		"content/journal/hello/index.md": "---\ndate: 2024-02-03\n---\nHello ![own](own.jpg) [us](../../shop/us.md)\n",
	} {
		if after[name] != want {
			t.Errorf("%s: got\n%s, want\n%s", name, after[name], want)
		}
	}
	if _, there := after["content/about.md"]; there || out.Show != "content/shop/us.md" {
		t.Errorf("got %+v", out)
	}
	b.thereAndBack(before)
	if out := b.undo(); out.Show != "content/about.md" {
		t.Errorf("undone: got %+v", out)
	}
	b.redo()
	// Back to the first name: the redirects turn round.
	b.apply(`{"op":"rename","from":"content/shop/us.md","to":"content/about.md"}`)
	if got := b.read("content/about.md"); !strings.Contains(got, "aliases:\n  - /shop/us/\n") {
		t.Errorf("got %q", got)
	}
	b.refuse(`{"op":"rename","from":"content/about.md","to":"content/index.md"}`, "edit-name-taken")
	b.refuse(`{"op":"rename","from":"content/about.md","to":"content/nul.md"}`, "edit-bad-name")
	b.refuse(`{"op":"rename","from":"content/about.md","to":"about.md"}`, "edit-bad-name")
}

func TestRenameFolderPage(t *testing.T) {
	b := open(t, village())
	before := b.files()
	b.apply(`{"op":"rename","from":"content/journal/hello/index.md","to":"content/journal/hi/index.md"}`)
	after := b.files()
	if after["content/journal/hi/own.jpg"] != "not really" || !strings.Contains(after["content/journal/hi/index.md"], "![own](own.jpg)") {
		t.Errorf("got %q", after)
	}
	if got := after["content/journal/second.md"]; !strings.HasSuffix(got, "[hello](/journal/hi/) [hello](hi/index.md)\n") {
		t.Errorf("got %q", got)
	}
	b.thereAndBack(before)
}

// TestMoveToOtherPage: relative addresses of a block lead to the same places
// from the page that it comes to.
func TestMoveToOtherPage(t *testing.T) {
	b := open(t, village())
	before := b.files()
	out := b.apply(`{"op":"move","page":"content/journal/hello/index.md","from":[0],"to":[1],"toPage":"content/about.md"}`)
	want := "---\ntitle: About # t\n---\n# About\n\nHello ![own](journal/hello/own.jpg) [us](about.md)\n\n[home](../) [post](../journal/hello/) ![x](/media/a.jpg)\n"
	if got := b.read("content/about.md"); got != want || out.Show != "content/about.md" || out.Select != "1" {
		t.Errorf("got %q in %+v", got, out)
	}
	b.thereAndBack(before)
}

// TestForeignChange has another program write between the steps of undo.
func TestForeignChange(t *testing.T) {
	const page = "content/index.md"
	b := open(t, map[string]string{page: "# One\n\nfirst words of all\n\nlast words of all\n"})
	b.apply(`{"op":"replace","page":"content/index.md","at":[1],"markdown":"changed words"}`)
	b.write(page, "# Another heading now\n\nchanged words\n\nlast words of all\n\nand more\n")
	b.undo()
	if got, want := b.read(page), "# Another heading now\n\nfirst words of all\n\nlast words of all\n\nand more\n"; got != want {
		t.Errorf("mapped over: got %q, want %q", got, want)
	}
	b.redo()
	if got := b.read(page); !strings.Contains(got, "changed words") || !strings.Contains(got, "and more") {
		t.Errorf("done again: got %q", got)
	}
	b.write(page, "all else\n")
	if _, err := b.Undo(t.Context()); !is(err, "edit-undo-conflict") {
		t.Errorf("got %v", err)
	}
	if got := b.read(page); got != "all else\n" {
		t.Errorf("a refused undo wrote %q", got)
	}
}

// TestRefusedStepIsPassed has a step that can not be undone any more above one
// that can: asked again, Undo goes on with the older one, also after a restart.
func TestRefusedStepIsPassed(t *testing.T) {
	b := open(t, map[string]string{"content/index.md": "# One\n\nwords\n", "content/about.md": "# About\n\nus\n"})
	b.apply(`{"op":"replace","page":"content/about.md","at":[1],"markdown":"all of us"}`)
	b.apply(`{"op":"replace","page":"content/index.md","at":[1],"markdown":"changed words"}`)
	b.write("content/index.md", "all else\n")
	refused := func() {
		t.Helper()
		if _, err := b.Undo(t.Context()); !is(err, "edit-undo-conflict") {
			t.Fatalf("got %v", err)
		}
	}
	refused()
	b.apply(`{"op":"replace","page":"content/index.md","at":[0],"markdown":"mended by hand"}`)
	b.undo()
	refused() // what was done meanwhile makes it a new question
	out := b.undo()
	if len(out.Diags) != 1 || out.Diags[0].Code != "edit-undo-passed" || out.Diags[0].Args["step"] == "" {
		t.Errorf("that a step was left as it is is not told: %+v", out.Diags)
	}
	if got := b.read("content/about.md"); got != "# About\n\nus\n" {
		t.Errorf("the older step was not taken back: %q", got)
	}
	if got := b.read("content/index.md"); got != "all else\n" {
		t.Errorf("the other program's words are gone: %q", got)
	}
	b.reopen()
	if undo, redo := b.Labels(); undo != "" || redo == "" {
		t.Errorf("undo %q, redo %q", undo, redo)
	}
	b.redo()
	if got := b.read("content/about.md"); got != "# About\n\nall of us\n" {
		t.Errorf("done again: %q", got)
	}
}

// TestRefusedRedoIsPassed: a step that can not be done again does not lock those
// that come after it.
func TestRefusedRedoIsPassed(t *testing.T) {
	b := open(t, map[string]string{"content/index.md": "# One\n\nwords\n", "content/about.md": "# About\n\nus\n"})
	b.apply(`{"op":"replace","page":"content/index.md","at":[1],"markdown":"changed words"}`)
	b.apply(`{"op":"replace","page":"content/about.md","at":[1],"markdown":"all of us"}`)
	b.undo()
	b.undo()
	b.write("content/index.md", "all else\n")
	if _, err := b.Redo(t.Context()); !is(err, "edit-undo-conflict") {
		t.Fatalf("got %v", err)
	}
	out := b.redo()
	if len(out.Diags) != 1 || b.read("content/about.md") != "# About\n\nall of us\n" || b.read("content/index.md") != "all else\n" {
		t.Errorf("got %+v, %q, %q", out, b.read("content/about.md"), b.read("content/index.md"))
	}
	b.reopen()
	if undo, redo := b.Labels(); undo == "" || redo != "" {
		t.Errorf("undo %q, redo %q", undo, redo)
	}
	b.undo()
	if undo, _ := b.Labels(); undo != "" || b.read("content/about.md") != "# About\n\nus\n" {
		t.Errorf("undo %q", undo)
	}
}

// TestUndoOfNewKeepsWords has words written into a page by another program
// before its making is undone: they go to the trash, not away.
func TestUndoOfNewKeepsWords(t *testing.T) {
	b := open(t, village())
	out := b.apply(`{"op":"page","title":"New","in":"content"}`)
	b.write(out.Show, "words from elsewhere")
	b.undo()
	if _, there := b.files()[out.Show]; there {
		t.Error("the page is still there")
	}
	b.redo()
	if got := b.read(out.Show); got != "words from elsewhere" {
		t.Errorf("got %q", got)
	}
}

func TestJoin(t *testing.T) {
	const page = "content/index.md"
	b := open(t, map[string]string{page: "# A\n\nx\n"})
	for _, text := range []string{"xy", "xyz", "xyz and"} {
		ops := []Op{{Op: "replace", Page: page, At: []int{1}, Markdown: text}}
		if _, err := b.Apply(t.Context(), ops, ApplyOptions{Join: "block 1"}); err != nil {
			t.Fatal(err)
		}
		b.reopen()
	}
	b.undo()
	if got := b.read(page); got != "# A\n\nx\n" {
		t.Errorf("undone: got %q", got)
	}
	b.redo()
	if got := b.read(page); got != "# A\n\nxyz and\n" {
		t.Errorf("done again: got %q", got)
	}
}

func TestBase(t *testing.T) {
	const page = "content/index.md"
	b := open(t, map[string]string{page: "# A\n"})
	seen := durable.Hash([]byte(b.read(page)))
	b.write(page, "# B\n")
	_, err := b.Apply(t.Context(), []Op{{Op: "delete", Page: page, At: []int{0}}}, ApplyOptions{Base: map[string]string{page: seen}})
	if !is(err, "edit-stale") || b.read(page) != "# B\n" {
		t.Errorf("got %v, %q", err, b.read(page))
	}
}
