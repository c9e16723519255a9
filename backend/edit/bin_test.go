package edit

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestMediaTrash(t *testing.T) {
	b := open(t, village())
	before := b.files()
	out := b.apply(`{"op":"media-trash","file":"media/a.jpg"}`)
	if out.Label != "Delete picture" {
		t.Errorf("got %+v", out)
	}
	after := b.files()
	if _, there := after["media/a.jpg"]; there || after["media/media.yaml"] != "# words\n" {
		t.Errorf("got %q", after)
	}
	b.thereAndBack(before)
	b.refuse(`{"op":"media-trash","file":"content/about.md"}`, "media-missing")
	b.refuse(`{"op":"media-trash","file":"media/media.yaml"}`, "media-missing")
	b.refuse(`{"op":"media-trash","file":"media/none.jpg"}`, "media-missing")
}

// TestUntrash takes back a page with its picture, and a picture with its words.
func TestUntrash(t *testing.T) {
	b := open(t, village())
	before := b.files()
	b.apply(`{"op":"trash","page":"content/journal/hello/index.md"}`)
	b.apply(`{"op":"media-trash","file":"media/a.jpg"}`)
	deleted := b.files()
	list, err := b.Trash()
	if err != nil || len(list) != 2 {
		t.Fatalf("got %+v, %v", list, err)
	}
	if p := list[0]; p.Page || p.Path != "media/a.jpg" || p.Title != "a.jpg" || p.Type != "image/jpeg" || p.When.IsZero() {
		t.Errorf("got %+v", p)
	}
	if p := list[1]; !p.Page || p.Path != "content/journal/hello/index.md" || p.Title != "Hello" {
		t.Errorf("got %+v", p)
	}
	for _, one := range list {
		out := b.apply(`{"op":"untrash","file":"` + one.Name + `"}`)
		if one.Page && out.Show != one.Path {
			t.Errorf("got %+v", out)
		}
	}
	if got := b.files(); !maps.Equal(got, before) {
		t.Errorf("taken back: %v", diff(before, got))
	}
	if list, err := b.Trash(); err != nil || len(list) != 0 {
		t.Errorf("got %+v, %v", list, err)
	}
	b.undo()
	b.undo()
	if got := b.files(); !maps.Equal(got, deleted) {
		t.Errorf("undone: %v", diff(deleted, got))
	}
	b.refuse(`{"op":"untrash","file":"../../content"}`, "edit-not-in-trash")
	b.refuse(`{"op":"untrash","file":""}`, "edit-not-in-trash")
	b.apply(`{"op":"page","title":"x","in":"content/journal/hello"}`)
	b.apply(`{"op":"rename","from":"content/journal/hello/x.md","to":"content/journal/hello/index.md"}`)
	list, err = b.Trash()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(one Trashed) bool { return one.Page })
	b.refuse(`{"op":"untrash","file":"`+list[i].Name+`"}`, "edit-name-taken")
}

func TestMediaReplace(t *testing.T) {
	b := open(t, village())
	b.apply(`{"op":"media","file":"` + drop(t, "new.png", 3) + `"}`)
	if _, err := b.FocusMedia(t.Context(), "media/a.jpg", 20.4, 130, ""); err != nil {
		t.Fatal(err)
	}
	if got, want := b.read("media/media.yaml"), "focus: [20, 100]"; !strings.Contains(got, "focus") {
		t.Errorf("got %q, want %q", got, want)
	}
	before := b.files()
	out := b.apply(`{"op":"media-replace","from":"media/a.jpg","to":"media/new.png"}`)
	after := b.files()
	if out.Label != "Replace picture" || !strings.Contains(after["content/index.md"], "image=/media/new.png") || !strings.Contains(after["content/about.md"], "![x](/media/new.png)") {
		t.Errorf("got %+v, %q", out, after)
	}
	if got, want := after["media/media.yaml"], "# words\nmedia/new.png:\n  alt: A\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, there := after["media/a.jpg"]; there {
		t.Error("the old picture stayed")
	}
	b.thereAndBack(before)
	b.refuse(`{"op":"media-replace","from":"media/none.jpg","to":"media/new.png"}`, "media-missing")
}

func TestFocus(t *testing.T) {
	b := open(t, village())
	before := b.files()
	for _, x := range []float64{10, 20, 30} {
		if _, err := b.FocusMedia(t.Context(), "media/a.jpg", x, 40, "turn"); err != nil {
			t.Fatal(err)
		}
	}
	b.thereAndBack(before) // one step of undo
	if _, err := b.FocusMedia(t.Context(), "media/a.jpg", 50, 50, ""); err != nil {
		t.Fatal(err)
	}
	if got := b.read("media/media.yaml"); got != before["media/media.yaml"] {
		t.Errorf("the middle is written: %q", got)
	}
}

func TestCopyPage(t *testing.T) {
	b := open(t, village())
	b.apply(`{"op":"frontmatter","page":"content/about.md","key":"aliases","value":["/us/"]}`)
	before := b.files()
	out := b.apply(`{"op":"copy","page":"content/about.md","title":"Our story"}`)
	const want = "---\ntitle: Our story # t\n---\n# About\n\n[home](/) [post](/journal/hello/) ![x](/media/a.jpg)\n"
	if out.Show != "content/our-story.md" || b.read("content/our-story.md") != want {
		t.Errorf("got %+v, %q", out, b.read("content/our-story.md"))
	}
	b.thereAndBack(before)
	out = b.apply(`{"op":"copy","page":"content/journal/hello/index.md","title":"Hello again"}`)
	got := b.read("content/journal/hello-again.md")
	if out.Show != "content/journal/hello-again.md" || !strings.Contains(got, "2026-05-03") || !strings.Contains(got, "title: Hello again") {
		t.Errorf("got %+v, %q", out, got)
	}
	if !strings.Contains(got, "![own](hello/own.jpg)") && !strings.Contains(got, "![own](/journal/hello/own.jpg)") {
		t.Errorf("its picture is lost: %q", got)
	}
	b.refuse(`{"op":"copy","page":"content/about.md","title":""}`, "edit-no-title")
}
