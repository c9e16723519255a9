package edit

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/block"
)

const renameAbout = `{"op":"rename","from":"content/about.md","to":"content/shop/us.md"}`

// editorOf opens a site with a hook before each step of a write.
func editorOf(t testing.TB, dir string, before func(durable.Step, string) error) (*site.Site, *Editor) {
	t.Helper()
	s, err := site.Open(dir, site.Options{Before: before})
	if err != nil {
		t.Fatal(err)
	}
	kinds, _ := block.LoadKinds(block.Builtin())
	return s, New(s, Options{Parser: block.NewParser(kinds), Kinds: kinds})
}

// TestKilledWhileRenaming kills a child at every step of a change of many
// files. After opening again the site must be wholly old or wholly new, without
// a temporary file, and undo must lead back to the old one.
func TestKilledWhileRenaming(t *testing.T) {
	if dir := os.Getenv("PW_EDIT_DIR"); dir != "" {
		renameUntilKilled(t, dir)
		return
	}
	old := open(t, village())
	before := old.files()
	old.apply(renameAbout)
	after := old.files()
	saw := map[string]int{}
	for n := 1; ; n++ {
		dir := t.TempDir()
		b := &bench{TB: t, dir: dir}
		for name, text := range village() {
			b.write(name, text)
		}
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWhileRenaming$", "-test.count=1")
		cmd.Env = append(os.Environ(), "PW_EDIT_DIR="+dir, "PW_EDIT_AT="+strconv.Itoa(n))
		out, err := cmd.CombinedOutput()
		if err == nil {
			if n < 30 {
				t.Errorf("only %d points", n)
			}
			break
		}
		if e := new(exec.ExitError); !errors.As(err, &e) || e.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("point %d: %v\n%s", n, err, out)
		}
		b.reopen()
		switch got := b.files(); {
		case maps.Equal(got, before):
			saw["old"]++
		case maps.Equal(got, after):
			saw["new"]++
			if b.undo(); !maps.Equal(b.files(), before) {
				t.Errorf("point %d: undone: %v", n, diff(before, b.files()))
			}
		default:
			t.Errorf("point %d: half a change: %v", n, diff(before, got))
		}
	}
	t.Logf("killed: %v", saw)
	if saw["old"] == 0 || saw["new"] == 0 {
		t.Errorf("the kills did not reach both sides: %v", saw)
	}
}

func renameUntilKilled(t *testing.T, dir string) {
	at, err := strconv.Atoi(os.Getenv("PW_EDIT_AT"))
	if err != nil {
		t.Fatal(err)
	}
	steps, armed := 0, false
	s, e := editorOf(t, dir, func(durable.Step, string) error {
		if steps++; armed && steps == at {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		return nil
	})
	defer s.Close()
	steps, armed = 0, true
	ops, err := DecodeOps(strings.NewReader(renameAbout))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Apply(t.Context(), ops, ApplyOptions{}); err != nil {
		t.Fatal(err)
	}
}

// TestSyncedBeforeTold looks at the order of the steps: when Apply returns, the
// new content, the journal and the folder were all made durable, in this order,
// and the exchange came after the first two.
func TestSyncedBeforeTold(t *testing.T) {
	var steps []string
	b := open(t, village())
	if err := b.site.Close(); err != nil {
		t.Fatal(err)
	}
	s, e := editorOf(t, b.dir, func(step durable.Step, name string) error {
		steps = append(steps, string(step)+" "+name)
		return nil
	})
	defer s.Close()
	steps = nil
	if _, err := e.Apply(t.Context(), b.ops(`{"op":"delete","page":"content/index.md","at":[0]}`), ApplyOptions{}); err != nil {
		t.Fatal(err)
	}
	const page, log = "content/index.md", ".pagewright/journal/changes.log"
	want := []string{"create " + page, "write " + page, "sync " + page, "append " + log, "log-sync " + log, "swap " + page, "remove " + page, "dir content", "done " + log}
	if strings.Join(steps, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(steps, "\n"))
	}
}

// TestFullDisk fills a real disk of 1 MB where one can be mounted, and always
// lets the system say so at each step: nothing is lost, nothing is told as
// saved, and with room again the work goes on.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err == nil {
		t.Cleanup(func() {
			if err := syscall.Unmount(dir, 0); err != nil {
				t.Error(err)
			}
		})
		fullDisk(t, dir)
	} else {
		t.Logf("no disk can be mounted (%v): injected faults only", err)
	}
	for n := 1; ; n++ {
		b := open(t, village())
		if err := b.site.Close(); err != nil {
			t.Fatal(err)
		}
		step, armed := 0, false
		s, e := editorOf(t, b.dir, func(durable.Step, string) error {
			if step++; armed && step == n {
				return syscall.ENOSPC
			}
			return nil
		})
		before := b.files()
		step, armed = 0, true
		_, err := e.Apply(t.Context(), b.ops(renameAbout), ApplyOptions{})
		reached := step >= n
		armed = false
		if !reached {
			_ = s.Close()
			break
		}
		if !is(err, "site-disk-full") && !is(err, "site-unconfirmed") && !strings.Contains(errText(err), "no space") {
			t.Fatalf("step %d: got %v", n, err)
		}
		if is(err, "site-disk-full") && !maps.Equal(b.files(), before) {
			t.Fatalf("step %d: not saved and yet changed: %v", n, diff(before, b.files()))
		}
		if is(err, "site-disk-full") {
			if _, err := e.Apply(t.Context(), b.ops(renameAbout), ApplyOptions{}); err != nil {
				t.Fatalf("step %d: with room again: %v", n, err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func fullDisk(t *testing.T, dir string) {
	b := &bench{TB: t, dir: dir}
	b.write("site.yaml", "title: T\n")
	b.write("content/index.md", "# Home\n\nwords\n")
	s, e := editorOf(t, dir, nil)
	defer s.Close()
	insert := func() error {
		_, err := e.Apply(t.Context(), []Op{{Op: "insert", Page: "content/index.md", At: []int{1}, Markdown: strings.Repeat("many words ", 2000)}}, ApplyOptions{})
		return err
	}
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 300_000), 0o644); err != nil {
		t.Fatal(err)
	}
	saved := 0
	for ; saved < 100; saved++ {
		before := b.read("content/index.md")
		if err := insert(); err != nil {
			if !is(err, "site-disk-full") || b.read("content/index.md") != before {
				t.Fatalf("full: got %v", err)
			}
			break
		}
	}
	if saved == 0 || saved == 100 {
		t.Fatalf("%d saved", saved)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if err := insert(); err != nil {
		t.Fatalf("with room again: %v", err)
	}
	for range saved + 1 {
		if _, err := e.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.read("content/index.md"); got != "# Home\n\nwords\n" {
		t.Errorf("undone: %d bytes", len(got))
	}
}
