package site

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// both changes two pages in one step.
func both() change.Set {
	file := func(name string) change.File {
		return change.File{Path: name, To: name, Before: durable.Hash([]byte("old")), After: durable.Hash([]byte("new")),
			Splices: []change.Splice{change.Cut([]byte("old"), 0, 3, []byte("new"))}}
	}
	return change.Set{Label: "Both", Files: []change.File{file("content/a.md"), file("content/b.md")}}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A page that another program brought back to what it was before the last
// change stays so: opening a site that was closed changes no byte. After a kill
// the same files mean that the change was cut off, and it is finished.
func TestOpeningChangesNoByte(t *testing.T) {
	for name, c := range map[string]struct {
		close bool
		want  string
	}{"closed": {true, "old"}, "killed": {false, "new"}} {
		dir := folder(t)
		write(t, dir, "content/a.md", "old")
		write(t, dir, "content/b.md", "old")
		s := mustOpen(t, dir, Options{})
		if _, err := s.Journal.Commit(journal.Do, both()); err != nil {
			t.Fatal(err)
		}
		if c.close {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		write(t, dir, "content/a.md", "old")
		after := t.TempDir() // as the disk is, without the process and its lock
		if err := os.CopyFS(after, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		s = mustOpen(t, after, Options{})
		if got := read(t, after, "content/a.md"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if set, ok := s.Journal.LastDone(); !ok || set.Label != "Both" {
			t.Errorf("%s: the history lost its last step", name)
		}
	}
}

// A site that is closed while something is left to repair is looked at when it
// is opened again.
func TestClosedUnsettled(t *testing.T) {
	dir := folder(t)
	write(t, dir, "content/a.md", "old")
	write(t, dir, "content/b.md", "old")
	swaps := 0
	s := mustOpen(t, dir, Options{Before: func(step durable.Step, _ string) error {
		if step != durable.StepSwap {
			return nil
		}
		if swaps++; swaps > 1 { // the second fails, and so does taking back the first
			return errors.Join(syscall.EIO, os.RemoveAll(filepath.Join(dir, "content", "a.md")), os.Mkdir(filepath.Join(dir, "content", "a.md"), 0o755))
		}
		return nil
	}})
	if _, err := s.Journal.Commit(journal.Do, both()); err == nil {
		t.Fatal("it did not fail")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(ownerFile))); err != nil {
		t.Errorf("nobody will look: %v", err)
	}
}
