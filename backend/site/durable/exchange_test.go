package durable

import (
	"errors"
	"os"
	"testing"
)

// two makes a folder with an old file and a new one under a temporary name.
func two(t *testing.T) (root *os.Root, from, to string) {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	from, to = TempName("page.md"), "page.md"
	if err := errors.Join(root.WriteFile(to, []byte("old"), 0o644), root.WriteFile(from, []byte("new"), 0o644)); err != nil {
		t.Fatal(err)
	}
	return root, from, to
}

func text(root *os.Root, name string) string {
	data, err := root.ReadFile(name)
	if err != nil {
		return "none"
	}
	return string(data)
}

// Whenever it is cut off there is a whole file, and the old bytes are under a
// name that is known.
func TestExchangeByLinkIsNeverBetween(t *testing.T) {
	for killed, want := range [][3]string{{"old", "new", "old"}, {"new", "none", "old"}, {"new", "old", "none"}} {
		root, from, to := two(t)
		calls := 0
		func() {
			defer func() { _ = recover() }()
			err := exchangeByLink(root, from, to, func(a, b string) error {
				if calls++; calls > killed {
					panic("killed")
				}
				return root.Rename(a, b)
			})
			if err != nil {
				t.Error(err)
			}
		}()
		if got := [3]string{text(root, to), text(root, from), text(root, Second(from))}; got != want {
			t.Errorf("killed after %d renames: %v, want %v", killed, got, want)
		}
	}
}

// A rename that fails leaves all as it was.
func TestExchangeByLinkFails(t *testing.T) {
	root, from, to := two(t)
	busy := errors.New("busy")
	if err := exchangeByLink(root, from, to, func(string, string) error { return busy }); !errors.Is(err, busy) {
		t.Error(err)
	}
	if got := [3]string{text(root, to), text(root, from), text(root, Second(from))}; got != [3]string{"old", "new", "none"} {
		t.Errorf("%v", got)
	}
}

// Where there are no second names the file is replaced in one step.
func TestExchangeByLinkWithoutLinks(t *testing.T) {
	root, from, to := two(t)
	if err := root.Mkdir(Second(from), 0o755); err != nil { // so that no link can be made
		t.Fatal(err)
	}
	if err := exchangeByLink(root, from, to, root.Rename); err != nil {
		t.Fatal(err)
	}
	if text(root, to) != "new" || text(root, from) != "none" {
		t.Errorf("%s %s", text(root, to), text(root, from))
	}
}
