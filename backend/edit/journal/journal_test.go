package journal

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// world is a small folder with a set that touches it in every way a set can.
type world struct {
	dir  string
	disk *durable.Disk
}

func newWorld(t testing.TB, dir string) world {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return world{dir, &durable.Disk{Root: root}}
}

func (w world) write(t testing.TB, files map[string]string) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(w.dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns all files but those of the journal.
func (w world) read(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(w.dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(w.dir, p)
		if strings.HasPrefix(name, "journal") || durable.IsTemp(name) { // site.Open removes temporary files
			return nil
		}
		data, err := os.ReadFile(p)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (w world) open(t testing.TB) *Journal {
	t.Helper()
	j, found, err := Open(w.disk, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		t.Logf("found %v", d.Error())
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func options() Options {
	return Options{Dir: "journal", Conflicts: "conflict", Now: func() time.Time { return time.Unix(0, 0) }}
}

var (
	stateOld = map[string]string{"a.md": "one\ntwo\n", "b.md": "moved\n", "c.md": "moved and edited\n", "d.md": "goes\n", "big.bin": "binary"}
	stateNew = map[string]string{"a.md": "one\n2\n", "to/b.md": "moved\n", "c2.md": "moved and changed\n", "new/e.md": "fresh\n", "trash/big.bin": "binary"}
)

func h(s string) string { return durable.Hash([]byte(s)) }

// everything is a set from stateOld to stateNew.
func everything() change.Set {
	cut := func(text string, from, to int, by string) []change.Splice {
		return []change.Splice{change.Cut([]byte(text), from, to, []byte(by))}
	}
	return change.Set{Label: "Everything", Files: []change.File{
		{Path: "a.md", To: "a.md", Before: h("one\ntwo\n"), After: h("one\n2\n"), Splices: cut("one\ntwo\n", 4, 7, "2")},
		{Path: "b.md", To: "to/b.md", Before: h("moved\n"), After: h("moved\n")},
		{Path: "c.md", To: "c2.md", Before: h("moved and edited\n"), After: h("moved and changed\n"), Splices: cut("moved and edited\n", 10, 16, "changed")},
		{Path: "d.md", To: "d.md", Before: h("goes\n"), Splices: cut("goes\n", 0, 5, "")},
		{Path: "new/e.md", To: "new/e.md", After: h("fresh\n"), Splices: cut("", 0, 0, "fresh\n")},
		{Path: "big.bin", To: "trash/big.bin", Before: h("binary"), After: h("binary")},
	}}
}

func TestThereAndBack(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.write(t, stateOld)
	j := w.open(t)
	for i, step := range []struct {
		kind Kind
		set  change.Set
		want map[string]string
	}{
		{Do, everything(), stateNew},
		{Undo, everything().Invert(), stateOld},
		{Redo, everything(), stateNew},
		{Undo, everything().Invert(), stateOld},
	} {
		if _, err := j.Commit(step.kind, step.set); err != nil {
			t.Fatal(err)
		}
		if got := w.read(t); !maps.Equal(got, step.want) {
			t.Fatalf("step %d: got %q, want %q", i, got, step.want)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		j = w.open(t)
		if _, undo := j.LastDone(); undo != (step.kind != Undo) {
			t.Fatalf("step %d: after opening again there is undo: %v", i, undo)
		}
	}
}

// TestEveryFault lets each step of the big change fail in turn: the files and
// the history must be as before, or, past the point of no return, as after.
func TestEveryFault(t *testing.T) {
	for _, cause := range []error{syscall.ENOSPC, syscall.EIO, syscall.EACCES, syscall.EROFS, syscall.EMFILE} {
		failed := 0
		for n := 1; ; n++ {
			w := newWorld(t, t.TempDir())
			w.write(t, stateOld)
			j := w.open(t)
			calls := 0
			w.disk.Before = func(durable.Step, string) error {
				if calls++; calls == n {
					return cause
				}
				return nil
			}
			_, err := j.Commit(Do, everything())
			w.disk.Before = nil
			if err == nil {
				break
			}
			failed++
			want := stateOld
			if errors.Is(err, ErrUnconfirmed) || calls == 0 {
				want = stateNew
			}
			_, done := j.LastDone()
			if got := w.read(t); done && !errors.Is(err, ErrUnconfirmed) && !maps.Equal(got, stateNew) || !done && !maps.Equal(got, stateOld) {
				t.Fatalf("%v at %d (%v): got %q, want %q", cause, n, err, got, want)
			}
			j2 := w.open(t)
			if got := w.read(t); !maps.Equal(got, stateOld) && !maps.Equal(got, stateNew) {
				t.Fatalf("%v at %d (%v), opened again: got %q", cause, n, err, got)
			}
			if _, err := j2.Commit(Do, change.Set{}); err != nil {
				t.Fatal(err)
			}
		}
		if failed < 20 {
			t.Errorf("%v: only %d points", cause, failed)
		}
	}
}

func TestStale(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.write(t, stateOld)
	w.write(t, map[string]string{"c.md": "other\n"})
	want := w.read(t)
	j := w.open(t)
	if _, err := j.Commit(Do, everything()); !errors.Is(err, ErrStale) {
		t.Fatalf("got %v", err)
	}
	if got := w.read(t); !maps.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
