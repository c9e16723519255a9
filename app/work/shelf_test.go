package work

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator"
)

var _ generator.Shelf = cache{}

// Pictures stay in the site's folder for the next process, and no longer than
// they are needed.
func TestShelf(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "site.yaml"), []byte("title: T\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := site.Open(dir, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	one, other := cache{s, "window", ""}, cache{s, "build", ""}
	if err := one.Keep(nil); err != nil {
		t.Errorf("without a shelf: %v", err)
	}
	for _, name := range []string{"a-480-1", "b-480-1"} {
		if err := one.Put(name, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := other.Get("a-480-1"); err != nil || string(data) != "a-480-1" {
		t.Errorf("%q, %v", data, err)
	}
	if err := other.Keep(map[string]bool{"b-480-1": true}); err != nil {
		t.Fatal(err)
	}
	if _, err := one.Get("a-480-1"); !os.IsNotExist(err) {
		t.Errorf("what is not needed: %v", err)
	}
	if _, err := one.Get("b-480-1"); err != nil {
		t.Errorf("what is needed: %v", err)
	}
}

// Where the site's own folder takes nothing, all is kept in the program's: no
// picture is made twice there either.
func TestSpareFolder(t *testing.T) {
	dir, spare := t.TempDir(), filepath.Join(t.TempDir(), "not", "there", "yet")
	for name, text := range map[string]string{"site.yaml": "title: T\n", ".pagewright": "a file where a folder belongs"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := site.Open(dir, site.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	none, c := cache{s, "window", ""}, cache{s, "window", spare}
	for _, c := range []cache{none, c} {
		if err := errors.Join(c.Save([]byte("state")), c.Put("a-480-1", []byte("a")), c.Put("b-480-1", []byte("b"))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := none.Get("a-480-1"); err == nil {
		t.Error("the folder took it all the same: this test shows nothing")
	}
	state, err := c.Load()
	if err != nil || string(state) != "state" {
		t.Errorf("%q, %v", state, err)
	}
	if err := c.Keep(map[string]bool{"a-480-1": true}); err != nil {
		t.Fatal(err)
	}
	kept, err := c.Get("a-480-1")
	if _, gone := c.Get("b-480-1"); err != nil || string(kept) != "a" || !os.IsNotExist(gone) {
		t.Errorf("%q, %v, %v", kept, err, gone)
	}
}
