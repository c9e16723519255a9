package journal

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/site/durable"
)

// TestForeignBytesStay writes a file in the moment before the exchange: it is
// left as the other program made it, and the change is refused as a whole.
func TestForeignBytesStay(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.write(t, stateOld)
	j := w.open(t)
	w.disk.Before = func(step durable.Step, name string) error {
		if step == durable.StepSwap && name == "d.md" {
			w.write(t, map[string]string{"d.md": "from elsewhere"})
		}
		return nil
	}
	found, err := j.Commit(Do, everything())
	if !errors.Is(err, ErrStale) || len(found) != 0 {
		t.Fatalf("got %v, %v", found, err)
	}
	want := maps.Clone(stateOld)
	want["d.md"] = "from elsewhere"
	if got := w.read(t); !maps.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if _, done := j.LastDone(); done {
		t.Error("the change is in the history")
	}
	w.disk.Before = nil
	w.write(t, stateOld)
	if _, err := j.Commit(Do, everything()); err != nil {
		t.Errorf("the next change: %v", err)
	}
}

// TestForeignBytesAreKept writes into files after their exchange: the change
// stands or falls as a whole, and what was written is kept beside it.
func TestForeignBytesAreKept(t *testing.T) {
	for name, c := range map[string]struct {
		file string // what is written: what was displaced, or what took its place
		fail error  // what ends the change after that
		want map[string]string
	}{
		"by a program that had the old one open": {"", nil, stateNew},
		"and then the change is taken back":      {"a.md", syscall.EIO, stateOld},
		"into a file that moved, taken back":     {"c2.md", syscall.EIO, stateOld},
	} {
		w := newWorld(t, t.TempDir())
		w.write(t, stateOld)
		j := w.open(t)
		w.disk.Before = func(step durable.Step, name string) error {
			if step != durable.StepSwap || name != "new/e.md" {
				return nil
			}
			file := c.file
			if file == "" {
				file = w.displaced(t, "one\ntwo\n")
			}
			w.write(t, map[string]string{file: "from elsewhere"})
			return c.fail
		}
		found, err := j.Commit(Do, everything())
		if !errors.Is(err, c.fail) || len(found) != 1 || found[0].Code != "edit-conflict-kept" {
			t.Fatalf("%s: got %v, %v", name, found, err)
		}
		want := maps.Clone(c.want)
		want[found[0].Args["copy"]] = "from elsewhere"
		if got := w.read(t); !maps.Equal(got, want) {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

// displaced returns the temporary file that holds some content.
func (w world) displaced(t *testing.T, content string) string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(w.dir, durable.TempPrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		if data, err := os.ReadFile(p); err == nil && string(data) == content {
			return filepath.Base(p)
		}
	}
	t.Fatal("nothing was displaced")
	return ""
}
