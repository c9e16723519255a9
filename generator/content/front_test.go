package content

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/generator/content/gist"
)

func read(source string) *Page {
	p := NewPage("content/journal/hello.md", []byte(source))
	return p.in("journal")
}

func TestFrontMatter(t *testing.T) {
	yaml := "---\ntitle: \"Bread: a story\"\ndate: 2024-05-03 10:30\ntags:\n  - bread\n  - no\n  - bread\ndraft: yes\nweight: 7\nslug: Our Bread\naliases: [old, /older/]\nprice: 3.5\nextra: {a: [1, two]}\n---\nBody\n"
	toml := "+++\ntitle = \"Bread: a story\"\ndate = 2024-05-03T10:30:00Z\ntags = [\"bread\", \"no\", \"bread\"]\ndraft = true\nweight = 7\nslug = \"Our Bread\"\naliases = [\"old\", \"/older/\"]\nprice = 3.5\n[extra]\na = [1, \"two\"]\n+++\nBody\n"
	for name, source := range map[string]string{
		"yaml": yaml, "toml": toml,
		"yaml crlf": strings.ReplaceAll(yaml, "\n", "\r\n"), "toml crlf": strings.ReplaceAll(toml, "\n", "\r\n"),
		"yaml bom": "\ufeff" + yaml, "toml bom": "\ufeff" + toml,
	} {
		t.Run(name, func(t *testing.T) {
			p := read(source)
			if len(p.Diags) > 0 {
				t.Fatalf("findings: %v", p.Diags[0].Error())
			}
			want := map[string]any{"price": 3.5, "extra": map[string]any{"a": []any{1, "two"}}}
			if p.Title != "Bread: a story" || !p.Date.Equal(time.Date(2024, 5, 3, 10, 30, 0, 0, time.UTC)) || !p.Draft || p.Weight != 7 {
				t.Errorf("read %+v", p)
			}
			if !reflect.DeepEqual(p.Tags, []string{"bread", "no"}) || !reflect.DeepEqual(p.Aliases, []string{"/journal/old", "/older/"}) || !reflect.DeepEqual(p.Params, want) {
				t.Errorf("read tags %q, aliases %q, params %v", p.Tags, p.Aliases, p.Params)
			}
			if p.URL != "/journal/our-bread/" || p.Output != "journal/our-bread/index.html" || p.Summary != "Body" {
				t.Errorf("read %s, %s, %q", p.URL, p.Output, p.Summary)
			}
		})
	}
}

// What is written counts, not what YAML makes of it.
func TestScalarsStayAsWritten(t *testing.T) {
	p := read("---\ntitle: 007\ndescription: yes\ntags: [1.10, no, 2024-01-01, ~]\n---\n")
	if p.Title != "007" || p.Description != "yes" || !reflect.DeepEqual(p.Tags, []string{"1.10", "no", "2024-01-01"}) {
		t.Errorf("title %q, description %q, tags %q", p.Title, p.Description, p.Tags)
	}
}

func TestBrokenFrontMatterKeepsTheRest(t *testing.T) {
	tests := []struct {
		name, source, code, quote string
		line                      int
	}{
		{"yaml", "---\ntitle: Hello\ntags: [a, b\ndraft: true\n---\nBody\n", "frontmatter-syntax", "", 0},
		{"yaml colon", "---\ntitle: Hello\ndescription: one: two\ndraft: true\n---\nBody\n", "frontmatter-syntax", "description: one: two", 3},
		{"yaml tab", "---\ntitle: Hello\nextra:\n\t- a\ndraft: true\n---\nBody\n", "frontmatter-syntax", "", 0},
		{"toml", "+++\ntitle = \"Hello\"\ntags = [\ndraft = true\n+++\nBody\n", "frontmatter-syntax", "", 0},
		{"toml word", "+++\ntitle = \"Hello\"\ndescription = words\ndraft = true\n+++\nBody\n", "frontmatter-syntax", "description = words", 3},
		{"date", "---\ntitle: Hello\ndate: soon\ndraft: true\n---\nBody\n", "frontmatter-value", "soon", 3},
		{"twice", "---\ntitle: Hello\ntitle: Again\ndraft: true\n---\nBody\n", "frontmatter-twice", "title", 3},
		{"title a list", "---\ntitle: Hello\ndescription: [a, b]\ndraft: true\n---\nBody\n", "frontmatter-value", "", 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := read(test.source)
			if p.Title != "Hello" || !p.Draft || p.Summary != "Body" {
				t.Errorf("the rest is lost: title %q, draft %v, summary %q", p.Title, p.Draft, p.Summary)
			}
			if len(p.Diags) != 1 || p.Diags[0].Code != test.code {
				t.Fatalf("findings: %v", p.Diags)
			}
			where := p.Diags[0].Where
			if where.Path != p.Path || test.line > 0 && (where.Line != test.line || where.Text != test.quote) || where.Line < 2 || where.Line > 5 {
				t.Errorf("found at %+v", where)
			}
		})
	}
}

// Hostile settings end in findings, in time and memory that a page may take.
func TestHostileFrontMatter(t *testing.T) {
	bomb := "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'j'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n"
	}
	for name, source := range map[string]string{
		"aliases": bomb + "title: T\n---\n", "deep": "---\na: " + strings.Repeat("[", 20000) + "\ntitle: T\n---\n",
		"binary": "---\ndata: !!binary aGVsbG8=\ntitle: T\n---\n", "tag": "---\nx: !!python/object:os.system ls\ntitle: T\n---\n",
		"merge": "---\nb: &b {c: 1}\nd: {<<: *b}\ntitle: T\n---\n", "control": "---\nx: \x01\ntitle: T\n---\n", "no utf8": "---\nx: \xff\xfe\ntitle: T\n---\n",
	} {
		t.Run(name, func(t *testing.T) {
			if p := read(source); p.Title != "T" {
				t.Errorf("title %q, findings %v", p.Title, p.Diags)
			}
		})
	}
}

// FuzzPage reads any bytes as a page.
func FuzzPage(f *testing.F) {
	f.Add("---\ntitle: x\n---\nBody *x* [y](z) ![](a)\n\n```\ncode\n```\n")
	f.Add("+++\n[a\n+++\n::: x\n| a |\n<b>c")
	f.Add("# H {#id}\n\\*x\\* `a\\` <http://x.y>\n[^1] _a_b_")
	f.Fuzz(func(t *testing.T, s string) {
		p := NewPage("content/a b/ü.md", []byte(s))
		if !strings.HasPrefix(p.URL, "/") || strings.Contains(p.Output, "..") || strings.HasPrefix(p.Output, "/") || strings.Contains("/"+p.Output, "/.") {
			t.Fatalf("%q: address %q, output %q", s, p.URL, p.Output)
		}
		if len(p.Summary) > gist.MaxSummary+len("…") {
			t.Fatalf("summary of %d bytes", len(p.Summary))
		}
	})
}
