package colour

import (
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

func TestPen(t *testing.T) {
	p := NewPen(0)
	html, ok := p.HTML("go", []byte("x := \"<b>\"\n"))
	want := `<span class="nx">x</span> <span class="o">:=</span> <span class="s">&quot;&lt;b&gt;&quot;</span>` + "\n"
	if !ok || string(html) != want {
		t.Errorf("%s", html)
	}
	if again, _ := p.HTML("go", []byte("x := \"<b>\"\n")); &again[0] != &html[0] {
		t.Error("equal code was coloured twice")
	}
	if _, ok := p.HTML("no such language", []byte("x")); ok {
		t.Error("an unknown language was coloured")
	}
	if _, ok := p.HTML("go", make([]byte, maxCode+1)); ok {
		t.Error("too much code was coloured")
	}
	if _, ok := (*Pen)(nil).HTML("go", []byte("x")); ok {
		t.Error("no pen coloured")
	}
}

// What is kept has an end.
func TestKept(t *testing.T) {
	small := NewPen(1000)
	for range 3 {
		for _, code := range []string{"a := 1", "b := 2", "c := 3", "d := 4"} {
			if html, ok := small.HTML("go", []byte(code)); !ok || !strings.Contains(string(html), code[:1]) {
				t.Errorf("%s is %s", code, html)
			}
		}
	}
	if small.bytes > 1000 {
		t.Errorf("%d bytes are kept", small.bytes)
	}
}

func TestTogether(t *testing.T) {
	p := NewPen(2000)
	done := make(chan bool)
	for i := range 4 {
		go func() {
			for j := range 50 {
				p.HTML([]string{"go", "js", "none"}[j%3], []byte(strings.Repeat("x ", i+j)))
			}
			done <- true
		}()
	}
	for range 4 {
		<-done
	}
}

// Rules that go round in circles cost the colours and nothing else. Chroma's
// own engine never comes back from this text.
func TestCircle(t *testing.T) {
	if html, ok := NewPen(0).HTML("jungle", []byte("}x\n")); ok {
		t.Errorf("%s", html)
	}
	if _, ok := NewPen(0).HTML("jungle", []byte("project.manifest = manifest.xml\n")); !ok {
		t.Error("the language is not coloured at all")
	}
}

// A rule that takes for ever on a text costs the colours. Without an end to the
// waiting this test has none.
func TestPatience(t *testing.T) {
	l := &language{lexer: lexerOf(t, chroma.Rule{Pattern: `(x+x+)+y`, Type: chroma.Text})}
	l.once.Do(func() { l.fast = newEngine(l.lexer, l.lexer) })
	l.fast.wait = time.Millisecond
	if html := l.html(strings.Repeat("x", 200)); html != nil {
		t.Errorf("%s", html)
	}
}

// What chroma runs itself, within a language or of several, has the same end to
// the waiting, and not chroma's own: a quarter of a second passes on a busy
// machine, and the same code would have other colours.
func TestChromaIsPatient(t *testing.T) {
	var seen chroma.CompiledRules
	look := func(s *chroma.LexerState) error { seen = s.Rules; return nil }
	raw := chroma.Rules{
		"root": {chroma.Include("more"), {Pattern: "x", Type: chroma.Text, Mutator: chroma.MutatorFunc(look)}},
		"more": {{Pattern: "y", Type: chroma.Text}},
	}
	own, err := chroma.NewLexer(&chroma.Config{Name: "two"}, func() chroma.Rules { return raw })
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]*chroma.RegexLexer{"chroma's": own, "ours": withPatience(own)} {
		if html := byChroma(t, l, "yx"); html != "yx" {
			t.Errorf("%s: %s", name, html)
		}
		for state, list := range seen {
			for _, r := range list {
				if ours := r.Regexp.MatchTimeout == patience; ours != (name == "ours") {
					t.Errorf("%s: a rule of %s waits %v", name, state, r.Regexp.MatchTimeout)
				}
			}
		}
		if len(seen[root]) != 2 {
			t.Errorf("%s: %d rules", name, len(seen[root]))
		}
	}
	if languages().Get("css") == lexers.Get("css") || languages().Get("css").Config().Name != "CSS" {
		t.Error("the languages within others are chroma's own")
	}
}

// Rules that take away more states than there are cost the colours as well.
func TestPanic(t *testing.T) {
	l := &language{lexer: lexerOf(t, chroma.Rule{Pattern: "x", Type: chroma.Text, Mutator: chroma.Pop(9)})}
	if html := l.html("x"); html != nil {
		t.Errorf("%s", html)
	}
}
