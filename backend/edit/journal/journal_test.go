package journal

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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

// TestKilledEverywhere kills a child process at each step in turn; after
// TestTornLog cuts the log at every byte: what is read is a beginning of the
// history, and opening never fails.
func TestTornLog(t *testing.T) {
	w := newWorld(t, t.TempDir())
	j := w.open(t)
	for i := range 4 {
		text := fmt.Sprintf("page %d\n", i)
		set := change.Set{Label: strconv.Itoa(i), Files: []change.File{{
			Path: "p.md", To: "p.md", After: h(text), Splices: []change.Splice{change.Cut(nil, 0, 0, []byte(text))},
		}}}
		if i > 0 {
			before := fmt.Sprintf("page %d\n", i-1)
			set.Files[0].Before = h(before)
			set.Files[0].Splices = []change.Splice{change.Cut([]byte(before), 0, len(before), []byte(text))}
		}
		if _, err := j.Commit(Do, set); err != nil {
			t.Fatal(err)
		}
	}
	log, err := os.ReadFile(filepath.Join(w.dir, "journal", logName))
	if err != nil {
		t.Fatal(err)
	}
	full, _, _, _ := readAll(log)
	for n := range log {
		list, _, end, damaged := readAll(log[:n])
		if damaged || end > n || len(list) > len(full) {
			t.Fatalf("cut at %d: damaged %v, end %d", n, damaged, end)
		}
	}
	for n := range log { // each byte damaged: found out, or the record is not read
		bad := slices.Clone(log)
		bad[n] ^= 0x10
		list, _, _, _ := readAll(bad)
		if len(list) >= len(full) {
			t.Fatalf("a changed byte at %d was not noticed", n)
		}
	}
}

func TestDamagedLogIsKept(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.write(t, stateOld)
	j := w.open(t)
	for _, s := range []struct {
		kind Kind
		set  change.Set
	}{{Do, everything()}, {Undo, everything().Invert()}} {
		if _, err := j.Commit(s.kind, s.set); err != nil {
			t.Fatal(err)
		}
	}
	name := filepath.Join(w.dir, "journal", logName)
	log, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	log[len(magic)+20] ^= 1
	if err := os.WriteFile(name, log, 0o644); err != nil {
		t.Fatal(err)
	}
	j, found, err := Open(w.disk, options())
	if err != nil || len(found) != 1 || found[0].Code != "edit-journal-damaged" {
		t.Fatalf("got %v, %v", found, err)
	}
	kept, err := os.ReadFile(filepath.Join(w.dir, found[0].Where.Path))
	if err != nil || !slices.Equal(kept, log) {
		t.Fatalf("the damaged log is not kept: %v", err)
	}
	if _, err := j.Commit(Do, everything()); err != nil {
		t.Fatal(err)
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

func TestShorten(t *testing.T) {
	w := newWorld(t, t.TempDir())
	o := options()
	o.MaxBytes = 4000
	j, _, err := Open(w.disk, o)
	if err != nil {
		t.Fatal(err)
	}
	before := ""
	longest := int64(0)
	for i := range 40 {
		longest = max(longest, j.size)
		text := strings.Repeat(strconv.Itoa(i%10), 100)
		f := change.File{Path: "p.md", To: "p.md", After: h(text), Splices: []change.Splice{change.Cut([]byte(before), 0, len(before), []byte(text))}}
		if before != "" {
			f.Before = h(before)
		}
		if _, err := j.Commit(Do, change.Set{Label: strconv.Itoa(i), Files: []change.File{f}}); err != nil {
			t.Fatal(err)
		}
		before = text
	}
	if longest > 5*o.MaxBytes || longest < 3*o.MaxBytes {
		t.Errorf("while it was open the log had %d bytes", longest)
	}
	for range 2 {
		set, _ := j.LastDone()
		if _, err := j.Commit(Undo, set.Invert()); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, _, err = Open(w.disk, o)
	if err != nil {
		t.Fatal(err)
	}
	done, _ := j.LastDone()
	undone, _ := j.LastUndone()
	if j.size > o.MaxBytes || done.Label != "37" || undone.Label != "38" || len(j.redo) != 2 || len(j.undo) < 3 {
		t.Errorf("size %d, last done %s, last undone %s, redo %d, undo %d", j.size, done.Label, undone.Label, len(j.redo), len(j.undo))
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if j, _, err = Open(w.disk, o); err != nil || len(j.redo) != 2 {
		t.Errorf("opened twice: %v", err)
	}
}
