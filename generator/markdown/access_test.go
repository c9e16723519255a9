package markdown

import (
	"strings"
	"testing"
)

// The box of a task has what it says as its name; wide code can be scrolled by
// keyboard on the published page.
func TestAccess(t *testing.T) {
	const wide = "    for i := range ten { fmt.Println(i, i*i) }"
	word := func(key string, _ ...string) string { return "<" + key + ">" }
	for _, c := range []struct {
		writer       Writer
		source, want string
	}{
		{Writer{}, "- [x] buy *fresh*\n  \"milk\"", "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\" aria-label=\"buy fresh &quot;milk&quot;\"> buy <em>fresh</em>\n&quot;milk&quot;</li>\n</ul>"},
		{Writer{}, "- [ ] x\n  - [ ] y", "<ul>\n<li><input disabled=\"\" type=\"checkbox\" aria-label=\"x\"> x\n<ul>\n<li><input disabled=\"\" type=\"checkbox\" aria-label=\"y\"> y</li>\n</ul>\n</li>\n</ul>"},
		{Writer{Word: word}, wide, "<pre tabindex=\"0\" role=\"group\" aria-label=\"&lt;code&gt;\"><code>for i := range ten { fmt.Println(i, i*i) }\n</code></pre>"},
		{Writer{Word: word}, "    short", "<pre><code>short\n</code></pre>"},
		{Writer{Word: word, Canvas: true}, wide, "<pre><code>for i := range ten { fmt.Println(i, i*i) }\n</code></pre>"},
	} {
		if got := render(t, &c.writer, c.source); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.source, got, c.want)
		}
	}
}

// A table that is wider than a phone can be scrolled by keyboard; a small one is
// no stop on the way.
func TestWideTables(t *testing.T) {
	word := func(key string, _ ...string) string { return key }
	for columns, want := range map[int][2]string{3: {"<table>", "<table>"}, 4: {`<table class="table-wide" tabindex="0">`, `<table class="table-wide">`}} {
		source := strings.Repeat("| a ", columns) + "|\n" + strings.Repeat("|---", columns) + "|\n"
		for i, w := range []Writer{{Word: word}, {Word: word, Canvas: true}} {
			if got := render(t, &w, source); !strings.HasPrefix(got, want[i]+"\n") {
				t.Errorf("%d columns: %s", columns, got)
			}
		}
	}
}
