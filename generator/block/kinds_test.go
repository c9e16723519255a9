package block

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/pagewright/pagewright/generator/markdown/directive"
)

func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func attrs(t *testing.T, s string) []Attr {
	t.Helper()
	o, ok := directive.Parse([]byte(":::x{" + s + "}"))
	if !ok || o.Bad {
		t.Fatal(s)
	}
	return o.Attrs
}

func TestValues(t *testing.T) {
	k := &Kind{Attrs: []Attribute{
		{Name: "text", Type: "text", Default: "none"},
		{Name: "align", Type: "choice", Default: "left", Choices: []Choice{{Value: "left"}, {Value: "right"}}},
		{Name: "n", Type: "number", Default: "3", Min: 1, Max: 5},
		{Name: "free", Type: "number"},
		{Name: "on", Type: "toggle", Default: "true"},
		{Name: "off", Type: "toggle"},
		{Name: "pics", Type: "pictures"},
	}}
	for _, c := range []struct{ attrs, want string }{
		{"", `align=left free=0 n=3 off=false on=true pics=[] text=none`},
		{"text='' align=right n=4.5 free=-7 on=false off pics='/a.jpg, /b.jpg'", `align=right free=-7 n=4.5 off=true on=false pics=[/a.jpg /b.jpg] text=`},
		{"align=up n=99 free=x", `align=left free=0 n=5 off=false on=true pics=[] text=none`},
		{"n=-1 n=0", `align=left free=0 n=1 off=false on=true pics=[] text=none`},
		{"n=NaN free=Inf on=no off=TRUE", `align=left free=0 n=3 off=true on=false pics=[] text=none`},
		{"text=a text=b .c .d other=1 flag", `align=left class=c d flag= free=0 n=3 off=false on=true other=1 pics=[] text=b`},
	} {
		got := fmt.Sprint(k.Values(attrs(t, c.attrs)))
		if got != "map["+strings.ReplaceAll(c.want, "=", ":")+"]" {
			t.Errorf("%s:\n got %s\nwant %s", c.attrs, got, c.want)
		}
	}
	if got := (*Kind)(nil).Values(attrs(t, "a=1")); fmt.Sprint(got) != "map[a:1]" {
		t.Error(got)
	}
}

func TestLoadKinds(t *testing.T) {
	base := files(
		"box/kind.yaml", "label: Box\ngroup: Sections\ncontainer: true\nallowed: [item]\nunknown: ignored\n",
		"box/block.html", "<div>{{.Body}}</div>", "box/style.css", ".box{}", "box/island.js", "x()", "box/icon.svg", "<svg/>", "box/example.md", ":::box\n:::\n",
		"item/kind.yaml", "label: Item\ngroup: Sections\nweight: -1\ncontainer: true\nonly: [box]\n",
		"code/kind.yaml", "label: Raw\ngroup: Advanced\ncontainer: true\nraw: true\n",
		"testdata/kind.yaml", "label: No\n", "notes/readme.txt", "no kind", "1st/kind.yaml", "label: No\n",
	)
	k, found := LoadKinds(base, files("box/block.html", "<section>{{.Body}}</section>"), fstest.MapFS{})
	if len(found) > 0 {
		t.Fatal(found)
	}
	var names []string
	for _, kind := range k.All() {
		names = append(names, kind.Name)
	}
	if got := strings.Join(names, " "); got != "item box code" {
		t.Errorf("%s", got)
	}
	box := k.Get("box")
	if box.Label != "Box" || !box.Container || string(box.Style) != ".box{}" || string(box.Island) != "x()" || string(box.Icon) != "<svg/>" || box.Example != ":::box\n:::\n" {
		t.Errorf("%+v", box)
	}
	if got := draw(t, k, ":::box\na\n:::\n", Publish); got != "<section><p>a</p>\n</section>" {
		t.Errorf("the later template is not used: %s", got)
	}
	for _, c := range []struct {
		parent, child string
		want          bool
	}{
		{"", "box", true}, {"", "item", false}, {"box", "item", true}, {"box", "box", false}, {"box", "paragraph", false},
		{"item", "paragraph", true}, {"item", "item", false}, {"code", "paragraph", false}, {"nothing", "paragraph", false}, {"", "paragraph", true},
	} {
		if got := k.Allows(c.parent, c.child); got != c.want {
			t.Errorf("%q in %q: %v", c.child, c.parent, got)
		}
	}
}

// A kind that is broken is left out and told; the others work.
func TestBrokenKinds(t *testing.T) {
	good := files("good/kind.yaml", "label: Good\n", "good/block.html", "<b>{{.Body}}</b>")
	for _, c := range []struct{ name, file, text, code string }{
		{"yaml", "bad/kind.yaml", "label: [", "kind-schema"},
		{"a type that is none", "bad/kind.yaml", "attributes: [{name: a, type: colours}]", "kind-schema"},
		{"a name that is none", "bad/kind.yaml", "attributes: [{name: a b, type: text}]", "kind-schema"},
		{"a choice without choices", "bad/kind.yaml", "attributes: [{name: a, type: choice}]", "kind-schema"},
		{"a default that is no choice", "bad/kind.yaml", "attributes: [{name: a, type: choice, default: x, choices: [{value: y}]}]", "kind-schema"},
		{"a range upside down", "bad/kind.yaml", "attributes: [{name: a, type: number, min: 3, max: 1}]", "kind-schema"},
		{"a template", "bad/block.html", "<b>{{.Body", "kind-template"},
		{"a function that is none", "bad/block.html", "{{nothing}}", "kind-template"},
		{"a template that html/template refuses", "bad/block.html", `<a href='{{if .Attrs}}"{{end}}>`, "kind-template"},
	} {
		bad := files("bad/kind.yaml", "label: Bad\n", "bad/block.html", "<i>{{.Body}}</i>", c.file, c.text)
		k, found := LoadKinds(good, bad)
		if len(found) != 1 || found[0].Code != c.code || found[0].Where.Path != "theme/blocks/"+c.file || found[0].Args["kind"] != "bad" {
			t.Errorf("%s: %+v", c.name, found)
		}
		if got := draw(t, k, ":::good\na\n:::\n\n:::bad\nb\n:::\n", Publish); got != "<b><p>a</p>\n</b><p>b</p>" {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// A template that fails on a page loses nothing of the page.
func TestTemplateFails(t *testing.T) {
	k, _ := LoadKinds(files("bad/kind.yaml", "label: Bad\n", "bad/block.html", `<i>{{.Body}}{{index .Attrs.list 3}}</i>`))
	p, r := NewParser(k), NewRenderer(k, nil)
	tree, _ := p.Parse([]byte("a\n\n:::bad\nb\n:::\n\nc\n"))
	for _, m := range []Mode{Publish, Canvas} {
		var out bytes.Buffer
		found, err := r.Render(&out, tree, Context{Mode: m})
		if err != nil || len(found) != 1 || found[0].Code != "block-template" || found[0].Where.Line != 3 || found[0].Err == nil {
			t.Errorf("%v %v", found, err)
		}
		if m == Canvas {
			checkMarks(t, tree, out.Bytes())
		}
		if !strings.Contains(out.String(), ">b</p>") || !strings.Contains(out.String(), ">c</p>") || strings.Contains(out.String(), "<i>") {
			t.Errorf("%s", out.String())
		}
	}
}

// A kind whose template has no element of its own gets one on the canvas.
func TestMarksOfBareKinds(t *testing.T) {
	for template, want := range map[string]string{
		"":                             `<div data-pw-at="0" data-pw-kind="x"><p data-pw-at="0.0" data-pw-kind="paragraph">a</p>` + "\n</div>",
		"{{.Body}}":                    `<div data-pw-at="0" data-pw-kind="x"><p data-pw-at="0.0" data-pw-kind="paragraph">a</p>` + "\n</div>",
		"words {{.Body}}":              `<div data-pw-at="0" data-pw-kind="x">words <p data-pw-at="0.0" data-pw-kind="paragraph">a</p>` + "\n</div>",
		"<!-- x -->\n<b>{{.Body}}</b>": `<b data-pw-at="0" data-pw-kind="x"><p data-pw-at="0.0" data-pw-kind="paragraph">a</p>` + "\n</b>",
		"<script>x</script>":           `<div data-pw-at="0" data-pw-kind="x"></div>`,
	} {
		k, found := LoadKinds(files("x/kind.yaml", "label: X\ncontainer: true\n", "x/block.html", template))
		if got := draw(t, k, ":::x\na\n:::\n", Canvas); got != want || len(found) > 0 {
			t.Errorf("%q: %s %v", template, got, found)
		}
	}
}

func draw(t testing.TB, k *Kinds, source string, m Mode) string {
	t.Helper()
	tree, _ := NewParser(k).Parse([]byte(source))
	var out bytes.Buffer
	if _, err := NewRenderer(k, nil).Render(&out, tree, site(m)); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}

func TestTemplateFunctions(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{`{{picture "/media/a.jpg" "" "wide" "50vw"}}`, `<img src="/media/hashed-a.jpg" alt="From the library" class="wide" width="1600" height="900" srcset="/media/hashed-a.jpg 1600w" sizes="50vw" style="object-position:30% 70%" loading="lazy" decoding="async">`},
		{`{{picture "a b%20c%.jpg"}}`, `<img src="a%20b%20c%25.jpg" alt="" loading="lazy" decoding="async">`},
		{`{{picture .Nothing}}`, `<img src="" alt="" loading="lazy" decoding="async">`},
		{`<a href="{{link "tel:+49"}}">{{link "javascript:x"}}</a>`, `<a href="tel:&#43;49">#</a>`},
		{`<a href="{{link .Attrs.to}}">x</a>`, `<a href="#">x</a>`},
		{`<a href="{{.Attrs.to}}">x</a>`, `<a href="#ZgotmplZ">x</a>`},
		{`<a href="{{link "/about.md"}}" data-a="{{src "/media/a.pdf"}}">x</a>`, `<a href="/about" data-a="/media/hashed-a.pdf">x</a>`},
		{`{{.Attrs.html}}`, `&lt;script&gt;`},
		{`<p style="color: {{.Attrs.css}}">`, `<p style="color: ZgotmplZ">`},
		{`{{t "hello" "you" 3}}`, `[hello you 3]`},
		{`{{default "a" .Attrs.none}}{{default "a" "b"}}{{default "a" 0}}`, `aba`},
		{`{{range list 1 2 3}}{{.}}{{end}}{{(dict "a" 1).a}}`, `1231`},
		{`{{range posts "" 1.0 ""}}{{.Title}}{{end}}{{range posts "empty" 3 ""}}x{{else}}none{{end}}`, `Second &lt;post&gt;none`},
		{`{{range toc}}{{.ID}}({{range .Children}}{{.Text}}{{end}}){{end}}`, `part(deeper)`},
		{`{{with embed "https://youtu.be/abc-_1"}}{{.Provider}} {{.Src}}{{end}}{{if embed "x"}}y{{end}}`, `YouTube https://www.youtube-nocookie.com/embed/abc-_1`},
		{`{{.Page.Title}} {{.Site.Language}} {{.Canvas}} {{.Page.Nothing}}`, `A page en false`},
		{`{{date "2006" "2026-01-02"}}`, `2026-01-02`},
		{`{{range .Children}}[{{.Kind}} {{.Attrs.to}} {{.HTML}}]{{end}}`, `[heading  <h2 id="part">Part</h2>` + "\n" + `][heading  <h3 id="deeper">deeper</h3>` + "\n" + `]`},
		{``, `<h2 id="part">Part</h2>` + "\n" + `<h3 id="deeper">deeper</h3>`},
	} {
		k, found := LoadKinds(files("x/kind.yaml", "label: X\ncontainer: true\n", "x/block.html", c.template))
		if len(found) > 0 {
			t.Errorf("%s: %v", c.template, found)
			continue
		}
		source := ":::x{html='<script>' css='red;}x' to='javascript:a'}\n## Part\n### deeper\n:::\n"
		if got := draw(t, k, source, Publish); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.template, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	k := kinds(t)
	for name, want := range map[string]string{
		"heor": "hero", "colums": "columns", "Hero": "hero", "quotes": "quote", "note": "", "tip": "", "galery": "gallery", "galllerie": "", "paragraphs": "", "x": "", "warning": "", strings.Repeat("hero", 20): "",
	} {
		if got := k.near(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestVideo(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.youtube.com/watch?v=aqz-KE-bpKQ":        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
		"https://m.youtube.com/watch?x=y&v=a_b":              "https://www.youtube-nocookie.com/embed/a_b",
		"https://youtu.be/abc?t=3":                           "https://www.youtube-nocookie.com/embed/abc",
		"https://www.youtube.com/shorts/abc":                 "https://www.youtube-nocookie.com/embed/abc",
		"https://vimeo.com/123":                              "https://player.vimeo.com/video/123?dnt=1",
		"https://video.example.org/w/abcdefghijklmnopqrstuv": "https://video.example.org/videos/embed/abcdefghijklmnopqrstuv",
		"https://video.example.org/videos/watch/ab-c":        "https://video.example.org/videos/embed/ab-c",
		"/media/film.mp4":                                    "",
		"https://example.org/film.mp4":                       "",
		"https://youtube.com/":                               "",
		"https://youtube.com/watch":                          "",
		"https://youtu.be/\"><script>":                       "",
		"https://u:p@youtu.be/abc":                           "",
		"javascript:alert(1)//youtu.be/abc":                  "",
		"ftp://youtu.be/abc":                                 "",
		"":                                                   "",
	} {
		got, _ := video(address)["Src"].(string)
		if got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

// One parser and one renderer serve many at a time.
func TestTogether(t *testing.T) {
	k := kinds(t)
	p, r := NewParser(k), NewRenderer(k, nil)
	var pages []string
	for _, kind := range k.All() {
		pages = append(pages, "# "+kind.Name+"\n\n"+kind.Example)
	}
	want := map[string]string{}
	for _, page := range pages {
		tree, _ := p.Parse([]byte(page))
		var out bytes.Buffer
		if _, err := r.Render(&out, tree, site(Canvas)); err != nil {
			t.Fatal(err)
		}
		want[page] = out.String()
	}
	shared, _ := p.Parse([]byte(strings.Join(pages, "\n\n")))
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			for j := range 3 * len(pages) {
				page := pages[(i+j)%len(pages)]
				tree, _ := p.Parse([]byte(page))
				blocks, _ := r.RenderBlocks(tree, site(Publish))
				if got := strings.Join(blocks.Blocks, "") + blocks.Tail; got != want[page] {
					t.Errorf("%q is\n%s\nand was\n%s", page, got, want[page])
				}
				if _, err := r.Render(&bytes.Buffer{}, shared, site(Publish)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}
