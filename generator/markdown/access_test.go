package markdown

import "testing"

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
