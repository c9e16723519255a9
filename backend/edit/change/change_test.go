package change

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"pgregory.net/rapid"
)

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// anyFile draws a content and a change of it.
func anyFile(t *rapid.T, content []byte, label string) (File, []byte) {
	f := File{Path: "a", To: "a", Before: hash(content)}
	for range rapid.IntRange(1, 4).Draw(t, label) {
		start := rapid.IntRange(0, len(content)).Draw(t, "start")
		end := rapid.IntRange(start, len(content)).Draw(t, "end")
		s := Cut(content, start, end, []byte(rapid.StringN(0, 8, 12).Draw(t, "text")))
		f.Splices = append(f.Splices, s)
		content, _ = s.Apply(content)
	}
	f.After = hash(content)
	return f, content
}

// TestLaws: the inverse takes back, joining two is doing both, and what was
// joined can be taken back at once.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := []byte(rapid.StringN(0, 60, 120).Draw(t, "content"))
		f, second := anyFile(t, first, "first")
		if got, ok := f.Invert().Apply(second); !ok || !bytes.Equal(got, first) {
			t.Fatalf("taken back: %q, want %q", got, first)
		}
		g, third := anyFile(t, second, "second")
		a, b := Set{Join: "x", Files: []File{f}}, Set{Join: "x", Files: []File{g}}
		if !a.CanJoin(b) {
			t.Fatal("they do not join")
		}
		joined := a.Joined(b)
		if got, ok := joined.Files[0].Apply(first); !ok || !bytes.Equal(got, third) {
			t.Fatalf("joined: %q, want %q", got, third)
		}
		if got, ok := joined.Invert().Files[0].Apply(third); !ok || !bytes.Equal(got, first) {
			t.Fatalf("joined and taken back: %q, want %q", got, first)
		}
		if joined.Files[0].After != g.After || len(a.Files[0].Splices) != len(f.Splices) {
			t.Fatal("joining changed the first, or has a wrong hash")
		}
	})
}

func TestCanJoin(t *testing.T) {
	f := File{Path: "a", To: "a", Before: "1", After: "2"}
	a := Set{Join: "x", Files: []File{f}}
	for name, b := range map[string]Set{
		"other join":   {Join: "y", Files: []File{{Path: "a", To: "a", Before: "2"}}},
		"no join":      {Files: []File{{Path: "a", To: "a", Before: "2"}}},
		"other file":   {Join: "x", Files: []File{{Path: "b", To: "b", Before: "2"}}},
		"not the next": {Join: "x", Files: []File{{Path: "a", To: "a", Before: "3"}}},
		"a move":       {Join: "x", Files: []File{{Path: "a", To: "b", Before: "2"}}},
		"more files":   {Join: "x", Files: []File{{Path: "a", To: "a", Before: "2"}, {Path: "b", To: "b"}}},
	} {
		if a.CanJoin(b) {
			t.Errorf("%s: they join", name)
		}
	}
}

func TestRebase(t *testing.T) {
	before := []byte("# Title\n\nThe first paragraph of this page.\n\nThe second paragraph of this page.\n")
	at := bytes.Index(before, []byte("second"))
	f := File{Path: "a", To: "a", Before: hash(before), Splices: []Splice{Cut(before, at, at+6, []byte("last"))}}
	for name, c := range map[string]struct{ now, want string }{
		"text before":    {"# Another title\n\nMore.\n\nThe first paragraph of this page.\n\nThe second paragraph of this page.\n", "# Another title\n\nMore.\n\nThe first paragraph of this page.\n\nThe last paragraph of this page.\n"},
		"edge edited":    {"# Title\n\nThe 1st.\n\nThe second paragraph of this page. Yes.\n", "# Title\n\nThe 1st.\n\nThe last paragraph of this page. Yes.\n"},
		"gone":           {"# Title\n\nThe first paragraph of this page.\n", ""},
		"there twice":    {"x\n\nThe second paragraph of this page.\n\ny\n\nThe second paragraph of this page.\n", ""},
		"changed itself": {"# Title\n\nThe first paragraph of this page.\n\nThe 2nd paragraph of this page.\n", ""},
	} {
		got, ok := f.Rebase([]byte(c.now), hash)
		if ok != (c.want != "") {
			t.Errorf("%s: ok is %v", name, ok)
			continue
		}
		if !ok {
			continue
		}
		after, done := got.Apply([]byte(c.now))
		if !done || string(after) != c.want || got.Before != hash([]byte(c.now)) || got.After != hash(after) {
			t.Errorf("%s: got %q, want %q", name, after, c.want)
		}
	}
}
