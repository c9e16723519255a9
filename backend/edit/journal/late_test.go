package journal

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// heldOpen is a world with a page that another program has open to write into.
func heldOpen(t *testing.T) (world, *Journal, *os.File) {
	if runtime.GOOS == "windows" {
		t.Skip("there a file that is open does not go")
	}
	w := newWorld(t, t.TempDir())
	w.write(t, stateOld)
	j := w.open(t)
	theirs, err := os.OpenFile(filepath.Join(w.dir, "a.md"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = theirs.Close() })
	return w, j, theirs
}

// A program that had a page open writes into it after the change: its words are
// kept beside the page, by the next change, when the site is closed, or when it is
// opened again after it was closed, or killed, before they were written.
func TestWrittenIntoWhatWasDisplaced(t *testing.T) {
	for _, when := range []string{"next change", "close", "closed before", "killed before"} {
		w, j, theirs := heldOpen(t)
		if found, err := j.Commit(Do, everything()); err != nil || len(found) != 0 {
			t.Fatal(found, err)
		}
		if when == "closed before" {
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := theirs.WriteString("late words\n"); err != nil {
			t.Fatal(err)
		}
		var found []diag.Diag
		var err error
		switch when {
		case "next change":
			found, err = j.Commit(Do, change.Set{})
		case "close":
			err = j.Close()
		default:
			o := options()
			o.Finished = when == "closed before"
			j, found, err = Open(w.disk, o)
		}
		told := len(found) == 1 && found[0].Code == "edit-conflict-kept" && found[0].Where.Path == "a.md" && w.read(t)[found[0].Args["copy"]] == stateOld["a.md"]+"late words\n"
		if err != nil || told != (when != "close") {
			t.Errorf("%s: %v %v", when, found, err)
		}
		copies := 0
		for name, text := range w.read(t) {
			if strings.HasPrefix(name, "conflict/") && strings.HasSuffix(text, "late words\n") {
				copies++
			} else if want, ok := stateNew[name]; !ok || text != want {
				t.Errorf("%s: %s is %q", when, name, text)
			}
		}
		if copies != 1 {
			t.Errorf("%s: %d copies", when, copies)
		}
		if _, err := j.Commit(Do, change.Set{}); when != "close" && err != nil {
			t.Errorf("%s: %v", when, err)
		}
		if left, _ := os.ReadDir(filepath.Join(w.dir, "journal", lateDir)); when != "close" && len(left) != 0 {
			t.Errorf("%s: %v is left", when, left)
		}
	}
}

// On a full disk they can not be kept: no change is made then, and they are
// kept when there is room again.
func TestNoRoomForLateWords(t *testing.T) {
	w, j, theirs := heldOpen(t)
	if _, err := j.Commit(Do, everything()); err != nil {
		t.Fatal(err)
	}
	if _, err := theirs.WriteString("late words\n"); err != nil {
		t.Fatal(err)
	}
	w.disk.Before = func(step durable.Step, name string) error {
		if step == durable.StepSwap && strings.HasPrefix(name, "conflict/") {
			return syscall.ENOSPC
		}
		return nil
	}
	if found, err := j.Commit(Do, change.Set{}); !errors.Is(err, syscall.ENOSPC) || len(found) != 0 {
		t.Errorf("%v %v", found, err)
	}
	w.disk.Before = nil
	if found, err := j.Commit(Do, change.Set{}); err != nil || len(found) != 1 {
		t.Errorf("with room: %v %v", found, err)
	}
}
