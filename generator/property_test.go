package generator

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
)

// memOutput is an Output in memory.
type memOutput struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (m *memOutput) Write(path string, content []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string][]byte{}
	}
	m.files[path] = bytes.Clone(content)
	return nil
}

func (m *memOutput) Remove(path string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, path)
	return nil
}

// editor makes random sites and random changes of them.
type editor struct {
	*rand.Rand
	site  fstest.MapFS
	clock time.Time // every write is later than the one before
}

func (e *editor) put(path, text string) string {
	e.clock = e.clock.Add(time.Second)
	e.site[path] = &fstest.MapFile{Data: []byte(text), ModTime: e.clock, Mode: 0o644}
	return path
}

func (e *editor) pick(list ...string) string { return list[e.IntN(len(list))] }

func (e *editor) paths(prefix, suffix string) []string {
	var list []string
	for p := range e.site {
		if strings.HasPrefix(p, prefix) && strings.HasSuffix(p, suffix) {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

func (e *editor) page() string {
	var b strings.Builder
	b.WriteString("---\n")
	if e.IntN(8) > 0 {
		fmt.Fprintf(&b, "title: %s %d\n", e.pick("Bread", "Oven", "“Flour”", "A: B", "<b>x</b>"), e.IntN(5))
	}
	if e.IntN(3) > 0 {
		fmt.Fprintf(&b, "date: 2024-0%d-1%d\n", 1+e.IntN(4), e.IntN(3))
	}
	if e.IntN(2) > 0 {
		fmt.Fprintf(&b, "tags: [%s, %s]\n", e.pick("a", "b", "B"), e.pick("c", "d e"))
	}
	switch e.IntN(9) {
	case 0:
		b.WriteString("draft: true\n")
	case 1:
		fmt.Fprintf(&b, "weight: %d\n", e.IntN(4))
	case 2:
		fmt.Fprintf(&b, "aliases: [/old-%d/]\n", e.IntN(3))
	case 3, 6, 7:
		fmt.Fprintf(&b, "slug: s%d\n", e.IntN(2))
	case 4:
		b.WriteString("image: /media/a.svg\n")
	case 5:
		b.WriteString("broken: [\n")
	}
	b.WriteString("---\n")
	for range 1 + e.IntN(4) {
		b.WriteString(e.block() + "\n\n")
	}
	return b.String()
}

func (e *editor) block() string {
	n := e.IntN(6)
	return e.pick(
		fmt.Sprintf("Words %d and *more*.", n), fmt.Sprintf("# Heading %d", n), "![](/media/a.svg)", "![x](/media/b.svg)", "![gone](/media/gone.svg)",
		fmt.Sprintf("[to](/journal/p%d/) [source](journal/p%d.md)", n, n), ":::posts{collection=journal limit=3}\n:::", ":::posts{limit=2}\n:::", ":::posts{tag=a}\n:::",
		":::hero{image=/media/a.svg}\n# Hi\n:::", ":::own\nWords\n:::", ":::quote\nX\n:::", `<img src="/media/b.svg"> <a href="/media/gone.pdf">x</a>`,
		"```go\nfunc main() {}\n```", ":::toc\n:::")
}

func (e *editor) settings() string {
	s := fmt.Sprintf("title: Site %d\nlanguage: %s\naddress: %s\n", e.IntN(3), e.pick("en", "de"), e.pick("https://a.org", "https://a.org/sub", `""`))
	s += fmt.Sprintf("menus: {main: [{label: Home, link: /}, {link: /journal/p%d/}]}\n", e.IntN(4))
	s += fmt.Sprintf("collections: {journal: {perPage: %d, order: %s}}\n", 2+e.IntN(3), e.pick("date", "weight", "title"))
	return s + fmt.Sprintf("theme: {tokens: {accent: \"#%d0%d0%d0\"}}\n", e.IntN(9), e.IntN(9), e.IntN(9))
}

func newEditor(seed uint64) *editor {
	e := &editor{Rand: rand.New(rand.NewPCG(seed, 7)), site: fstest.MapFS{}, clock: time.Unix(1_700_000_000, 0)}
	e.put("site.yaml", e.settings())
	e.put("content/index.md", "---\ntitle: Home\n---\n# Home\n\n:::posts{limit=3}\n:::\n")
	e.put("content/journal/_index.md", "---\ntitle: Journal\n---\n")
	for i := range 7 {
		e.put(fmt.Sprintf("content/journal/p%d.md", i), e.page())
	}
	e.put("content/about.md", e.page())
	e.put("media/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>`)
	return e
}

// change makes one change and returns the paths that it touched.
func (e *editor) change() []string {
	switch e.IntN(14) {
	case 0, 1, 2, 3:
		return []string{e.put(e.pick(e.paths("content/", ".md")...), e.page())}
	case 4, 5:
		return []string{e.put(fmt.Sprintf("content/%s/p%d.md", e.pick("journal", "docs/deep", "docs"), e.IntN(9)), e.page())}
	case 6:
		return []string{e.put(fmt.Sprintf("content/%s.md", e.pick("about", "docs/_index", "docs/deep/_index", "journal/_index", "journal/b/index")), e.page())}
	case 7:
		p := e.pick(e.paths("content/", ".md")...)
		delete(e.site, p)
		return []string{p}
	case 8:
		return []string{e.put("site.yaml", e.settings())}
	case 9:
		return []string{e.put(e.pick("media/a.svg", "media/b.svg", "media/gone.pdf"), fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="2"/>`, 1+e.IntN(9)))}
	case 10:
		p := e.pick("media/a.svg", "media/b.svg", "media/gone.pdf", "media/media.yaml", "theme/layouts/post.html", "theme/blocks/own/kind.yaml")
		delete(e.site, p)
		return []string{p}
	case 11:
		return []string{e.put("media/media.yaml", fmt.Sprintf("media/a.svg: {alt: Picture %d, decorative: %v}\n", e.IntN(3), e.IntN(2) > 0))}
	case 12:
		return []string{e.put("theme/"+e.pick("layouts/post.html", "layouts/page.html", "partials/footer.html"), e.pick("<p>{{.Page.Title}}</p>{{.Page.Content}}", "{{.Head}}{{.Site.Title}}", "{{if}}broken"))}
	}
	e.put("theme/blocks/own/block.html", fmt.Sprintf("<div class=\"own-%d\">{{.Body}}</div>", e.IntN(3)))
	e.put("theme/blocks/own/style.css", fmt.Sprintf(".own-%d{color:red}", e.IntN(3)))
	e.put("theme/blocks/own/kind.yaml", "label: Own\ncontainer: true\n")
	return []string{"theme"}
}

// TestIncremental is the law that everything else rests on: after any changes,
// a build that goes on from the last one, in the running engine or in a new
// process, gives what a clean build gives.
func TestIncremental(t *testing.T) {
	rounds, steps := 12, 16
	if testing.Short() {
		rounds = 3
	}
	for seed := range uint64(rounds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			incremental(t, newEditor(seed), steps)
		})
	}
}

func incremental(t *testing.T, ed *editor, steps int) {
	ctx := context.Background()
	o := Options{Now: time.Date(2024, 3, 11, 0, 0, 0, 0, time.UTC), Workers: 2}
	running, err := New(ctx, ed.site, o)
	if err != nil {
		t.Fatal(err)
	}
	var out, coldOut memOutput
	var state memState
	for step := range steps {
		var changed []string
		if step > 0 {
			for range 1 + ed.IntN(3) {
				changed = append(changed, ed.change()...)
			}
		}
		if ed.IntN(3) == 0 {
			changed = nil // compare all
		}
		if err := running.Update(ctx, changed); err != nil {
			t.Fatal(err)
		}
		if ed.IntN(4) == 0 {
			continue // several changes before a build
		}
		warm := mustBuild(t, running, &out)
		var clean memOutput
		want := mustBuild(t, mustNew(t, ed.site, o), &clean)
		withState := o
		withState.State = &state
		cold := mustBuild(t, mustNew(t, ed.site, withState), &coldOut)
		what := fmt.Sprintf("step %d, changed %v", step, changed)
		same(t, what+", running", want, warm, clean.files, out.files)
		same(t, what+", new process", want, cold, clean.files, coldOut.files)
		sameCanvas(t, what, mustNew(t, ed.site, o), running)
		if t.Failed() {
			return
		}
	}
}

func mustNew(t *testing.T, site fstest.MapFS, o Options) *Engine {
	t.Helper()
	e, err := New(context.Background(), site, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func mustBuild(t *testing.T, e *Engine, out Output) *Result {
	t.Helper()
	r, err := e.Build(context.Background(), out)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// same compares two builds: manifest, findings and files.
func same(t *testing.T, what string, want, got *Result, wantFiles, gotFiles map[string][]byte) {
	t.Helper()
	if w, g := want.Release.Manifest.Encode(), got.Release.Manifest.Encode(); !bytes.Equal(w, g) {
		t.Errorf("%s: other manifest\nwant %s\ngot  %s", what, w, g)
	}
	if w, g := words(want.Diags), words(got.Diags); w != g {
		t.Errorf("%s: other findings\nwant %s\ngot  %s", what, w, g)
	}
	for p := range wantFiles {
		if !bytes.Equal(wantFiles[p], gotFiles[p]) {
			t.Errorf("%s: %s differs\nwant %s\ngot  %s", what, p, wantFiles[p], gotFiles[p])
		}
	}
	for p := range gotFiles {
		if _, ok := wantFiles[p]; !ok {
			t.Errorf("%s: %s was not removed", what, p)
		}
	}
}

func words(list []diag.Diag) string {
	var b strings.Builder
	for i := range list {
		fmt.Fprintf(&b, "%s %s %v %v\n", list[i].Error(), list[i].Where.Text, list[i].Severity, list[i].Args)
	}
	return b.String()
}

// sameCanvas compares the canvas of every page, and every output served alone.
func sameCanvas(t *testing.T, what string, want, got *Engine) {
	t.Helper()
	for _, p := range want.Site().Pages {
		w, err := want.Canvas(context.Background(), p.Path, "/x")
		if err != nil {
			t.Fatal(err)
		}
		g, err := got.Canvas(context.Background(), p.Path, "/x")
		if err != nil || !bytes.Equal(w.HTML, g.HTML) || !slices.Equal(w.Blocks, g.Blocks) {
			t.Errorf("%s: canvas of %s differs (%v)", what, p.Path, err)
		}
	}
	r := mustBuild(t, want, nil)
	for _, p := range slices.Sorted(maps.Keys(r.Release.Manifest.Files)) {
		_, f, err := got.Serve(context.Background(), p)
		if err != nil || f != r.Release.Manifest.Files[p] {
			t.Errorf("%s: %s served alone differs: %v, want %v (%v)", what, p, f, r.Release.Manifest.Files[p], err)
		}
	}
}
