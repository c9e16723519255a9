package colour

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// samples are texts in languages with rules of all shapes: groups, states
// within states, the same language again inside, other languages inside, either
// case, whole lines.
var samples = map[string]string{
	"go":         "// a\nfunc f(x []int) (n int, err error) {\n\tfor i := range x {\n\t\treturn 0, fmt.Errorf(\"%d\\n\", i) // b\n\t}\n\treturn 0x1F, `raw`\n}\n",
	"python":     "@d\ndef f(a, limit=1_000):\n    \"\"\"Doc.\"\"\"\n    for i in a:\n        raise ValueError(f\"x {i!r:>{w}}\")\n    return {'a': 1.5e3, **b}\n",
	"javascript": "export const f = async ({a, b = /x[/]y/gi}) => `t ${a + `n ${b}`}` // c\n/* d */ class A extends B { #p = 0n; get x() { return this?.y ?? null } }\n",
	"typescript": "interface A<T extends B> { readonly x?: T[]; }\ntype U = 'a' | 'b';\nabstract class C { private constructor(public d: number) { super() } }\n",
	"bash":       "#!/bin/sh\nset -eu\nfor f in \"$d\"/*.txt; do\n  [ \"$(wc -l < \"$f\")\" -gt 3 ] && echo \"${f%.*}: $((1 + 2))\" >&2\ndone\ncat <<EOF\n$x\nEOF\n",
	"html":       "<!doctype html>\n<p class=\"a\" data-x='1'>b &amp; c</p>\n<style>a{color:#fff}</style>\n<script>let x = '</p>';</script><!-- d -->\n",
	"css":        "@media (min-width: 40rem) { a:hover > b::before { color: #fff; margin: -1.5rem auto !important; content: \"\\201C\" } }\n",
	"json":       "{\"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"\\u00e9\"}}\n",
	"yaml":       "# a\nb: &x [1, 'two']\nc:\n  - *x\n  - |\n    text\n  - {d: ~}\n",
	"sql":        "SELECT a, COUNT(*) FROM \"t\" WHERE b LIKE 'x%' and c IS NOT NULL -- d\nGROUP BY a;\n",
	"php":        "<p><?php /* a */ echo \"x $y {$z['a']}\"; function f(int $a): ?string { return null; } ?></p>\n",
	"rust":       "fn main() -> Result<(), Box<dyn E>> { let x: &'a str = r#\"y\"#; println!(\"{x:?}\", 1_u8); }\n",
	"c":          "#include <stdio.h>\n#if 0\nint x;\n#endif\nint main(void) { printf(\"%d\\n\", 0xFFu); return 'a'; }\n",
	"markdown":   "# A\n\n*b* `c` [d](e)\n\n```go\nx := 1\n```\n",
	"diff":       "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n",
	"docker":     "FROM a AS b\nRUN echo \"$X\" && \\\n    ls\nCOPY --from=b . .\n",
	"toml":       "[a.b]\nc = 1979-05-27T07:32:00Z # d\ne = [1, \"two\"]\n",
	"vb.net":     "Public Sub F(ByVal x As Integer)\n  If x > 1 Then Return ' c\nEnd Sub\n",
	"make":       "A := $(shell ls)\nall: b\n\t@echo $@\n",
	"ruby":       "class A < B\n  def f(x:, **o) = puts \"#{x}\" if /y/i =~ %w[a b]\nend\n",
}

// The engine makes of a text what chroma makes of it: of whole texts, of torn
// ones and of ones where pieces changed places.
func TestEngine(t *testing.T) {
	for name, text := range samples {
		l := languages().Get(name)
		if l == nil {
			t.Fatalf("no language %s", name)
		}
		e := newEngine(lexers.Get(name), l)
		if e == nil {
			if name != "markdown" { // it is several lexers, which only chroma can run
				t.Errorf("%s is not run here", name)
			}
			continue
		}
		r := rand.New(rand.NewPCG(1, 2))
		for i := range 40 {
			got := byEngine(e, text)
			if want := byChroma(t, l, text); got != want {
				t.Fatalf("%s, text %d: %q\n got %s\nwant %s", name, i, text, got, want)
			}
			text = torn(r, samples[name])
		}
	}
}

// torn moves a piece of a text, drops one and puts strange bytes in.
func torn(r *rand.Rand, s string) string {
	cut := func() (string, string) { i := r.IntN(len(s) + 1); return s[:i], s[i:] }
	a, b := cut()
	s = b + a
	if a, b = cut(); len(b) > 0 {
		s = a + b[r.IntN(len(b)):]
	}
	a, b = cut()
	return a + []string{"", "\r\n", "\r", "é", "\xff", "\x00", "😀", "K", "\t"}[r.IntN(9)] + b
}

func byEngine(e *engine, text string) string {
	var s spans
	e.run(text, &s)
	return string(s.end())
}

func byChroma(t *testing.T, l chroma.Lexer, text string) string {
	t.Helper()
	next, err := l.Tokenise(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	var s spans
	s.all(next)
	return string(s.end())
}

// A rule that is not asked where it could begin is missed: the comparison of
// TestEngine would see it.
func TestEngineControl(t *testing.T) {
	e := newEngine(lexers.Get("go"), languages().Get("go"))
	e.state(root).ascii['f'] = nil
	if text := samples["go"]; byEngine(e, text) == byChroma(t, languages().Get("go"), text) {
		t.Error("nothing is missed")
	}
}

func TestBegins(t *testing.T) {
	for _, c := range []struct{ pattern, yes, no string }{
		{`(?m)(?:func|[0-9]+)`, "fF07", "ge. \n"},
		{`(?i)(?:select)`, "sS", "eE"},
		{`(?:\s+)`, " \n\t", "a."},
		{`(?:(?<!x)a|(?=b)[bc])`, "abc", "xd"},
		{`(?:\bif\b)`, "i", "a "},
		{`(?:[^"\\]+)`, "a ", "\"\\"},
	} {
		can := begins(c.pattern)
		if can == nil {
			t.Errorf("%s can begin with anything", c.pattern)
			continue
		}
		for _, r := range c.yes {
			if !can[r] {
				t.Errorf("%s can not begin with %q", c.pattern, r)
			}
		}
		for _, r := range c.no {
			if can[r] {
				t.Errorf("%s can begin with %q", c.pattern, r)
			}
		}
	}
	for _, any := range []string{`a*`, `(?=a)`, `^`, `(?:a?b?)`, `$`} {
		if begins(any) != nil {
			t.Errorf("%s can match nothing, and is not asked everywhere", any)
		}
	}
}

// lexerOf is a lexer of one rule.
func lexerOf(t *testing.T, r chroma.Rule) chroma.Lexer {
	t.Helper()
	l, err := chroma.NewLexer(&chroma.Config{Name: "one"}, func() chroma.Rules { return chroma.Rules{"root": {r}} })
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// FuzzEngine looks for texts of which the engine makes something else than they
// say: all of it is there, in its order.
func FuzzEngine(f *testing.F) {
	for name, text := range samples {
		f.Add(name, text)
	}
	p := NewPen(0)
	f.Fuzz(func(t *testing.T, name, text string) {
		html, ok := p.HTML(name, []byte(text))
		if !ok {
			return
		}
		plain := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD").Replace(strings.ToValidUTF8(text, ""))
		if got := textOf(string(html)); strings.TrimRight(strings.ReplaceAll(got, "\uFFFD", ""), "\n") != strings.TrimRight(strings.ReplaceAll(plain, "\uFFFD", ""), "\n") {
			t.Errorf("%s: %q became %q", name, plain, got)
		}
	})
}

// textOf is what a browser shows of spans.
func textOf(html string) string {
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(html, "<")
		b.WriteString(text)
		if !found {
			return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(b.String())
		}
		_, html, _ = strings.Cut(rest, ">")
	}
}
