package inode

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A file that takes the place of another of the same size is another one.
func TestOf(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the number is not known")
	}
	dir := t.TempDir()
	of := func(name string) uint64 {
		t.Helper()
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return Of(info)
	}
	for _, name := range []string{"a", "b"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("same"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a, b := of("a"), of("b")
	if err := os.Rename(filepath.Join(dir, "b"), filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	if a == 0 || a == b || of("a") != b {
		t.Errorf("%d, %d, then %d", a, b, of("a"))
	}
}
