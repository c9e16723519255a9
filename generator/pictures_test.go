package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	goimage "image"
	"image/jpeg"
	"io"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pagewright/pagewright/generator/release"
)

// photo is a picture that does not pack well; the same seed gives the same.
func photo(t *testing.T, width, height int, seed uint64) *fstest.MapFile {
	t.Helper()
	m := goimage.NewRGBA(goimage.Rect(0, 0, width, height))
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range m.Pix {
		m.Pix[i] = byte(random.Uint32())
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes(), ModTime: time.Unix(1_700_000_000, 0)}
}

func at(text string, second int64) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(1_700_000_000+second, 0)}
}

func pictureSite(t *testing.T) fstest.MapFS {
	return fstest.MapFS{
		"site.yaml":           at("title: T\naddress: https://example.org\n", 0),
		"content/index.md":    at("# Hi\n\n![A](/media/a%20b.jpg)\n\n![S](/media/small.jpg)\n", 0),
		"media/a b.jpg":       photo(t, 1100, 500, 1),
		"media/small.jpg":     photo(t, 300, 200, 2),
		"media/unused-80.jpg": photo(t, 1100, 500, 3),
	}
}

var candidate = regexp.MustCompile(`(\S+) (\d+)w`)

// A page offers a picture in several widths, and every one of them is there and
// as wide as it says.
func TestScaledPictures(t *testing.T) {
	var out memOutput
	e := mustNew(t, pictureSite(t), Options{})
	r := mustBuild(t, e, &out)
	page := string(out.files["index.html"])
	_, set, ok := strings.Cut(page, ` srcset="`)
	set, _, _ = strings.Cut(set, `"`)
	all := candidate.FindAllStringSubmatch(set, -1)
	if !ok || len(all) != 3 || strings.Count(page, "srcset") != 1 || !strings.Contains(page, ` sizes="(min-width: `) {
		t.Fatal(page)
	}
	for _, c := range all {
		p := strings.ReplaceAll(strings.TrimPrefix(c[1], "/"), "%20", " ")
		m, err := jpeg.DecodeConfig(bytes.NewReader(out.files[p]))
		if err != nil || fmt.Sprint(m.Width) != c[2] {
			t.Errorf("%s is %d wide, not %s: %v", p, m.Width, c[2], err)
		}
		f := r.Release.Manifest.Files[p]
		if body, g, err := e.Serve(context.Background(), p); err != nil || g != f || !bytes.Equal(body, out.files[p]) {
			t.Errorf("%s is served otherwise: %v, %v", p, g, err)
		}
	}
	for p := range out.files {
		if strings.Contains(p, "unused") || strings.Contains(p, "small-") {
			t.Errorf("%s is published", p)
		}
	}
}

// The canvas shows pictures as they are, and waits for none to be made.
func TestCanvasMakesNoPicture(t *testing.T) {
	state := &shelfState{shelf: map[string][]byte{}}
	c, err := mustNew(t, pictureSite(t), Options{State: state}).Canvas(context.Background(), "content/index.md", "/x")
	if err != nil || bytes.Contains(c.HTML, []byte("srcset")) || state.puts > 0 {
		t.Error(err, state.puts)
	}
}

// A look at a site makes no picture, and its release has every path that the
// published one has. A picture is made when it is opened, and is the one that
// is published.
func TestLookMakesNoPicture(t *testing.T) {
	site, state := pictureSite(t), &shelfState{shelf: map[string][]byte{}}
	e := mustNew(t, site, Options{State: state})
	look, err := e.Look(t.Context())
	if err != nil || state.count() != 0 {
		t.Fatalf("%d pictures were made, %v", state.count(), err)
	}
	var first string
	for p, f := range look.Release.Manifest.Files {
		scaled := strings.Contains(p, "a b-")
		if scaled != (f.Hash == "") || f.Type == "" || scaled && f.Class != release.Immutable {
			t.Errorf("%s: %+v", p, f)
		}
		if scaled {
			first = p
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := release.Open(ended, look.Release.Content, first); !errors.Is(err, context.Canceled) || state.count() != 0 {
		t.Errorf("%v, %d pictures", err, state.count())
	}
	f, err := release.Open(t.Context(), look.Release.Content, first)
	if err != nil || state.count() != 1 {
		t.Fatal(err, state.count())
	}
	shown, _ := io.ReadAll(f)
	built := mustBuild(t, e, nil)
	if got, want := slices.Sorted(maps.Keys(look.Release.Manifest.Files)), slices.Sorted(maps.Keys(built.Release.Manifest.Files)); !slices.Equal(got, want) {
		t.Errorf("%q, published %q", got, want)
	}
	if release.Hash(shown) != built.Release.Manifest.Files[first].Hash || state.count() != 2 {
		t.Errorf("another picture was published, or one was made twice: %d", state.count())
	}
	again, err := e.Look(t.Context())
	if err != nil || again.Release.Manifest.ID() != built.Release.Manifest.ID() {
		t.Error("what is known is not told", err)
	}
}
