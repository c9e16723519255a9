//go:build unix

package site

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A folder from somebody else has links where this program keeps its own files.
// None of them makes or changes anything outside.
func TestLinksInTheProgramsOwnFolder(t *testing.T) {
	for _, name := range []string{lockFile, ownerFile, Journal + "/changes.log", Journal, Private} {
		t.Run(name, func(t *testing.T) {
			dir, outside := folder(t), t.TempDir()
			link := filepath.Join(dir, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(link), 0o755), os.Symlink(filepath.Join(outside, "made"), link)); err != nil {
				t.Fatal(err)
			}
			if s, err := Open(dir, Options{}); err == nil { // it may be refused
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
			if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
				t.Errorf("made outside: %v %v", entries, err)
			}
		})
	}
}
