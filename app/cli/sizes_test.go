package cli_test

import (
	"os"
	"path/filepath"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// sizes are the sizes of the starter's pictures, which are always the same.
// Making them takes most of the time of a story with the race detector in the
// program, so the stories that are not about them share what one has made.
type sizes struct {
	once  sync.Once
	files map[string][]byte
}

const sizesFolder = ".pagewright/cache/pictures"

// put: sizes DIR puts them into a new site.
func (s *sizes) put(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 || neg {
		ts.Fatalf("usage: sizes DIR")
	}
	s.once.Do(func() { s.make(ts) })
	if len(s.files) == 0 {
		ts.Fatalf("the story that should have made the sizes failed")
	}
	to := filepath.Join(ts.MkAbs(args[0]), sizesFolder)
	ts.Check(os.MkdirAll(to, 0o755))
	for name, data := range s.files {
		ts.Check(os.WriteFile(filepath.Join(to, name), data, 0o644))
	}
}

func (s *sizes) make(ts *testscript.TestScript) {
	dir := ts.MkAbs("sizes")
	ts.Check(ts.Exec("pagewright", "new", "--starter", "rosa", dir))
	ts.Check(ts.Exec("pagewright", "build", dir))
	from := filepath.Join(dir, sizesFolder)
	entries, err := os.ReadDir(from)
	ts.Check(err)
	files := map[string][]byte{}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(from, e.Name())); err != nil {
			ts.Fatalf("%v", err)
		}
	}
	ts.Check(os.RemoveAll(dir))
	s.files = files
}
