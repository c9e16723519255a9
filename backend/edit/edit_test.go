package edit

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/diag"
)

// bench is a site in a temporary folder with its editor.
type bench struct {
	testing.TB
	dir  string
	site *site.Site
	*Editor
}

func open(t testing.TB, files map[string]string) *bench {
	t.Helper()
	b := &bench{TB: t, dir: t.TempDir()}
	if _, ok := files["site.yaml"]; !ok {
		b.write("site.yaml", "title: Test\n")
	}
	for name, text := range files {
		b.write(name, text)
	}
	b.reopen()
	return b
}

func (b *bench) reopen() {
	b.Helper()
	if b.site != nil {
		if err := b.site.Close(); err != nil {
			b.Fatal(err)
		}
	}
	clock := time.Date(2026, 5, 3, 14, 2, 0, 0, time.UTC)
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	s, err := site.Open(b.dir, site.Options{Now: now})
	if err != nil {
		b.Fatal(err)
	}
	kinds, found := block.LoadKinds(block.Builtin())
	if len(found) > 0 {
		b.Fatal(found)
	}
	b.site, b.Editor = s, New(s, Options{Parser: block.NewParser(kinds), Kinds: kinds, Now: now})
	b.Cleanup(func() { _ = s.Close() })
}

func (b *bench) write(name, text string) {
	b.Helper()
	p := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) read(name string) string {
	b.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}

// files returns all files of the site but the program's own.
func (b *bench) files() map[string]string {
	b.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(b.dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if err == nil && e.Name() == ".pagewright" {
				return filepath.SkipDir
			}
			return err
		}
		name, _ := filepath.Rel(b.dir, p)
		data, err := os.ReadFile(p)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// parse is the tree of a page's source.
func (b *bench) parse(source string) *block.Tree {
	tree, _ := b.o.Parser.Parse([]byte(source))
	return tree
}

// ops reads commands as `pagewright edit` does.
func (b *bench) ops(lines string) []Op {
	b.Helper()
	ops, err := DecodeOps(strings.NewReader(lines))
	if err != nil {
		b.Fatal(err)
	}
	return ops
}

func (b *bench) apply(lines string) Outcome {
	b.Helper()
	out, err := b.Apply(context.Background(), b.ops(lines), ApplyOptions{})
	if err != nil {
		b.Fatalf("%s: %v", lines, err)
	}
	return out
}

func (b *bench) refuse(lines, code string) {
	b.Helper()
	before := b.files()
	_, err := b.Apply(context.Background(), b.ops(lines), ApplyOptions{})
	if !is(err, code) {
		b.Errorf("%s: got %v, want %s", lines, err, code)
	}
	if !maps.Equal(before, b.files()) {
		b.Errorf("%s: refused and yet something changed", lines)
	}
}

// A change that a fault elsewhere in the settings stands in the way of leads to it.
func TestFaultIsShown(t *testing.T) {
	b := open(t, map[string]string{"site.yaml": "language: en\ntitle: \"T\n", "content/a.md": "---\ndraft: false\ntitle: \"A\ndate: 2026-05-03\n---\n"})
	for op, want := range map[string]diag.Where{
		`{"op":"frontmatter","page":"content/a.md","key":"draft","value":true}`: {Path: "content/a.md", Line: 3, Text: `title: "A`},
		`{"op":"setting","key":"language","value":"de"}`:                        {Path: "site.yaml", Line: 2, Text: `title: "T`},
	} {
		_, err := b.Apply(context.Background(), b.ops(op), ApplyOptions{})
		if d := new(diag.Diag); !errors.As(err, &d) || d.Where != want {
			t.Errorf("%s: %v at %+v, want %+v", op, err, d.Where, want)
		}
	}
}

// is reports whether an error has a code.
func is(err error, code string) bool {
	d := new(diag.Diag)
	return errors.As(err, &d) && d.Code == code
}

func (b *bench) undo() Outcome {
	b.Helper()
	out, err := b.Undo(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return out
}

func (b *bench) redo() Outcome {
	b.Helper()
	out, err := b.Redo(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// TestOps runs each command on one page, undoes and redoes it.
func TestOps(t *testing.T) {
	const page = "content/index.md"
	for name, c := range map[string]struct{ source, op, want string }{
		"replace":            {"# A\n\nold\n\nlast\n", `{"op":"replace","page":"content/index.md","at":[1],"markdown":"New *words*."}`, "# A\n\nNew *words*.\n\nlast\n"},
		"replace close":      {"para\n# H\nmore\n", `{"op":"replace","page":"content/index.md","at":[1],"markdown":"text"}`, "para\n\ntext\n\nmore\n"},
		"replace keeps crlf": {"# A\r\n\r\nold\r\n", `{"op":"replace","page":"content/index.md","at":[1],"markdown":"x\ny"}`, "# A\r\n\r\nx\r\ny\r\n"},
		"replace no newline": {"a\n\nb", `{"op":"replace","page":"content/index.md","at":[1],"markdown":"c\n"}`, "a\n\nc"},
		"replace by nothing": {"a\n\nb\n\nc\n", `{"op":"replace","page":"content/index.md","at":[1],"markdown":""}`, "a\n\nc\n"},
		"insert first":       {"---\ntitle: A\n---\n# A\n", `{"op":"insert","page":"content/index.md","at":[0],"markdown":"x"}`, "---\ntitle: A\n---\nx\n\n# A\n"},
		"insert last":        {"# A\n", `{"op":"insert","page":"content/index.md","at":[1],"markdown":":::quote\nFresh\n:::"}`, "# A\n\n:::quote\nFresh\n:::\n"},
		"insert no newline":  {"# A", `{"op":"insert","page":"content/index.md","at":[1],"markdown":"b"}`, "# A\n\nb"},
		"insert in nothing":  {"", `{"op":"insert","page":"content/index.md","at":[0],"markdown":"b"}`, "b\n"},
		"insert after front": {"---\ntitle: A\n---", `{"op":"insert","page":"content/index.md","at":[0],"markdown":"b"}`, "---\ntitle: A\n---\n\nb\n"},
		"insert in hero":     {":::hero\n# A\n:::\n", `{"op":"insert","page":"content/index.md","at":[0,1],"markdown":"b"}`, ":::hero\n# A\n\nb\n:::\n"},
		"insert in empty":    {":::hero\n:::\n", `{"op":"insert","page":"content/index.md","at":[0,0],"markdown":"b"}`, ":::hero\nb\n:::\n"},
		"widen":              {":::hero\na\n:::\n", `{"op":"insert","page":"content/index.md","at":[0,1],"markdown":":::quote\nq\n:::"}`, "::::hero\na\n\n:::quote\nq\n:::\n::::\n"},
		"delete":             {"a\n\nb\n\nc\n", `{"op":"delete","page":"content/index.md","at":[1]}`, "a\n\nc\n"},
		"delete last":        {"a\n\nb\n", `{"op":"delete","page":"content/index.md","at":[1]}`, "a\n"},
		"delete only":        {"---\nt: 1\n---\na\n", `{"op":"delete","page":"content/index.md","at":[0]}`, "---\nt: 1\n---\n"},
		"delete between":     {"a\n***\nb\n", `{"op":"delete","page":"content/index.md","at":[1]}`, "a\n\nb\n"},
		"move up":            {"a\n\nb\n\nc\n", `{"op":"move","page":"content/index.md","from":[2],"to":[0]}`, "c\n\na\n\nb\n"},
		"move down":          {"a\n\nb\n\nc\n", `{"op":"move","page":"content/index.md","from":[0],"to":[3]}`, "b\n\nc\n\na\n"},
		"move by one":        {"a\n\nb\n\nc\n", `{"op":"move","page":"content/index.md","from":[0],"to":[2]}`, "b\n\na\n\nc\n"},
		"move nowhere":       {"a\n\nb\n\nc\n", `{"op":"move","page":"content/index.md","from":[1],"to":[2]}`, "a\n\nb\n\nc\n"},
		"move in":            {"a\n\n:::hero\n# H\n:::\n", `{"op":"move","page":"content/index.md","from":[0],"to":[1,0]}`, ":::hero\na\n\n# H\n:::\n"},
		"move out":           {":::hero\n# H\n\na\n:::\n", `{"op":"move","page":"content/index.md","from":[0,1],"to":"0"}`, "a\n\n:::hero\n# H\n:::\n"},
		"duplicate":          {"a\n\nb\n", `{"op":"duplicate","page":"content/index.md","at":[0]}`, "a\n\na\n\nb\n"},
		"attr":               {":::hero{image=/a.jpg  align=left} \nx\n:::\n", `{"op":"attr","page":"content/index.md","at":[0],"name":"align","value":"right side"}`, ":::hero{image=/a.jpg  align=\"right side\"} \nx\n:::\n"},
		"attr new":           {":::hero\nx\n:::\n", `{"op":"attr","page":"content/index.md","at":[0],"name":"wide","value":true}`, ":::hero{wide=true}\nx\n:::\n"},
		"attr away":          {":::hero{align=left}\nx\n:::\n", `{"op":"attr","page":"content/index.md","at":[0],"name":"align","value":null}`, ":::hero\nx\n:::\n"},
		"picture alt":        {"a\n\n![](/media/a.png 'Late')\n\nb\n", `{"op":"attr","page":"content/index.md","at":[1],"name":"alt","value":"A [blue] door"}`, "a\n\n![A \\[blue\\] door](/media/a.png \"Late\")\n\nb\n"},
		"picture src":        {"![x][a]\r\n\r\n[a]: /media/a.png\r\n", `{"op":"attr","page":"content/index.md","at":[0],"name":"src","value":"/media/b c.png"}`, "![x](</media/b c.png>)\r\n\r\n[a]: /media/a.png\r\n"},
		"picture src away":   {"a\n\n![x](/media/a.png)\n\nb\n", `{"op":"attr","page":"content/index.md","at":[1],"name":"src","value":null}`, "a\n\nb\n"},
		"picture framed":     {"![x \\* y](<a b.png> \"In *May*\")\n", `{"op":"transform","page":"content/index.md","at":[0],"kind":"picture"}`, ":::picture{src=\"a b.png\" alt=\"x * y\"}\nIn \\*May\\*\n:::\n"},
		"picture plain":      {"![](/media/a.png)\r\n", `{"op":"transform","page":"content/index.md","at":[0],"kind":"picture"}`, ":::picture{src=/media/a.png}\r\n:::\r\n"},
		"source":             {"---\nt: 1\n---\na\n\nb\n", `{"op":"source","page":"content/index.md","text":"---\nt: [\n---\na\n\nb\n"}`, "---\nt: [\n---\na\n\nb\n"},
		"source mixed ends":  {"\uFEFFa\r\nb\nc\nd\re", `{"op":"source","page":"content/index.md","text":"a\nb\nx\ny\nd\ne"}`, "\uFEFFa\r\nb\nx\r\ny\r\nd\re"},
		"source same":        {"a\r\nb\nc\n", `{"op":"source","page":"content/index.md","text":"a\nb\nc\n"}`, "a\r\nb\nc\n"},
		"source odd bytes":   {"a \xff\nb\n", `{"op":"source","page":"content/index.md","text":"a \ufffd\nc\n"}`, "a \xff\nc\n"},
		"source to nothing":  {"a\n", `{"op":"source","page":"content/index.md","text":""}`, ""},
		"source of nothing":  {"", `{"op":"source","page":"content/index.md","text":"a"}`, "a"},
		"source lines away":  {"a\na\na\n", `{"op":"source","page":"content/index.md","text":"a\na\n"}`, "a\na\n"},
		"front":              {"---\ntitle: A # c\nx: 1\n---\nb\n", `{"op":"frontmatter","page":"content/index.md","key":"title","value":"Home"}`, "---\ntitle: Home # c\nx: 1\n---\nb\n"},
		"front new":          {"b\n", `{"op":"frontmatter","page":"content/index.md","key":"title","value":"Home"}`, "---\ntitle: Home\n---\n\nb\n"},
		"front new crlf":     {"\uFEFFb\r\n", `{"op":"frontmatter","page":"content/index.md","key":"title","value":"Home"}`, "\uFEFF---\r\ntitle: Home\r\n---\r\n\r\nb\r\n"},
		"front toml":         {"+++\ntitle = 'A'\n+++\nb\n", `{"op":"frontmatter","page":"content/index.md","key":"draft","value":true}`, "+++\ntitle = 'A'\ndraft = true\n+++\nb\n"},
		"front empty":        {"---\n---\nb\n", `{"op":"frontmatter","page":"content/index.md","key":"tags","value":["a","b"]}`, "---\ntags:\n  - a\n  - b\n---\nb\n"},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, map[string]string{page: c.source})
			b.apply(c.op)
			if got := b.read(page); got != c.want {
				t.Fatalf("got\n%q, want\n%q", got, c.want)
			}
			if c.source == c.want {
				return
			}
			b.reopen()
			if b.undo(); b.read(page) != c.source {
				t.Errorf("undone: got %q, want %q", b.read(page), c.source)
			}
			b.reopen()
			if b.redo(); b.read(page) != c.want {
				t.Errorf("done again: got %q, want %q", b.read(page), c.want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	b := open(t, map[string]string{
		"content/index.md": "a\n\n:::hero\n# H\n:::\n\n:::secret\nx\n:::\n",
		"content/open.md":  "---\ntitle: [\n---\nb\n",
		"content/never.md": "---\ntitle: A\nb\n",
	})
	b.refuse(`{"op":"fly"}`, "edit-op-unknown")
	b.refuse(`{"op":"source","page":"content/index.md"}`, "edit-op-value")
	b.refuse(`{"op":"source","page":"content/index.md","text":"x","was":"another"}`, "edit-stale")
	b.write("content/odd.md", "a \xff\n")
	b.refuse(`{"op":"source","page":"content/odd.md","text":"a \ufffd b\n"}`, "edit-source-bytes")
	b.refuse(`{"op":"delete","page":"content/index.md","at":[7]}`, "edit-no-block")
	b.refuse(`{"op":"delete","page":"content/gone.md","at":[0]}`, "edit-no-page")
	b.refuse(`{"op":"delete","page":"content/../site.yaml","at":[0]}`, "edit-no-page")
	b.refuse(`{"op":"insert","page":"content/index.md","at":[2,0],"markdown":"x"}`, "edit-locked")
	b.refuse(`{"op":"insert","page":"content/index.md","at":[1,0],"markdown":":::"}`, "edit-block-unsafe")
	b.refuse(`{"op":"insert","page":"content/index.md","at":[0],"markdown":"`+"```\\nnever closed"+`"}`, "edit-block-unsafe")
	b.refuse(`{"op":"move","page":"content/index.md","from":[1],"to":[1,0]}`, "edit-into-itself")
	b.refuse(`{"op":"attr","page":"content/index.md","at":[2],"name":"a","value":"b"}`, "edit-locked")
	b.refuse(`{"op":"insert","page":"content/index.md","at":[0],"markdown":":::column\nx\n:::"}`, "edit-not-allowed")
	b.refuse(`{"op":"frontmatter","page":"content/open.md","key":"title","value":"x"}`, "frontmatter-syntax")
	b.refuse(`{"op":"frontmatter","page":"content/never.md","key":"title","value":"x"}`, "frontmatter-not-closed")
	// All or nothing: the first would do.
	b.refuse(`{"op":"delete","page":"content/index.md","at":[0]}`+"\n"+`{"op":"delete","page":"content/index.md","at":[7]}`, "edit-no-block")
}

// A button has one line of words: nothing can be put beside it, and what
// somebody wrote into the file before stays as it is.
func TestOneLine(t *testing.T) {
	b := open(t, map[string]string{"content/index.md": ":::button{link=/}\nGo\n:::\n\nText\n\n:::button\nA\n\nB\n:::\n\n:::button\n:::\n"})
	page := `"page":"content/index.md"`
	b.refuse(`{"op":"insert",`+page+`,"at":[0,1],"markdown":"More"}`, "edit-one-line")
	b.refuse(`{"op":"replace",`+page+`,"at":[0,0],"markdown":"One\n\nTwo"}`, "edit-one-line")
	b.refuse(`{"op":"duplicate",`+page+`,"at":[0,0]}`, "edit-one-line")
	b.refuse(`{"op":"move",`+page+`,"from":[1],"to":[0,0]}`, "edit-one-line")
	b.apply(`{"op":"replace",` + page + `,"at":[2,0],"markdown":"C"}`)
	b.apply(`{"op":"insert",` + page + `,"at":[3,0],"markdown":"Now"}`)
	if got, want := b.read("content/index.md"), ":::button{link=/}\nGo\n:::\n\nText\n\n:::button\nC\n\nB\n:::\n\n:::button\nNow\n:::\n"; got != want {
		t.Errorf("%q", got)
	}
}

func TestSettingKeepsComments(t *testing.T) {
	b := open(t, map[string]string{"site.yaml": "# mine\ntitle: A # b\ntheme:\n  tokens:\n    accent: red # c\n"})
	out := b.apply(`{"op":"setting","key":"theme.tokens.accent","value":"#0a7"}`)
	if got, want := b.read("site.yaml"), "# mine\ntitle: A # b\ntheme:\n  tokens:\n    accent: '#0a7' # c\n"; got != want || out.Label != "Change accent" {
		t.Errorf("got %q, %q", got, out.Label)
	}
}
