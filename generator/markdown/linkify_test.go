package markdown

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	goldmark "github.com/yuin/goldmark/text"
)

// Addresses are found as goldmark's own parser finds them.
func checkAddresses(t testing.TB, p *Parser, r *Renderer, source []byte) string {
	t.Helper()
	var ours, theirs Writer
	if err := r.Render(&ours, source, p.inner.Parse(goldmark.NewReader(source))); err != nil {
		t.Fatal(err)
	}
	if err := r.Render(&theirs, source, p.mail.Parse(goldmark.NewReader(source))); err != nil {
		t.Fatal(err)
	}
	// Woken at spaces, goldmark's parser leaves some at the ends of lines.
	a, b := beforeBreak.ReplaceAllString(string(ours.Bytes()), "$1"), beforeBreak.ReplaceAllString(string(theirs.Bytes()), "$1")
	if a != b {
		t.Fatalf("%q\nours   %s\ntheirs %s", source, a, b)
	}
	return a
}

var beforeBreak = regexp.MustCompile(`[ \t]+(<br>|\n)`)

var withAddresses = []string{
	"http://a.bc", "https://a.bc/d?e=f#g.", "see https://a.bc, or www.d.ef!", "(http://a.bc)", "((www.a.bc/(d)))",
	`\(http://a.bc)`, `\\(http://a.bc)`, `\ http://a.bc`, "a\thttp://a.bc", "xhttp://a.bc", "-http://a.bc", ">http://a.bc",
	"*http://a.bc*", "**http://a.bc/*d**", "_www.a.bc_", "~http://a.bc~", "~~http://a.bc~~", "~~~http://a.bc", `\*http://a.bc`, `\~http://a.bc`,
	"[http://a.bc](/x)", "[x](http://a.bc)", "[x](http://a.bc y)", "[x http://a.bc]", "![http://a.bc](/x)", "<http://a.bc>",
	"`x`http://a.bc", "`http://a.bc`", "[x](/y)http://a.bc", "<b>http://a.bc", "a&amp;http://a.bc", "http://a.bc http://d.ef\nwww.g.hi\n  https://j.kl",
	"| http://a.bc |x|\n|---|---|\n|www.a.bc|(http://d.ef)|", "# http://a.bc", "- http://a.bc\n- x: https://a.bc", "www.www.www.a.bc http://http://a.bc",
	"`http://a.bc", "\\`http://a.bc", "``http://a.bc", "\\``www.a.bc`", "[a]http://a.bc", "]http://a.bc", "!http://a.bc",
	"http:", "http://", "www.", "www", ":", ".", "http:a", "ftp://a.bc", "sftp://a.bc", "HTTP://a.bc", "http://a", "a.b.c:d", "http://a.bc**d**", "http://a_b_c.de",
	"x[^1]\n\n[^1]: http://a.bc", "Term\n: http://a.bc", "![x](y)www.a.bc", "http://a.bc<br>", "http://a.bc`x`", "a  \nhttp://a.bc", "a\\\nwww.a.bc",
}

func TestAddresses(t *testing.T) {
	p, r := NewParser(nil), NewRenderer()
	found := 0
	for _, s := range withAddresses {
		found += strings.Count(checkAddresses(t, p, r, []byte(s)), "<a href=\"http")
	}
	if found < 40 {
		t.Errorf("%d addresses in all", found)
	}
	var examples []struct{ Markdown string }
	raw, err := os.ReadFile("../block/testdata/commonmark/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &examples); err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		if !strings.Contains(e.Markdown, "@") {
			checkAddresses(t, p, r, []byte(e.Markdown))
		}
	}
}

func TestMail(t *testing.T) {
	p, r := NewParser(nil), NewRenderer()
	var w Writer
	source := []byte("Write to ann_b@example.org or www.a.bc.")
	if err := r.Render(&w, source, p.Parse(source, 0)); err != nil {
		t.Fatal(err)
	}
	want := `<p>Write to <a href="mailto:ann_b@example.org">ann_b@example.org</a> or <a href="http://www.a.bc">www.a.bc</a>.</p>` + "\n"
	if string(w.Bytes()) != want {
		t.Errorf("%s", w.Bytes())
	}
}

func FuzzAddresses(f *testing.F) {
	for _, s := range withAddresses {
		f.Add([]byte(s))
	}
	p, r := NewParser(nil), NewRenderer()
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) > 2000 || strings.Contains(string(source), "@") {
			return
		}
		checkAddresses(t, p, r, source)
	})
}
