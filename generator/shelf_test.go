package generator

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
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
