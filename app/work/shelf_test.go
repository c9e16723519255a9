package work

import (
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
	one, other := cache{s, "window"}, cache{s, "build"}
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
