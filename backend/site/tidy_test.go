package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// A new site whose making was killed while it took its place is whole when it is
// opened, and nothing is left beside it or in it.
func TestOpenFinishesANewSite(t *testing.T) {
	above := t.TempDir()
	n, err := durable.Begin(filepath.Join(above, "other"))
	if err != nil {
		t.Fatal(err)
	}
	locks, err := filepath.Glob(filepath.Join(above, ".pagewright-new-*.lock"))
	if err != nil || len(locks) != 1 {
		t.Fatal(locks, err)
	}
	lock := read(t, above, filepath.Base(locks[0]))
	if err := n.Drop(); err != nil {
		t.Fatal(err)
	}
	write(t, above, "site/.pagewright-new-0123456789ab.lock", lock)
	write(t, above, "site/.pagewright-new-0123456789ab.whole/site.yaml", "title: T\n")
	write(t, above, "site/content/index.md", "# Home\n")
	write(t, above, ".pagewright-new-ba9876543210.lock", lock)
	write(t, above, ".pagewright-new-ba9876543210/site.yaml", "title: Half\n")
	dir := filepath.Join(above, "site")
	if _, err := Open(dir, Options{ReadOnly: true}); codeOf(err) != "site-missing" {
		t.Errorf("looked at, it was changed: %v", err)
	}
	mustOpen(t, dir, Options{})
	for _, folder := range []string{above, dir} {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ".pagewright-new-") {
				t.Errorf("%s is left", e.Name())
			}
		}
	}
}

// What was taken in and never came to its place goes when the site is opened;
// what a step that can be done again still needs stays, and so does what is
// not ours.
func TestStagedIsSwept(t *testing.T) {
	dir := folder(t)
	named := func(text, ext string) string { return Staged + "/" + durable.Hash([]byte(text)) + ext }
	needed, killed := named("undone", ".jpg"), named("killed", ".jpg")
	s := mustOpen(t, dir, Options{})
	write(t, dir, needed, "undone")
	file := change.File{Path: needed, To: "media/a.jpg", Before: durable.Hash([]byte("undone")), After: durable.Hash([]byte("undone"))}
	add := change.Set{Label: "Add picture", Files: []change.File{file}}
	for _, step := range []struct {
		kind journal.Kind
		set  change.Set
	}{{journal.Do, add}, {journal.Undo, add.Invert()}} {
		if _, err := s.Journal.Commit(step.kind, step.set); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, killed, "killed")
	strange := []string{Staged + "/mine.jpg", named("other words", ".jpg")}
	for _, name := range strange {
		write(t, dir, name, "mine")
	}
	reopen := func() {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = mustOpen(t, dir, Options{})
	}
	there := func(name string) bool {
		_, err := s.Disk.Root.Lstat(name)
		return err == nil
	}
	if reopen(); there(killed) || !there(needed) || !there(strange[0]) || !there(strange[1]) {
		t.Errorf("killed %v, needed %v, strange %v %v", there(killed), there(needed), there(strange[0]), there(strange[1]))
	}
	if _, err := s.Journal.Commit(journal.Redo, add); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Journal.Commit(journal.Undo, add.Invert()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Journal.Commit(journal.Do, change.Set{Label: "Something else"}); err != nil { // nothing can be done again now
		t.Fatal(err)
	}
	if reopen(); there(needed) {
		t.Error("what no step needs stays")
	}
	write(t, dir, killed, "killed")
	write(t, dir, Journal+"/damaged-0123456789ab.log", "a history that was cut off")
	if reopen(); !there(killed) {
		t.Error("a damaged history may need it, and it is gone")
	}
}
