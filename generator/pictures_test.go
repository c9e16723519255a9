package generator

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	goimage "image"
	"image/jpeg"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// shelfState is a State that is a Shelf, in memory.
type shelfState struct {
	memState
	mu    sync.Mutex
	shelf map[string][]byte
	puts  int
}

func (s *shelfState) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.puts
}

func (s *shelfState) Get(name string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if data, ok := s.shelf[name]; ok {
		return data, nil
	}
	return nil, fs.ErrNotExist
}

func (s *shelfState) Put(name string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shelf[name] = data
	s.puts++
	return nil
}

func (s *shelfState) Keep(names map[string]bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.shelf, func(name string, _ []byte) bool { return !names[name] })
	return nil
}

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

// Neither a warm nor a cold build after an edit makes a picture again, with an
// output and without one, and what is no longer used is forgotten.
func TestPicturesAreMadeOnce(t *testing.T) {
	site, state := pictureSite(t), &shelfState{shelf: map[string][]byte{}}
	o := Options{State: state}
	e := mustNew(t, site, o)
	first := mustBuild(t, e, nil)
	if state.puts != 2 {
		t.Fatalf("%d pictures were made", state.puts)
	}
	edit := func(second int64) {
		site["content/index.md"] = at(fmt.Sprintf("# Hi %d\n\n![A](/media/a%%20b.jpg)\n", second), second)
	}
	edit(1)
	if err := e.Update(context.Background(), []string{"content/index.md"}); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, e, nil)
	edit(2)
	second := mustBuild(t, mustNew(t, site, o), nil)
	var out memOutput
	third := mustBuild(t, mustNew(t, site, o), &out)
	if state.puts != 2 {
		t.Errorf("%d pictures were made", state.puts)
	}
	for p, f := range first.Release.Manifest.Files {
		if strings.Contains(p, "a b-") && (second.Release.Manifest.Files[p] != f || third.Release.Manifest.Files[p] != f || out.files[p] == nil) {
			t.Errorf("%s changed or went", p)
		}
	}
	delete(site, "media/a b.jpg")
	mustBuild(t, mustNew(t, site, o), &out)
	for p := range out.files {
		if strings.Contains(p, "a b") {
			t.Errorf("%s is still there", p)
		}
	}
	site["media/a b.jpg"] = photo(t, 1000, 300, 9)
	mustBuild(t, mustNew(t, site, o), &out)
	if names := slices.Collect(maps.Keys(state.shelf)); len(names) != 2 || state.puts != 4 {
		t.Errorf("the shelf has %v after %d", names, state.puts)
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

// What is prepared need not be made by the build; both tell how far they are.
func TestPreparePictures(t *testing.T) {
	site, state := pictureSite(t), &shelfState{shelf: map[string][]byte{}}
	site["content/index.md"] = at("![A](/media/a%20b.jpg) ![B](/media/unused-80.jpg)\n", 0)
	var heard []Progress
	hear := func(p Progress) { heard = append(heard, p) }
	want := []Progress{{0, 2}, {1, 2}, {2, 2}}
	e := mustNew(t, site, Options{State: state, Progress: hear})
	if err := e.Prepare(t.Context(), 0, hear); err != nil || !slices.Equal(heard, want) {
		t.Fatalf("%v, %v", heard, err)
	}
	made := state.count()
	mustBuild(t, e, nil)
	if len(heard) != 3 || state.count() != made {
		t.Errorf("the build made them again: %v, %d", heard, state.count())
	}
	heard = nil
	mustBuild(t, mustNew(t, site, Options{Progress: hear}), nil)
	if !slices.Equal(heard, want) {
		t.Errorf("a build without a shelf: %v", heard)
	}
}

// Pictures that are asked for by many at once are made once each, and all get
// them; an edit does not wait for them.
func TestPicturesAskedForAtOnce(t *testing.T) {
	site, state := pictureSite(t), &shelfState{shelf: map[string][]byte{}}
	e := mustNew(t, site, Options{State: state, Workers: 3})
	look, err := e.Look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		for p, f := range look.Release.Manifest.Files {
			if f.Hash == "" {
				wait.Go(func() {
					if _, f, err := e.Serve(t.Context(), p); err != nil || f.Size == 0 {
						t.Error(p, err)
					}
				})
			}
		}
		wait.Go(func() {
			if err := e.Prepare(t.Context(), 0, nil); err != nil {
				t.Error(err)
			}
		})
		wait.Go(func() {
			if err := e.Update(t.Context(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if state.count() != 2 {
		t.Errorf("%d pictures were made", state.count())
	}
}

// What is damaged on the shelf is made anew, to the same bytes.
func TestShelfDamaged(t *testing.T) {
	site, state := pictureSite(t), &shelfState{shelf: map[string][]byte{}}
	want := mustBuild(t, mustNew(t, site, Options{State: state}), nil).Release
	for name := range state.shelf {
		state.shelf[name] = append(state.shelf[name], 'x')
	}
	var out memOutput
	same(t, "after damage", &Result{Release: want}, &Result{Release: mustBuild(t, mustNew(t, site, Options{State: state}), &out).Release}, nil, nil)
	if state.puts != 4 {
		t.Errorf("%d pictures were made", state.puts)
	}
}

// A picture that begins well and ends too soon is published as it is.
func TestPictureCutOff(t *testing.T) {
	site := pictureSite(t)
	data := site["media/a b.jpg"].Data
	site["media/a b.jpg"].Data = data[:len(data)/2]
	var out memOutput
	mustBuild(t, mustNew(t, site, Options{}), &out)
	n := 0
	for p, body := range out.files {
		if strings.Contains(p, "a b-") {
			n++
			if !bytes.Equal(body, data[:len(data)/2]) {
				t.Errorf("%s is something else", p)
			}
		}
	}
	if n != 2 {
		t.Errorf("%d widths", n)
	}
}

// The first picture of a page is loaded at once, the others when they are near.
func TestFirstPictureIsEager(t *testing.T) {
	site := pictureSite(t)
	site["content/journal/_index.md"] = at("---\ntitle: J\n---\n", 0)
	site["content/journal/post.md"] = at("---\ntitle: P\ndate: 2026-01-01\nimage: /media/small.jpg\n---\n\n![A](/media/a%20b.jpg)\n", 0)
	var out memOutput
	mustBuild(t, mustNew(t, site, Options{}), &out)
	for _, p := range []string{"index.html", "journal/post/index.html"} {
		page := string(out.files[p])
		tags := regexp.MustCompile(`<img[^>]*>`).FindAllString(page, -1)
		for i, tag := range tags {
			eager := strings.Contains(tag, `loading="eager" fetchpriority="high"`)
			if eager != (i == 0) || strings.Contains(tag, `loading="lazy"`) == (i == 0) {
				t.Errorf("%s: picture %d: %s", p, i, tag)
			}
		}
		if len(tags) != 2 {
			t.Errorf("%s has %d pictures", p, len(tags))
		}
	}
}

// What is published already is not looked for a second time, and raw HTML may
// offer widths of its own.
func TestAddressesInRawHTML(t *testing.T) {
	site := pictureSite(t)
	site["content/index.md"] = at(":::hero{image=\"/media/a b.jpg\"}\n# Hi\n:::\n\n<img src=\"/media/small.jpg\" srcset=\"/media/small.jpg 1x, /media/a%20b.jpg 2x\">\n\n<img src=\"/media/gone.jpg\">\n", 0)
	var out memOutput
	r := mustBuild(t, mustNew(t, site, Options{}), &out)
	if len(r.Diags) != 1 || r.Diags[0].Where.Text != "/media/gone.jpg" {
		t.Errorf("%v", words(r.Diags))
	}
	page := string(out.files["index.html"])
	if strings.Contains(page, `/media/small.jpg`) || strings.Contains(page, "/media/a%20b.jpg") || !strings.Contains(page, "1x, /media/a%20b.") {
		t.Error(page)
	}
}

// enormous is the head of a PNG of 20,000 by 20,000 pixels: enough for its size.
func enormous() *fstest.MapFile {
	head := []byte("IHDR\x00\x00\x4e\x20\x00\x00\x4e\x20\x08\x06\x00\x00\x00")
	data := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return &fstest.MapFile{Data: binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(head)), ModTime: time.Unix(1_700_000_000, 0)}
}

// A picture that no browser can hold is not published where it is shown, and is
// where it is linked to. One that only this program can not read is published,
// for a browser may show it.
func TestPicturesThatCanNotBeShown(t *testing.T) {
	for words, c := range map[string]struct {
		published bool
		code      string
	}{
		"![A map](/media/map.png)":                          {false, "picture-too-large"},
		":::picture{src=/media/map.png alt=\"A map\"}\n:::": {false, "picture-too-large"},
		"<img src=\"/media/map.png\" alt=\"A map\">":        {false, "picture-too-large"},
		"[The map](/media/map.png)":                         {true, ""},
		"![A map](/media/odd.jpg)":                          {true, "picture-unreadable"},
	} {
		site := fstest.MapFS{
			"site.yaml": at("title: T\n", 0), "content/index.md": at("---\ntitle: T\nimage: /media/map.png\n---\n"+words+"\n", 0),
			"media/map.png": enormous(), "media/odd.jpg": at("I am no picture.", 0), "media/v.mp4": at("x", 0),
		}
		var out memOutput
		r := mustBuild(t, mustNew(t, site, Options{}), &out)
		published := slices.ContainsFunc(slices.Collect(maps.Keys(out.files)), func(p string) bool { return strings.HasPrefix(p, "media/map") || strings.HasPrefix(p, "media/odd") })
		told := slices.ContainsFunc(r.Diags, func(d diag.Diag) bool { return d.Code == c.code && d.Where.Path == "content/index.md" })
		if published != c.published || told != (c.code != "") || strings.Contains(string(out.files["index.html"]), "og:image") {
			t.Errorf("%s: published %v, told %v: %v", words, published, told, r.Diags)
		}
		if strings.Contains(words, "A map") && !strings.Contains(string(out.files["index.html"]), `alt="A map"`) {
			t.Errorf("%s: the description is gone", words)
		}
	}
}
