package journal

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/edit/change"
)

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
