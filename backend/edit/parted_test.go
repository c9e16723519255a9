package edit

import (
	"strings"
	"testing"
)

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

// TestBesideLists puts lists beside others: each stays a list of its own.
func TestBesideLists(t *testing.T) {
	for _, c := range []struct{ page, op, want string }{
		{"- a\n\nx\n", `{"op":"duplicate","page":"content/index.md","at":[0]}`, "- a\n\n* a\n\nx\n"},
		{"1. a\n   - b\n2. c\n", `{"op":"duplicate","page":"content/index.md","at":[0]}`, "1. a\n   - b\n2. c\n\n1) a\n   - b\n2) c\n"},
		{"- a\n", `{"op":"insert","page":"content/index.md","at":[1],"markdown":"- One\n- Two"}`, "- a\n\n* One\n* Two\n"},
		{"- a\n\n* b\n", `{"op":"insert","page":"content/index.md","at":[1],"markdown":"- __One__"}`, "- a\n\n+ __One__\n\n* b\n"},
		{"- a\n\nx\n\n- b\n", `{"op":"move","page":"content/index.md","from":[1],"to":[3]}`, "- a\n\n* b\n\nx\n"},
		{"- a\n\nx\n\n- b\n", `{"op":"move","page":"content/index.md","from":[2],"to":[1]}`, "- a\n\n* b\n\nx\n"},
		{"- a\n\nx\n\n- b\n", `{"op":"move","page":"content/index.md","from":[1],"to":[0]}`, "x\n\n- a\n\n* b\n"},
	} {
		b := open(t, map[string]string{"content/index.md": c.page})
		b.apply(strings.ReplaceAll(c.op, "\n", `\n`))
		if got := b.read("content/index.md"); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.op, c.page, got, c.want)
		}
		b.undo()
		if got := b.read("content/index.md"); got != c.page {
			t.Errorf("undone %q", got)
		}
	}
}
