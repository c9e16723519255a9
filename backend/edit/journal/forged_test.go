package journal

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pagewright/pagewright/backend/edit/change"
)

// A site from somebody else brings a log along whose sums are right and whose
// records this program never wrote. It opens, and nothing outside it changes.
func TestForgedLog(t *testing.T) {
	file := func(change func(*change.File)) change.File {
		f := everything().Files[0]
		change(&f)
		return f
	}
	fresh := func(path string) change.File {
		f := everything().Files[4]
		f.Path, f.To = path, path
		return f
	}
	good := record{Kind: Do, Set: everything()}
	for name, list := range map[string][]record{
		"more temporary files than files": {{Kind: Do, Set: everything(), Temps: make([]string, 99)}},
		"a temporary file that is none":   {{Kind: Do, Set: change.Set{Files: []change.File{fresh("n.md")}}, Temps: []string{"b.md"}}},
		"a way out":                       {{Kind: Do, Set: change.Set{Files: []change.File{everything().Files[0], fresh("../outside.md")}}}},
		"a way out of a temporary file":   {{Kind: Do, Set: change.Set{Files: []change.File{fresh("n.md")}}, Temps: []string{"../.pw-tmp-x"}}},
		"a path from the top":             {{Kind: Do, Set: change.Set{Files: []change.File{fresh("/tmp/outside.md")}}}},
		"a splice far out": {{Kind: Do, Set: change.Set{Files: []change.File{
			everything().Files[4], file(func(f *change.File) { f.Splices[0].At = math.MaxInt }),
		}}}},
		"steps that melt far out": {
			{Kind: Do, Set: change.Set{Join: "j", Files: []change.File{file(func(*change.File) {})}}},
			{Kind: Join, Set: change.Set{Join: "j", Files: []change.File{file(func(f *change.File) {
				f.Before, f.Splices[0].At = f.After, math.MaxInt
			})}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			above := t.TempDir()
			dir := filepath.Join(above, "site")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, dir)
			w.write(t, stateOld)
			w.write(t, map[string]string{"new/e.md": "fresh\n"}) // as if the change had begun
			log := []byte(magic)
			for _, r := range append(slices.Clone(list), good) {
				b, err := encode(r)
				if err != nil {
					t.Fatal(err)
				}
				log = append(log, b...)
			}
			for _, end := range []int{len(log), len(log) - len(mustEncode(t, good))} { // followed by another, and the last
				w.write(t, map[string]string{"journal/changes.log": string(log[:end])})
				j, _, err := Open(w.disk, Options{Dir: "journal", Conflicts: "conflicts"})
				if err != nil {
					t.Fatal(err)
				}
				if set, ok := j.LastDone(); ok {
					for _, f := range set.Invert().Files { // what Undo would do
						_, _ = f.Apply([]byte("one\ntwo\n"))
					}
				}
				if err := j.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if got := w.read(t)["b.md"]; got != stateOld["b.md"] {
				t.Errorf("a file went: %q", got)
			}
			entries, err := os.ReadDir(above)
			if err != nil || len(entries) != 1 {
				t.Errorf("outside: %v %v", entries, err)
			}
		})
	}
}

func mustEncode(t *testing.T, r record) []byte {
	t.Helper()
	b, err := encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
