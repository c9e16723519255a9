package markdown

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

// What we write otherwise than the specification, and mean to: ids of headings,
// how pictures load, refused schemes, captions, escaping of quotes.
var ours = []struct {
	find *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(<h[1-6]) id="[^"]*"`), "$1"},
	{regexp.MustCompile(` loading="lazy" decoding="async"`), ""},
	{regexp.MustCompile(` ?/>`), ">"},
	{regexp.MustCompile(`<figure class="image">(<img [^>]*?)><figcaption>(.*?)</figcaption></figure>`), `<p>$1 title="$2"></p>`},
}

// All examples are as the specification says, but those that our extensions
// read otherwise.
func TestSpec(t *testing.T) {
	extended := map[int]string{
		598: "a scheme that is refused", 599: "a scheme that is refused",
		601: "a scheme that is refused", 608: "a bare address", 611: "a bare address", 612: "a bare address",
	}
	var examples []struct {
		Markdown, HTML string
		Example        int
	}
	raw, err := os.ReadFile("../block/testdata/commonmark/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &examples); err != nil {
		t.Fatal(err)
	}
	p, r := NewParser(nil), NewRenderer()
	var w Writer
	passed := 0
	for _, e := range examples {
		w.Reset()
		if err := r.Render(&w, []byte(e.Markdown), p.Parse([]byte(e.Markdown), 0)); err != nil {
			t.Fatal(err)
		}
		got, want := string(w.Bytes()), e.HTML
		for _, o := range ours {
			got, want = o.find.ReplaceAllString(got, o.with), o.find.ReplaceAllString(want, o.with)
		}
		if got == want {
			passed++
		} else if _, ok := extended[e.Example]; ok {
			delete(extended, e.Example)
		} else {
			t.Errorf("example %d: %q\n got %s\nwant %s", e.Example, e.Markdown, got, want)
		}
	}
	t.Logf("%d of %d", passed, len(examples))
	if len(extended) > 0 {
		t.Errorf("these are as the specification says after all: %v", extended)
	}
}

func render(t testing.TB, w *Writer, source string) string {
	t.Helper()
	w.Truncate(0)
	if err := NewRenderer().Render(w, []byte(source), NewParser(nil).Parse([]byte(source), 0)); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(w.Bytes()))
}

func TestRender(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"~~a~~ b", `<p><del>a</del> b</p>`},
		{"# A {.big #top lang=de onclick=x style=y data-z=1}", `<h1 class="big" id="top" lang="de">A</h1>`},
		{"[a](javascript:alert(1))", `<p><a href="#">a</a></p>`},
		{"[a](tel:+4912345)", `<p><a href="tel:+4912345">a</a></p>`},
		{"[a](b \"c \\\" & d\")", `<p><a href="b" title="c &quot; &amp; d">a</a></p>`},
		{"![a *b* `c`](d.png)", `<p><img src="d.png" alt="a b c" loading="lazy" decoding="async"></p>`},
		{"![a](data:image/png;base64,xx)", `<p><img src="data:image/png;base64,xx" alt="a" loading="lazy" decoding="async"></p>`},
		{"![a](data:image/svg+xml,xx)", `<p><img src="" alt="a" loading="lazy" decoding="async"></p>`},
		{"![a](b 'c') d", `<p><img src="b" alt="a" title="c" loading="lazy" decoding="async"> d</p>`},
		{"![&amp;lt; \\&amp; &copy; \\*](b \"&quot;\\&lt;\") c", `<p><img src="b" alt="&amp;lt; &amp;amp; © *" title="&quot;&amp;lt;" loading="lazy" decoding="async"> c</p>`},
		{"![a](b 'c')", `<figure class="image"><img src="b" alt="a" loading="lazy" decoding="async"><figcaption>c</figcaption></figure>`},
		{"a\nb\\\nc", "<p>a\nb<br>\nc</p>"},
		{"a <b onclick=x>", "<p>a <b onclick=x></p>"},
		{"```go {x}\na<b\n```", "<pre><code class=\"language-go\">a&lt;b\n</code></pre>"},
		{"```\"><x\na\n```", "<pre><code class=\"language-&quot;&gt;&lt;x\">a\n</code></pre>"},
		{"| a |\n|:-:|\n| b |", "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"center\">b</td>\n</tr>\n</tbody>\n</table>"},
		{"- [x] a", "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\" aria-label=\"a\"> a</li>\n</ul>"},
	} {
		if got := render(t, &Writer{}, c.source); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.source, got, c.want)
		}
	}
}

func TestRenderCanvas(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"a\nb", "<p>a b</p>"},
		{"a <b>x</b><br><KBD>y</KBD>", `<p>a <code class="pw-inert">&lt;b&gt;</code>x<code class="pw-inert">&lt;/b&gt;</code><br><KBD>y</KBD></p>`},
		{"<script>\nx\n</script>", "<div class=\"pw-inert\"><pre>&lt;script&gt;\nx\n&lt;/script&gt;</pre></div>"},
		{"![a](b)", `<p><img src="b" alt="a" loading="lazy" decoding="async" data-pw-missing></p>`},
	} {
		if got := render(t, &Writer{Canvas: true}, c.source); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.source, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	var ids IDs
	ids.Take("taken")
	for _, c := range []struct{ words, want string }{
		{"Opening hours!", "opening-hours"}, {"Opening hours", "opening-hours-1"}, {"Opening hours?", "opening-hours-2"},
		{"Über uns", "über-uns"}, {"日本語", "日本語"}, {"C++ & Go", "c--go"}, {"...", "section"}, {"", "section-1"}, {"Taken", "taken-1"}, {"a_b-c 1", "a_b-c-1"},
	} {
		if got := ids.Make(c.words); got != c.want {
			t.Errorf("%q: %q, want %q", c.words, got, c.want)
		}
	}
}
