package edit

import "testing"

// TestBetweenLists takes away what parts two lists. Where Markdown would read
// them as one they become one; undo brings back every byte.
func TestBetweenLists(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"- a\n\nx\n\n- b\n- c\n\nend\n", "- a\n- b\n- c\n\nend\n"},
		{"- a\r\n\r\nx\r\n\r\n- b\r\n", "- a\r\n- b\r\n"},
		{"1. a\n\nx\n\n2. b\n", "1. a\n2. b\n"},
		{"- a\n\nx\n\n* b\n", "- a\n\n* b\n"},
		{"- a\n\nx\n\n1. b\n", "- a\n\n1. b\n"},
	} {
		b := open(t, map[string]string{"content/index.md": c.page})
		b.apply(`{"op":"delete","page":"content/index.md","at":[1]}`)
		if got := b.read("content/index.md"); got != c.want {
			t.Errorf("%q became %q, want %q", c.page, got, c.want)
		}
		b.undo()
		if got := b.read("content/index.md"); got != c.page {
			t.Errorf("undone %q", got)
		}
	}
}
