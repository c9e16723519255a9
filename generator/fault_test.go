package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pagewright/pagewright/generator/internal/pack"
)

// failing is an Output that ends, as a full disk or a killed process does, at
// the call that is counted down to: half of the file is there.
type failing struct {
	memOutput
	left int
}

var errFull = errors.New("no room")

func (f *failing) Write(path string, content []byte) error {
	if f.left--; f.left < 0 {
		_ = f.memOutput.Write(path, content[:len(content)/2])
		return errFull
	}
	return f.memOutput.Write(path, content)
}

func (f *failing) Remove(path string) error {
	if f.left--; f.left < 0 {
		return errFull
	}
	return f.memOutput.Remove(path)
}

// TestBuildThatFails ends a build at every call of its output. The next build,
// in the same engine or in a new process that finds the state, also when the
// change was taken back meanwhile, leaves what a clean build leaves.
func TestBuildThatFails(t *testing.T) {
	for _, back := range []bool{false, true} {
		for n := 0; ; n++ {
			if !failAt(t, n, back) {
				break
			}
			if n > 200 {
				t.Fatal("the build never gets to its end")
			}
		}
	}
}

// failAt returns whether the build did fail.
func failAt(t *testing.T, n int, back bool) bool {
	site, before := small(), small()
	stamp(site, 0)
	stamp(before, 0)
	var state memState
	out := &failing{left: 1 << 30}
	o := Options{State: &state, Workers: 1}
	e := mustNew(t, site, o)
	mustBuild(t, e, out)
	site["content/journal/hello.md"].Data = []byte("---\ntitle: Other\ndate: 2024-01-02\ntags: [c]\n---\nOther ![](/media/a.svg).\n")
	site["media/a.svg"].Data = []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"/>`)
	stamp(site, 1)
	if err := e.Update(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	out.left = n
	_, err := e.Build(context.Background(), out)
	if err == nil {
		return false
	}
	if !errors.Is(err, errFull) {
		t.Fatal(err)
	}
	if back {
		site = before
		stamp(site, 2)
		e = mustNew(t, site, o) // a new process
	}
	cold := &failing{left: 1 << 30, memOutput: memOutput{files: maps.Clone(out.files)}}
	coldState := memState{bytes.Clone(state.data), bytes.Clone(state.note)}
	out.left = 1 << 30
	var clean memOutput
	want := mustBuild(t, mustNew(t, site, Options{}), &clean)
	what := fmt.Sprintf("after a failure at call %d, taken back %v", n, back)
	same(t, what, want, mustBuild(t, e, out), clean.files, out.files)
	o.State = &coldState
	same(t, what+", new process", want, mustBuild(t, mustNew(t, site, o), cold), clean.files, cold.files)
	return true
}

// stamp gives all files a time, so that their stats can be trusted.
func stamp(site fstest.MapFS, n int) {
	for p, f := range site {
		f.ModTime = time.Unix(1_700_000_000+int64(n*len(f.Data)), 0)
		f.Mode = 0o644
		_ = p
	}
}

func TestStateDamaged(t *testing.T) {
	site := small()
	stamp(site, 0)
	var state memState
	var out memOutput
	o := Options{State: &state, Program: "1"}
	want := mustBuild(t, mustNew(t, site, o), &out)
	good := bytes.Clone(state.data)
	if r := mustBuild(t, mustNew(t, site, o), &out); r.Written != 0 {
		t.Errorf("nothing changed, and %d outputs were written", r.Written)
	}
	try := func(what string, data []byte, o Options) {
		state.data = data
		var out memOutput
		got := mustBuild(t, mustNew(t, site, o), &out)
		if got.Release.Manifest.ID() != want.Release.Manifest.ID() {
			t.Errorf("%s: another release", what)
		}
		if got.Written != len(want.Release.Manifest.Files) {
			t.Errorf("%s: the state was used: %d written", what, got.Written)
		}
	}
	for i := 0; i < len(good); i += 37 {
		bad := bytes.Clone(good)
		bad[i] ^= 0x10
		try(fmt.Sprintf("byte %d", i), bad, o)
	}
	for i := 0; i < len(good); i += 101 {
		try(fmt.Sprintf("cut at %d", i), bytes.Clone(good[:i]), o)
	}
	try("another program", good, Options{State: &state, Program: "2"})
	note := seal(pack.Strings(make([]byte, stateHead), []string{"about/index.html"}))
	for i := range note {
		state.note = bytes.Clone(note)
		state.note[i] ^= 1
		try(fmt.Sprintf("byte %d of the note", i), good, o)
	}
	state.data, state.note = good, note
	if r := mustBuild(t, mustNew(t, site, o), &out); r.Written != 1 || state.note != nil {
		t.Errorf("a note of one output: %d were written", r.Written)
	}
	for i := range 64 { // bytes that pass the checksum and make no sense
		bad := bytes.Clone(good)
		bad[stateHead+i*(len(good)-stateHead)/64] ^= 0xff
		decodeState(seal(bad), "1")
	}
}

// TestNote takes the note of a build that was broken off away: without it the
// next process believes that the half file is the whole one.
func TestNote(t *testing.T) {
	for _, noted := range []bool{true, false} {
		site := small()
		stamp(site, 0)
		var state memState
		out := &failing{left: 1 << 30}
		o := Options{State: &state, Workers: 1}
		mustBuild(t, mustNew(t, site, o), out)
		whole := string(out.files["about/index.html"])
		site["content/about.md"].Data = append(site["content/about.md"].Data, "More.\n"...)
		stamp(site, 1)
		out.left = 0
		if _, err := mustNew(t, site, o).Build(context.Background(), out); !errors.Is(err, errFull) {
			t.Fatal(err)
		}
		site = small() // the change is taken back
		stamp(site, 0)
		if !noted {
			state.note = nil
		}
		out.left = 1 << 30
		mustBuild(t, mustNew(t, site, o), out)
		if mended := string(out.files["about/index.html"]) == whole; mended != noted {
			t.Errorf("with a note %v, the file is mended %v", noted, mended)
		}
	}
}

// denied is a file system of which one file can not be opened.
type denied struct {
	fs.FS
	path *string
}

func (d denied) Open(name string) (fs.File, error) {
	if name == *d.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return d.FS.Open(name)
}

func TestUnreadable(t *testing.T) {
	for path, outputs := range map[string]int{"content/about.md": 1, "content/journal": 2, "site.yaml": 0, "media": 0} {
		t.Run(path, func(t *testing.T) {
			ctx := context.Background()
			site := small()
			stamp(site, 0)
			var out memOutput
			whole := mustBuild(t, mustNew(t, site, Options{}), &out)
			at := path
			fsys := denied{site, &at}
			e, err := New(ctx, fsys, Options{})
			if err != nil {
				t.Fatal(err)
			}
			r := mustBuild(t, e, &memOutput{})
			found := false
			for _, d := range r.Diags {
				found = found || d.Code == CodeUnreadable && d.Where.Path == path && d.Severity == "error"
			}
			if !found {
				t.Errorf("not told: %v", r.Diags)
			}
			if whole.Pages-r.Pages < outputs || r.Pages == 0 {
				t.Errorf("%d pages of %d", r.Pages, whole.Pages)
			}
			at = "" // it can be read again
			if err := e.Update(ctx, nil); err != nil {
				t.Fatal(err)
			}
			if again := mustBuild(t, e, &memOutput{}); again.Release.Manifest.ID() != whole.Release.Manifest.ID() || len(again.Diags) != len(whole.Diags) {
				t.Errorf("healed, it is another release: %v", again.Diags)
			}
		})
	}
}

func TestSourceChangesBetween(t *testing.T) {
	site := small()
	e := mustNew(t, site, Options{})
	mustBuild(t, e, nil)
	r := mustBuild(t, e, nil)
	site["content/about.md"] = &fstest.MapFile{Data: []byte("other")}
	if _, err := r.Release.Content.Open("about/index.html"); !errors.Is(err, ErrChanged) {
		t.Errorf("a release opens other bytes than it lists: %v", err)
	}
	if _, err := r.Release.Content.Open("nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of nothing: %v", err)
	}
	fresh := mustNew(t, site, Options{})
	mustBuild(t, fresh, nil)
	site["content/index.md"] = &fstest.MapFile{Data: []byte("other")}
	if _, err := fresh.Canvas(context.Background(), "content/index.md", ""); !errors.Is(err, ErrChanged) {
		t.Errorf("the canvas shows a source that is not loaded: %v", err)
	}
}

// Links out of the site, hidden files and files beside the site's folders are
// never read.
func TestOnlyTheSiteIsPublished(t *testing.T) {
	dir, secret := t.TempDir(), filepath.Join(t.TempDir(), "secret.md")
	canary := "canary-5c1f"
	write := func(p, text string) {
		full := filepath.Join(dir, p)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "title: T\n")
	write("content/index.md", "---\ntitle: Home\n---\n![](/media/link.txt) [a](/media/dir/secret.md) [b](/.env) [c](/content/.env) [d](../secret.txt) [e](/site.yaml) [f](/media/media.yaml) ![](/content/index.md) [g](/media/../site.yaml)\n")
	for _, p := range []string{".env", "content/.env", "content/.git/x.md", "secret.txt", "media/media.yaml", "notes/x.md", "media/.hidden.jpg", "theme/assets/.x"} {
		write(p, "alt: "+canary)
	}
	if err := os.WriteFile(secret, []byte(canary), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, link := range [][2]string{{secret, "media/link.txt"}, {filepath.Dir(secret), "media/dir"}, {secret, "content/linked.md"}, {filepath.Dir(secret), "content/folder"}, {"link2", "content/link2"}} {
		if err := os.Symlink(link[0], filepath.Join(dir, link[1])); err != nil {
			t.Skip(err)
		}
	}
	var out memOutput
	e, err := New(context.Background(), os.DirFS(dir), Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustBuild(t, e, &out)
	for p, data := range out.files {
		if strings.Contains(string(data), canary) {
			t.Errorf("%s has what is not part of the site", p)
		}
	}
	for _, p := range []string{"content/linked.md", "content/folder/secret.md"} {
		if err := e.Update(context.Background(), []string{p}); err != nil {
			t.Fatal(err)
		}
		if e.Site().Page(p) != nil {
			t.Errorf("%s became a page", p)
		}
	}
}
