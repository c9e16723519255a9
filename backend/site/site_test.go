package site

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

func folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, Settings, "title: T\n")
	write(t, dir, "content/index.md", "# Home\n")
	return dir
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t testing.TB, dir string, o Options) *Site {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func codeOf(err error) string {
	if d := new(diag.Diag); errors.As(err, &d) {
		return d.Code
	}
	return ""
}

func TestMissing(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if _, err := Open(dir, Options{}); codeOf(err) != "site-missing" {
			t.Errorf("got %v", err)
		}
	}
}

func TestSecondWindowIsTold(t *testing.T) {
	dir := folder(t)
	since := time.Date(2026, 5, 3, 14, 2, 0, 0, time.UTC)
	first := mustOpen(t, dir, Options{Now: func() time.Time { return since }})
	_, err := Open(dir, Options{})
	d := new(diag.Diag)
	if !errors.As(err, &d) || d.Code != "site-locked" || d.Args["pid"] != strconv.Itoa(os.Getpid()) || d.Args["since"] != since.Local().Format("2 January 2006, 15:04") || d.Args["host"] == "" {
		t.Fatalf("got %v %v", err, d.Args)
	}
	if s := mustOpen(t, dir, Options{ReadOnly: true}); codeOf(s.Writable()) != "site-read-only" {
		t.Error("it may be looked at, and only looked at")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, dir, Options{})
}

// TestKilledOwner opens a site whose owner was killed: the lock went with it.
func TestKilledOwner(t *testing.T) {
	if dir := os.Getenv("PW_LOCK_DIR"); dir != "" {
		mustOpen(t, dir, Options{})
		write(t, dir, "content/"+durable.TempPrefix+"left", "half of a")
		_, _ = os.Stdout.WriteString("open\n")
		_, _ = os.Stdin.Read(make([]byte, 1)) // until it is killed
		return
	}
	dir := folder(t)
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledOwner$", "-test.count=1")
	cmd.Env = append(os.Environ(), "PW_LOCK_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil { // nobody writes to it
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, Options{})
	if d := new(diag.Diag); !errors.As(err, &d) || d.Args["pid"] != strconv.Itoa(cmd.Process.Pid) {
		t.Errorf("while it runs: got %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	mustOpen(t, dir, Options{})
	if left, _ := filepath.Glob(filepath.Join(dir, "content", durable.TempPrefix+"*")); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestOutsideStaysOutside(t *testing.T) {
	dir := folder(t)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := errors.Join(os.WriteFile(secret, []byte("secret"), 0o644), os.Symlink(secret, filepath.Join(dir, "content", "link.md"))); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, dir, Options{})
	for _, name := range []string{"content/link.md", "../secret", "content/../../x"} {
		if data, found, _ := s.Disk.Read(name); found {
			t.Errorf("%s: read %q", name, data)
		}
	}
	if err := s.Disk.Write("../out", []byte("x")); err == nil {
		t.Error("written outside")
	}
}

func TestCompare(t *testing.T) {
	dir := folder(t)
	for i := range 50 {
		write(t, dir, "content/p"+strconv.Itoa(i)+".md", "x")
	}
	s := mustOpen(t, dir, Options{})
	look := func(want ...string) {
		t.Helper()
		got, err := s.Compare()
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("got %v, %v, want %v", got, err, want)
		}
	}
	if _, err := s.Compare(); err != nil {
		t.Fatal(err)
	}
	look()
	write(t, dir, "content/index.md", "changed elsewhere")
	write(t, dir, "content/.hidden.md", "x")
	write(t, dir, "notes.txt", "x")
	write(t, dir, "content/"+durable.TempPrefix+"1", "x")
	look("content/index.md")
	if err := s.Disk.Write("content/index.md", []byte("mine")); err != nil {
		t.Fatal(err)
	}
	s.Wrote("content/index.md", durable.Hash([]byte("mine")))
	look()
	write(t, dir, "content/index.md", "elsewhere again")
	look("content/index.md")
	if err := os.Remove(filepath.Join(dir, "content/p1.md")); err != nil {
		t.Fatal(err)
	}
	look("content/p1.md")
	// A third of the pages at once is no deletion that a person made.
	for i := 2; i < 30; i++ {
		if err := os.Remove(filepath.Join(dir, "content/p"+strconv.Itoa(i)+".md")); err != nil {
			t.Fatal(err)
		}
	}
	look()
	if codeOf(s.Writable()) != "site-files-vanished" || s.Guard().Args["gone"] != "28" {
		t.Errorf("guard: %v", s.Guard())
	}
	for i := 2; i < 30; i++ {
		write(t, dir, "content/p"+strconv.Itoa(i)+".md", "x")
	}
	if _, err := s.Compare(); err != nil || s.Writable() != nil {
		t.Errorf("they are back: %v", s.Writable())
	}
	for i := 2; i < 30; i++ {
		if err := os.Remove(filepath.Join(dir, "content/p"+strconv.Itoa(i)+".md")); err != nil {
			t.Fatal(err)
		}
	}
	look()
	s.AcceptLoss()
	if s.Writable() != nil {
		t.Errorf("accepted: %v", s.Writable())
	}
	look()
}

// TestWatch has files changed in the ways in which editors save.
func TestWatch(t *testing.T) {
	for name, poll := range map[string]time.Duration{"hints": time.Hour, "polling": 20 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			s := mustOpen(t, dir, Options{Poll: poll})
			ctx, stop := context.WithCancel(t.Context())
			news := make(chan []string, 100)
			ended := make(chan error, 1)
			go func() { ended <- s.Watch(ctx, func(paths []string) { news <- paths }) }()
			// A file that tells when the watch has begun.
			expect := func(name string, change func()) {
				t.Helper()
				deadline := time.After(2 * time.Minute) // far more than the busiest machine takes
				change()
				for {
					select {
					case paths := <-news:
						if slices.Contains(paths, name) {
							return
						}
					case <-deadline:
						t.Fatalf("%s: no news", name)
					}
				}
			}
			begun := time.NewTicker(50 * time.Millisecond)
			defer begun.Stop()
			never := time.After(2 * time.Minute)
			for i, ok := 0, false; !ok; i++ {
				write(t, dir, "content/begin.md", strings.Repeat("x", i))
				select {
				case <-news:
					ok = true
				case <-begun.C:
				case <-never:
					t.Fatal("no news at all: this computer watches no more folders, or the watch is broken")
				}
			}
			page := filepath.Join(dir, "content/index.md")
			expect("content/index.md", func() { write(t, dir, "content/index.md", "in place") })
			expect("content/index.md", func() {
				write(t, dir, "content/.index.md.swp", "by rename")
				if err := os.Rename(filepath.Join(dir, "content/.index.md.swp"), page); err != nil {
					t.Error(err)
				}
			})
			expect("content/new/deep/page.md", func() { write(t, dir, "content/new/deep/page.md", "in a new folder") })
			expect("content/new/deep/page.md", func() { write(t, dir, "content/new/deep/page.md", "and again") })
			expect("site.yaml", func() { write(t, dir, "site.yaml", "title: Other\n") })
			expect("content/index.md", func() {
				if err := os.Remove(page); err != nil {
					t.Error(err)
				}
			})
			stop()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("ended with %v", err)
			}
		})
	}
}
