package generator

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func small() fstest.MapFS {
	return fstest.MapFS{
		"site.yaml":                 {Data: []byte("title: T\naddress: https://x.org\nmenus: {main: [{label: Home, link: /}, {link: /about/}]}\n")},
		"content/index.md":          {Data: []byte("---\ntitle: Home\n---\n# Hi\n\n:::hero{image=/media/a.svg}\n# Bread\nOpen\n:::\n\n:::posts{limit=2}\n:::\n")},
		"content/about.md":          {Data: []byte("---\ntitle: About\n---\nSee [post](journal/hello.md) ![x](/media/a.svg)\n")},
		"content/journal/_index.md": {Data: []byte("---\ntitle: Journal\n---\n")},
		"content/journal/hello.md":  {Data: []byte("---\ntitle: Hello\ndate: 2024-01-02\ntags: [a, B b]\naliases: [/old]\n---\nFirst *para* here.\n")},
		"media/a.svg":               {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>`)},
	}
}

func TestCanvasAndServe(t *testing.T) {
	e, err := New(context.Background(), small(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := e.Canvas(context.Background(), "content/index.md", "/canvas/site")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Blocks) != 3 || !strings.Contains(string(c.HTML), c.Blocks[1]) || !strings.Contains(c.Blocks[1], `data-pw-at="1"`) {
		t.Errorf("canvas: %q", c.Blocks)
	}
	for _, unwanted := range []string{"<script", "<meta property", `href="/assets`} {
		if strings.Contains(string(c.HTML), unwanted) {
			t.Errorf("the canvas has %q", unwanted)
		}
	}
	if !strings.Contains(c.Blocks[1], `src="/canvas/site/media/a.`) {
		t.Errorf("no prefix before the picture: %s", c.Blocks[1])
	}
	if _, _, err := e.Serve(context.Background(), "nothing/index.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Serve of nothing: %v", err)
	}
	if _, err := e.Canvas(context.Background(), "content/nothing.md", ""); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Canvas of nothing: %v", err)
	}
}
