package generator

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pagewright/pagewright/generator/release"
)

// answers returns what visitors get at a path of the release, with its type.
func answers(t *testing.T, r *release.Release, path string) (body, kind string) {
	t.Helper()
	f, there := r.Manifest.Files[path]
	if !there {
		t.Fatalf("nothing at %s", path)
	}
	in, err := r.Content.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(data), f.Type
}

// iconOf returns where the home page says that the icon is.
func iconOf(t *testing.T, r *release.Release) string {
	t.Helper()
	home, _ := answers(t, r, "index.html")
	_, rest, ok := strings.Cut(home, `<link rel="icon" href="/`)
	if !ok {
		t.Fatalf("no icon in %s", home)
	}
	at, _, _ := strings.Cut(rest, `"`)
	return at
}

// A site has an icon from the start, which its pages name: drawn in the accent,
// the person's own once there is one.
func TestIcon(t *testing.T) {
	const home = "---\ntitle: Home\n---\n\nWords.\n"
	for name, c := range map[string]struct {
		settings, file, content string
		want, kind              string
	}{
		"drawn":              {settings: "title: élan & more\ntheme: {tokens: {accent: \"#22577a\"}}\n", want: `fill="#ffffff">É</text>`, kind: "image/svg+xml"},
		"drawn in accent":    {settings: "title: élan\ntheme: {tokens: {accent: \"#22577a\"}}\n", want: `fill="#22577a"`, kind: "image/svg+xml"},
		"on a light accent":  {settings: "title: Sun\ntheme: {tokens: {accent: \"#ffe08a\"}}\n", want: `fill="#1b1512">S</text>`, kind: "image/svg+xml"},
		"without a letter":   {settings: "title: \"& <b>\"\n", want: `>B</text>`, kind: "image/svg+xml"},
		"the person's own":   {settings: "title: A\n", file: "media/favicon.svg", content: "<svg>own</svg>", want: "<svg>own</svg>", kind: "image/svg+xml"},
		"the theme's own":    {settings: "title: A\n", file: "theme/assets/icon.svg", content: "<svg>theme</svg>", want: "<svg>theme</svg>", kind: "image/svg+xml"},
		"no title, no theme": {settings: "", want: `<text`, kind: "image/svg+xml"},
	} {
		files := fstest.MapFS{"site.yaml": {Data: []byte(c.settings)}, "content/index.md": {Data: []byte(home)}}
		if c.file != "" {
			files[c.file] = &fstest.MapFile{Data: []byte(c.content)}
		}
		result, err := Build(t.Context(), files, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		path := iconOf(t, result.Release)
		if body, kind := answers(t, result.Release, path); !strings.Contains(body, c.want) || kind != c.kind {
			t.Errorf("%s: %s is %s, %s", name, path, kind, body)
		}
		if _, there := result.Release.Manifest.Files["favicon.ico"]; there {
			t.Errorf("%s: a drawing stands where an icon file belongs", name)
		}
	}
}

// What browsers find where they look by themselves is an icon file, whatever a
// server makes of its name.
func TestIconFile(t *testing.T) {
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewNRGBA(image.Rect(0, 0, 300, 48))); err != nil {
		t.Fatal(err)
	}
	size := binary.LittleEndian.AppendUint32(nil, uint32(photo.Len()))
	head := "\x00\x00\x01\x00\x01\x00\x00\x30\x00\x00\x01\x00\x20\x00" + string(size) + "\x16\x00\x00\x00"
	for name, c := range map[string]struct{ content, want string }{
		"media/favicon.png": {photo.String(), head + photo.String()},
		"media/favicon.ico": {head + photo.String(), head + photo.String()},
	} {
		files := fstest.MapFS{"content/index.md": {Data: []byte("Words.\n")}, name: {Data: []byte(c.content)}}
		result, err := Build(t.Context(), files, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if body, kind := answers(t, result.Release, "favicon.ico"); body != c.want || kind != "image/x-icon" {
			t.Errorf("%s: %s %q", name, kind, body[:min(len(body), 40)])
		}
		if body, _ := answers(t, result.Release, iconOf(t, result.Release)); body != c.content {
			t.Errorf("%s: the pages name %q", name, body[:min(len(body), 40)])
		}
	}
}

// The icon follows what it is made of, step by step as from the start.
func TestIconFollows(t *testing.T) {
	files := fstest.MapFS{"site.yaml": {Data: []byte("title: Anna\n")}, "content/index.md": {Data: []byte("Words.\n")}}
	e, err := New(t.Context(), files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		change func()
		path   string
		want   string
	}{
		{func() {}, "site.yaml", ">A<"},
		{func() { files["site.yaml"] = &fstest.MapFile{Data: []byte("title: Berta\n")} }, "site.yaml", ">B<"},
		{func() { files["media/favicon.svg"] = &fstest.MapFile{Data: []byte("<svg>own</svg>")} }, "media/favicon.svg", "<svg>own</svg>"},
		{func() { delete(files, "media/favicon.svg") }, "media/favicon.svg", ">B<"},
	} {
		step.change()
		if err := e.Update(t.Context(), []string{step.path}); err != nil {
			t.Fatal(err)
		}
		result, err := e.Build(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		path := iconOf(t, result.Release)
		if body, _ := answers(t, result.Release, path); !strings.Contains(body, step.want) {
			t.Errorf("%s: %s, want %s", path, body, step.want)
		}
	}
}
