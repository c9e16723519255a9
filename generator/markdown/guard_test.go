package markdown

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// slow are sources made to take long, each of n bytes or so.
var slow = map[string]func(n int) string{
	"quotes":            func(n int) string { return strings.Repeat(">", n) },
	"quotes-spaced":     func(n int) string { return strings.Repeat("> ", n/2) },
	"quotes-lines":      func(n int) string { return strings.Repeat(strings.Repeat("> ", 99)+"a\n", n/200) },
	"list-one-line":     func(n int) string { return strings.Repeat("- ", n/2) + "a" },
	"list-ordered-line": func(n int) string { return strings.Repeat("1. ", n/3) + "a" },
	"list-nested":       nested,
	"list-mixed":        func(n int) string { return strings.Repeat("> - ", n/4) + "a" },
	"list-in-bounds":    func(n int) string { return strings.Repeat(nested(9000), n/9000) },
	"list-flat":         func(n int) string { return strings.Repeat("- a\n", n/4) },
	"backticks":         backticks,
	"stars":             func(n int) string { return strings.Repeat("*", n) },
	"stars-words":       func(n int) string { return strings.Repeat("*a ", n/3) },
	"stars-both":        func(n int) string { return strings.Repeat("**a *b ", n/7) },
	"underscores":       func(n int) string { return strings.Repeat("_a ", n/3) },
	"tildes":            func(n int) string { return strings.Repeat("~~a ~", n/5) },
	"brackets":          func(n int) string { return strings.Repeat("[", n) },
	"brackets-closed":   func(n int) string { return strings.Repeat("[a]", n/3) },
	"brackets-nested":   func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"links-open":        func(n int) string { return strings.Repeat("[a](", n/4) },
	"links-angle":       func(n int) string { return strings.Repeat("[a](<b", n/6) },
	"links-title":       func(n int) string { return strings.Repeat("[a](b \"", n/7) },
	"images":            func(n int) string { return strings.Repeat("![[]()", n/6) },
	"angles":            func(n int) string { return strings.Repeat("<", n) },
	"tags-open":         func(n int) string { return strings.Repeat("<a b=", n/5) },
	"comments":          func(n int) string { return strings.Repeat("a <!-- ", n/7) },
	"processing":        func(n int) string { return strings.Repeat("a <? ", n/5) },
	"cdata":             func(n int) string { return strings.Repeat("a <![CDATA[", n/11) },
	"entities":          func(n int) string { return strings.Repeat("&amp;&x", n/7) },
	"references":        func(n int) string { return strings.Repeat("[a]: /b\n", n/8) },
	"references-open":   func(n int) string { return strings.Repeat("[a]: (\n", n/7) },
	"footnotes":         func(n int) string { return strings.Repeat("[^a]: b\n", n/8) + "[^a]" },
	"footnote-links":    footnoteLinks,
	"directives":        func(n int) string { return strings.Repeat(":::a\n", n/5) },
	"directives-raw":    func(n int) string { return strings.Repeat(":::raw\n", n/7) },
	"directives-closed": func(n int) string { return strings.Repeat(":::a\n", n/9) + strings.Repeat(":::\n", n/9) },
	"tables":            func(n int) string { return "|a\n|-\n" + strings.Repeat("|b|c|d|e|f\n", n/11) },
	"table-wide":        func(n int) string { return strings.Repeat("|a", n/4) + "\n" + strings.Repeat("|-", n/4) + "\n" },
	"tables-no":         func(n int) string { return strings.Repeat("a|b\n-\n", n/6) },
	"headings":          func(n int) string { return strings.Repeat("# a\n", n/4) },
	"attributes":        func(n int) string { return "# " + strings.Repeat("{a ", n/3) + "\n" },
	"addresses":         func(n int) string { return strings.Repeat("http://a.b/(", n/12) },
	"emails":            func(n int) string { return strings.Repeat("a@b.", n/4) },
	"definitions":       func(n int) string { return strings.Repeat("a\n: b\n", n/6) },
	"definitions-deep":  func(n int) string { return "a\n" + strings.Repeat(": ", n/2) + "b\n" },
	"escapes":           func(n int) string { return strings.Repeat(`\*`, n/2) },
	"breaks":            func(n int) string { return strings.Repeat("a  \n", n/4) },
	"one-word":          func(n int) string { return strings.Repeat("a", n) },
	"blank":             func(n int) string { return strings.Repeat("\n", n) },
	"spaces":            func(n int) string { return strings.Repeat(" ", n) + "a" },
	"tabs":              func(n int) string { return strings.Repeat("\t", n) + "a" },
	"code":              func(n int) string { return "```\n" + strings.Repeat("- - x\n", n/6) },
}

func nested(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n && i < 95_000; i++ {
		b.WriteString(strings.Repeat("  ", i%95) + "- a\n")
	}
	return b.String()
}

func backticks(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString("e" + strings.Repeat("`", i))
	}
	return b.String()
}

func footnoteLinks(n int) string {
	return strings.Repeat("[^a] ", n/5) + "\n\n[^a]: b\n"
}

// No page of 200 KB, however it is made, hangs: what would is refused before.
// Without a bound some of them take minutes, and hours with the race detector.
func TestNothingHangs(t *testing.T) {
	if testing.Short() || racing {
		t.Skip("it is much work")
	}
	p, r := NewParser(func(name string) (bool, bool) { return true, name == "raw" }), NewRenderer()
	slow["links-in-bounds"] = func(int) string { return strings.Repeat(strings.Repeat("[a](", 2000)+"\n\n", 33) }
	slow["links-in-bounds-long"] = func(int) string { return strings.Repeat("[a](", 500) + strings.Repeat("b ", 500_000) }
	slow["images-in-bounds"] = func(int) string { return strings.Repeat("![[]()", 7000) }
	for name, make := range slow {
		t.Run(name, func(t *testing.T) {
			source := []byte(make(200_000))
			done := inBackground(func() error {
				if _, _, ok := Fits(source); !ok {
					return nil
				}
				var w Writer
				return r.Render(&w, source, p.Parse(source, 0))
			})
			select {
			case err := <-done:
				if err != nil {
					t.Fatal(err)
				}
			case <-time.After(hangs):
				t.Fatalf("%d bytes are not done yet", len(source))
			}
		})
	}
}

// hangs is how long nothing takes on the slowest machine: far more than work
// within the bounds, far less than without them.
const hangs = 2 * time.Minute

func inBackground(work func() error) <-chan error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	return done
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		name, source string
		why          Excess
		line         int
	}{
		{"empty", "", "", 0},
		{"quotes", "a\n" + strings.Repeat(">", 101) + "\n", TooDeep, 2},
		{"quotes in bounds", strings.Repeat(">", 100), "", 0},
		{"list", strings.Repeat("- ", 101) + "a", TooDeep, 1},
		{"thematic breaks", strings.Repeat("- ", 500) + "\n" + strings.Repeat("* ", 500), "", 0},
		{"deep code", strings.Repeat(" ", 5000) + "x", "", 0},
		{"long list", strings.Repeat("- a\n", 5000), "", 0},
		{"many lists", strings.Repeat("- a\n  - b\n    - c\n", 500), "", 0},
		{"numbers", strings.Repeat("1000 apples\n2. x\n-5 degrees\n", 500), "", 0},
		{"brackets", "a\n" + strings.Repeat("[a](", 20_000), TooTangled, 2},
		{"many brackets", strings.Repeat(strings.Repeat("[a](", 2000)+"\n\n", 30), "", 0},
		{"too many of many", strings.Repeat(strings.Repeat("[a](", 2000)+"\n\n", 40), TooTangled, 67},
		{"a list of links", strings.Repeat("- [a page](https://example.org/page) about something\n", 30_000), "", 0},
		{"references", strings.Repeat("[a]: https://example.org/page\n", 4_000), "", 0},
		{"large", strings.Repeat("a", MaxBytes+1), TooLarge, 0},
	} {
		why, line, ok := Fits([]byte(c.source))
		if why != c.why || line != c.line || ok != (c.why == "") {
			t.Errorf("%s: %q at line %d, %v", c.name, why, line, ok)
		}
	}
}

func FuzzFits(f *testing.F) {
	f.Add([]byte("- > 1. a\n\t- b"))
	f.Fuzz(func(t *testing.T, s []byte) {
		if _, _, ok := Fits(s); !ok && len(s) < MaxDepth {
			t.Errorf("%q is too much", s)
		}
		_ = bytes.Clone(s)
	})
}
