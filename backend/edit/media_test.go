package edit

import (
	"bytes"
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// drop is a picture on the person's computer, outside of the site.
func drop(t *testing.T, name string, side int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, side, side))); err != nil {
		t.Fatal(err)
	}
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(p)
}

func TestMedia(t *testing.T) {
	b := open(t, village())
	before := b.files()
	out := b.apply(`{"op":"media","file":"` + drop(t, "Hafen & Küste.PNG", 3) + `","alt":"The \"harbour\" at dawn"}`)
	if !slices.Equal(out.Media, []string{"media/hafen-kuste.png"}) || out.Label != "Add picture" {
		t.Errorf("got %+v", out)
	}
	if got, want := b.read("media/media.yaml"), "# words\nmedia/a.jpg:\n  alt: A\nmedia/hafen-kuste.png:\n  alt: The \"harbour\" at dawn\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	b.thereAndBack(before)
	// The same bytes under another name are not kept twice, others under the same name are.
	if out := b.apply(`{"op":"media","file":"` + drop(t, "again.png", 3) + `"}`); !slices.Equal(out.Media, []string{"media/hafen-kuste.png"}) || len(out.Changed) > 0 {
		t.Errorf("got %+v", out)
	}
	if out := b.apply(`{"op":"media","file":"` + drop(t, "hafen küste.png", 4) + `"}`); !slices.Equal(out.Media, []string{"media/hafen-kuste-2.png"}) {
		t.Errorf("got %+v", out)
	}
	// The icon of a site is found by its name: it is kept beside the picture that it is.
	if out := b.apply(`{"op":"media","file":"` + drop(t, "favicon.png", 3) + `"}`); !slices.Equal(out.Media, []string{"media/favicon.png"}) || len(out.Changed) == 0 {
		t.Errorf("got %+v", out)
	}
	b.refuse(`{"op":"media","file":"/does/not/exist.png"}`, "media-unreadable")
	if out, err := b.AddMedia(t.Context(), "x.txt", strings.NewReader("words"), ""); !is(err, "media-type") {
		t.Errorf("got %+v, %v", out, err)
	}
}

func TestDescribeMedia(t *testing.T) {
	b := open(t, village())
	before := b.files()
	if _, err := b.DescribeMedia(t.Context(), "media/a.jpg", "Bread", true); err != nil {
		t.Fatal(err)
	}
	if got, want := b.read("media/media.yaml"), "# words\nmedia/a.jpg:\n  alt: Bread\n  decorative: true\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	b.thereAndBack(before)
	if _, err := b.DescribeMedia(t.Context(), "media/none.jpg", "x", false); !is(err, "media-missing") {
		t.Errorf("got %v", err)
	}
}

func TestMediaRename(t *testing.T) {
	b := open(t, village())
	before := b.files()
	b.apply(`{"op":"media-rename","from":"media/a.jpg","to":"media/shop/door bell.jpg"}`)
	after := b.files()
	for name, want := range map[string]string{
		"content/index.md": ":::hero{image=\"/media/shop/door bell.jpg\"}",
		"content/about.md": "![x](/media/shop/door%20bell.jpg)",
		"media/media.yaml": "# words\nmedia/shop/door bell.jpg:\n  alt: A\n",
	} {
		if !strings.Contains(after[name], want) {
			t.Errorf("%s: got %q", name, after[name])
		}
	}
	if after["media/shop/door bell.jpg"] != "picture" {
		t.Error("the file is not there")
	}
	b.thereAndBack(before)
	b.undo()
	if !maps.Equal(before, b.files()) {
		t.Error("not as before")
	}
	b.refuse(`{"op":"media-rename","from":"media/a.jpg","to":"media/a.png"}`, "edit-bad-name")
	b.refuse(`{"op":"media-rename","from":"media/a.jpg","to":"content/a.jpg"}`, "edit-bad-name")
	b.refuse(`{"op":"media-rename","from":"media/z.jpg","to":"media/y.jpg"}`, "media-missing")
}
