package theme

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func layer(files map[string]string) Layer {
	m := fstest.MapFS{}
	for p, text := range files {
		m[p] = &fstest.MapFile{Data: []byte(text)}
	}
	return Layer{FS: m, Path: "theme"}
}

func render(t *testing.T, th *Theme, name string) string {
	t.Helper()
	set, err := th.Instance(nil, false)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := set.ExecuteTemplate(&b, name, map[string]any{"X": "<x>"}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLayers(t *testing.T) {
	below := layer(map[string]string{"layouts/page.html": "below {{template \"partials/p.html\" .}}", "partials/p.html": "p {{.X}}", "layouts/post.html": "post",
		"words.yaml": "en: {a: A, b: B}\nde: {a: Ä}", "theme.yaml": "name: below\ntokens: [{name: accent, type: colour, default: '#123456'}, {name: gap, type: number, default: 1, unit: rem}]", "assets/x.css": "x"})
	above := layer(map[string]string{"layouts/page.html": "above {{template \"partials/p.html\" .}}", "layouts/post.html": "{{if}}", "words.yaml": "de: {b: Be}",
		"theme.yaml": "name: above\ntokens: [{name: accent, type: colour, default: '#fff'}]", "assets/y.css": "y", "assets/.hidden": "no", "blocks/own/block.html": "not a layout"})
	th, err := Load(below, above)
	if err != nil {
		t.Fatal(err)
	}
	if got := render(t, th, "page.html"); got != "above p &lt;x&gt;" {
		t.Errorf("page: %q", got)
	}
	if got := render(t, th, "post.html"); got != "post" {
		t.Errorf("a layout that can not be read: %q, want the one below", got)
	}
	if len(th.Diags) != 1 || th.Diags[0].Code != "theme-layout" || th.Diags[0].Where.Path != "theme/layouts/post.html" || th.Diags[0].Where.Line != 1 {
		t.Errorf("findings: %v", th.Diags)
	}
	if w := th.Words("de-AT"); w["a"] != "Ä" || w["b"] != "Be" {
		t.Errorf("words: %v", w)
	}
	if len(th.Tokens) != 2 || th.Tokens[0].Default != "#fff" || th.Name != "above" {
		t.Errorf("tokens: %+v", th.Tokens)
	}
	if names := th.AssetNames(); len(names) != 2 || string(th.Asset("y.css")) != "y" {
		t.Errorf("assets: %v", names)
	}
	if _, err := Load(layer(map[string]string{"layouts/post.html": "x"})); err == nil {
		t.Error("a theme without a page layout was loaded")
	}
}

func TestBuiltin(t *testing.T) {
	th, err := Load(Layer{FS: Builtin()})
	if err != nil || len(th.Diags) > 0 {
		t.Fatal(err, th.Diags)
	}
	for _, name := range []string{"page", "home", "list", "post", "term", "terms", "404"} {
		if !th.Has(name) {
			t.Errorf("no layout %q", name)
		}
	}
	for i := range th.Tokens {
		k := &th.Tokens[i]
		if _, ok := k.css(k.Default); !ok || k.Label == "" {
			t.Errorf("token %s: its default %q can not be used, or it has no label", k.Name, k.Default)
		}
		for _, on := range k.On {
			if th.token(on) == nil {
				t.Errorf("token %s is to be read on %q, which there is not", k.Name, on)
			}
		}
	}
	if len(th.Looks) == 0 {
		t.Error("it suggests nothing")
	}
	for _, look := range th.Looks {
		for name, value := range look.Tokens {
			k := th.token(name)
			if k == nil || k.Group != look.Group || look.Label == "" {
				t.Fatalf("look %q: %s is no token of the group %q", look.Label, name, look.Group)
			}
			if _, ok := k.css(value); !ok {
				t.Errorf("look %q: %s can not be %q", look.Label, name, value)
			}
		}
	}
}

// token returns a token of the theme; nil: there is none.
func (t *Theme) token(name string) *Token {
	for i := range t.Tokens {
		if t.Tokens[i].Name == name {
			return &t.Tokens[i]
		}
	}
	return nil
}

func TestTokens(t *testing.T) {
	th := &Theme{Tokens: []Token{
		{Name: "accent", Type: "colour", Default: "#8c3b2e", Dark: "#e0a090"},
		{Name: "gap", Type: "number", Default: "1", Unit: "rem", Min: 0.5, Max: 2},
		{Name: "font", Type: "font", Default: "book", Choices: []Choice{{Value: "book", CSS: `Georgia, "Times New Roman", serif`}}},
	}}
	css, diags := th.CSS(map[string]string{"gap": "9"}, "site.yaml")
	for _, want := range []string{"--pw-accent:#8c3b2e;", "--pw-gap:2rem;", `--pw-font:Georgia, "Times New Roman", serif;`, "prefers-color-scheme:dark", "--pw-accent:#e0a090;"} {
		if !strings.Contains(css, want) {
			t.Errorf("no %q in %s", want, css)
		}
	}
	if len(diags) > 0 {
		t.Error(diags)
	}
	for _, evil := range []string{"red;}body{display:none", "url(https://evil.test)", "</style>", "expression(1)", "\\75rl(x)", "red/*", "var(--x)) ; a:b", "\"", "rgb(1,2,3);", ")(", "\"'\"'", "a\nb"} {
		for _, name := range []string{"accent", "gap", "font"} {
			css, diags := th.CSS(map[string]string{name: evil}, "site.yaml")
			if strings.Contains(css, ":"+evil) || len(diags) != 1 || diags[0].Code != "token-value" {
				t.Errorf("%s: %q came through: %v", name, evil, diags)
			}
		}
	}
}

// A value has an end: 300 characters, whatever they take in bytes.
func TestLongToken(t *testing.T) {
	th := &Theme{Tokens: []Token{{Name: "font", Type: "font", Default: "book"}}}
	for n, refused := range map[int]int{300: 0, 301: 1} {
		long := strings.Repeat("é", n)
		css, diags := th.CSS(map[string]string{"font": long}, "site.yaml")
		if len(diags) != refused || strings.Contains(css, long) == (refused > 0) {
			t.Errorf("%d characters: %v", n, diags)
		}
	}
}

// A colour that was chosen for light pages becomes one for dark pages.
func TestDarkColour(t *testing.T) {
	th := &Theme{Tokens: []Token{{Name: "accent", Type: "colour", Default: "#8c3b2e", Dark: "#e0a090"}}}
	css, _ := th.CSS(map[string]string{"accent": "#003366"}, "")
	m := regexp.MustCompile(`dark\)\{:root:not\(\[data-theme=light\]\)\{--pw-accent:(#[0-9a-f]{6})`).FindStringSubmatch(css)
	if m == nil || m[1] == "#003366" || m[1] == "#e0a090" {
		t.Fatalf("dark value %v in %s", m, css)
	}
	got, _ := parseHex(m[1])
	want, _ := parseHex("#e0a090")
	if d := oklab(got)[0] - oklab(want)[0]; d > 0.01 || d < -0.01 {
		t.Errorf("%s is not as light as the theme's dark value", m[1])
	}
	if got[2] < got[0] {
		t.Errorf("%s is no blue", m[1])
	}
	css, _ = th.CSS(map[string]string{"accent": "#003366", "accent-dark": "#abcdef"}, "")
	if !strings.Contains(css, "--pw-accent:#abcdef") {
		t.Errorf("a dark value that is written does not count: %s", css)
	}
}
