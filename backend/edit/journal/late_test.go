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
)

// A program that had a page open writes into it after the change: its words are
// kept beside the page, by the next change or when the site is closed.
func TestWrittenIntoWhatWasDisplaced(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a file that is open does not go")
	}
	for _, close := range []bool{false, true} {
		w := newWorld(t, t.TempDir())
		w.write(t, stateOld)
		j := w.open(t)
		theirs, err := os.OpenFile(filepath.Join(w.dir, "a.md"), os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := j.Commit(Do, everything()); err != nil || len(found) != 0 {
			t.Fatal(found, err)
		}
		if _, err := theirs.WriteString("late words\n"); err != nil {
			t.Fatal(err)
		}
		if err := theirs.Close(); err != nil {
			t.Fatal(err)
		}
		if close {
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		} else if found, err := j.Commit(Do, change.Set{}); err != nil || len(found) != 1 || found[0].Where.Path != "a.md" || w.read(t)[found[0].Args["copy"]] != stateOld["a.md"]+"late words\n" {
			t.Errorf("%v %v", found, err)
		}
		copies := 0
		for name, text := range w.read(t) {
			if strings.HasPrefix(name, "conflict/") && strings.HasSuffix(text, "late words\n") {
				copies++
			} else if want, ok := stateNew[name]; !ok || text != want {
				t.Errorf("%s is %q", name, text)
			}
		}
		if copies != 1 || len(j.late) != 0 {
			t.Errorf("%d copies, %d files are held", copies, len(j.late))
		}
	}
}

// On a full disk they can not be kept: no change is made then, and they are
// kept when there is room again.
func TestNoRoomForLateWords(t *testing.T) {
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
	defer theirs.Close()
	if _, err := j.Commit(Do, everything()); err != nil {
		t.Fatal(err)
	}
	if _, err := theirs.WriteString("late words\n"); err != nil {
		t.Fatal(err)
	}
	w.disk.Before = func(step durable.Step, _ string) error {
		if step == durable.StepWrite {
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
