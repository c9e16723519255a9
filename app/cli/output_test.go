package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// More folders than are held open, from several goroutines, again and after
// they were taken away: every file is where its path says.
func TestOutput(t *testing.T) {
	dir := t.TempDir()
	o, err := openOutput(filepath.Join(t.TempDir(), "site"), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := o.close(); err != nil {
			t.Error(err)
		}
	}()
	paths := []string{"index.html", "one/index.html"}
	for i := range maxOpen + 3 {
		paths = append(paths, fmt.Sprintf("many/%d/deep/index.html", i), fmt.Sprintf("many/%d/index.html", i))
	}
	for round := range 2 {
		for again := range 2 {
			content := fmt.Sprint(round, again)
			each(t, paths, func(path string) error { return o.Write(path, []byte(content)) })
			for _, path := range paths {
				if data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path))); err != nil || string(data) != content {
					t.Fatalf("%s: %q, %v", path, data, err)
				}
			}
		}
		for _, path := range paths {
			if err := o.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Fatalf("left: %v, %v", left, err)
		}
	}
}

// each calls f for all paths at once.
func each(t *testing.T, paths []string, f func(path string) error) {
	t.Helper()
	var wait sync.WaitGroup
	for _, path := range paths {
		wait.Go(func() {
			if err := f(path); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}
