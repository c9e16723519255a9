package theme

import (
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// What must hold for the built-in theme.

func paper(t *testing.T) *Theme {
	t.Helper()
	p, err := Load(Layer{FS: os.DirFS("default")})
	if err != nil || len(p.Diags) > 0 {
		t.Fatal(err, p.Diags)
	}
	return p
}

// sources returns the theme's files and the kinds' templates, by path.
func sources(t *testing.T, suffix string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, root := range []string{"default", "../block"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.Contains(p, "testdata") || !strings.HasSuffix(p, suffix) {
				return err
			}
			b, err := os.ReadFile(root + "/" + p)
			files[root+"/"+p] = string(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestPaperSpeaksItsLanguages(t *testing.T) {
	text, err := os.ReadFile("default/words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]map[string]string
	if err := yaml.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	holes := regexp.MustCompile(`%[sd]`)
	for _, language := range []string{"en", "de", "fr", "es", "nl", "it", "pt"} {
		for key, english := range words["en"] {
			own := words[language][key]
			if own == "" || !slices.Equal(holes.FindAllString(own, -1), holes.FindAllString(english, -1)) {
				t.Errorf("%s: %q is %q in English and %q here", language, key, english, own)
			}
		}
		if len(words[language]) != len(words["en"]) || len(strings.Split(words[language]["months"], ",")) != 12 {
			t.Errorf("%s has words that English has not, or not twelve months", language)
		}
	}
	said := regexp.MustCompile(`\bt "(\w+)"`)
	for name, source := range sources(t, ".html") {
		for _, m := range said.FindAllStringSubmatch(source, -1) {
			if words["en"][m[1]] == "" {
				t.Errorf("%s says %q, which has no words", name, m[1])
			}
		}
	}
}

func TestPaperUsesItsTokens(t *testing.T) {
	p, used := paper(t), map[string]bool{}
	for _, source := range sources(t, ".css") {
		for _, m := range regexp.MustCompile(`var\(--pw-([a-z-]+)`).FindAllStringSubmatch(source, -1) {
			used[m[1]] = true
		}
	}
	for _, source := range sources(t, ".html") {
		for _, m := range regexp.MustCompile(`\.Site\.Tokens\.(\w+)`).FindAllStringSubmatch(source, -1) {
			used[m[1]] = true
		}
	}
	for i := range p.Tokens {
		k := &p.Tokens[i]
		if _, ok := k.css(k.Default); !ok {
			t.Errorf("%s: the default %q can not be used", k.Name, k.Default)
		}
		if !used[k.Name] {
			t.Errorf("%s changes nothing", k.Name)
		}
		delete(used, k.Name)
	}
	for _, m := range regexp.MustCompile(`--pw-([a-z-]+):`).FindAllStringSubmatch(p.derived(nil, false), -1) {
		delete(used, m[1])
	}
	if len(used) > 0 {
		t.Errorf("used, but no tokens: %v", used)
	}
}

func TestPaperAsksNothingOfTheNetwork(t *testing.T) {
	foreign := regexp.MustCompile(`(?i)<script|@import|https?://`)
	for _, suffix := range []string{".html", ".css"} {
		for name, source := range sources(t, suffix) {
			source = strings.ReplaceAll(source, "http://www.w3.org/2000/svg", "")
			if at := foreign.FindString(source); at != "" {
				t.Errorf("%s has %q", name, at)
			}
		}
	}
	if size := len(paper(t).Asset("site.css")); size > 20_000 {
		t.Errorf("site.css has %d bytes", size)
	}
}

func TestPaperCanBeReadInLightAndDark(t *testing.T) {
	p := paper(t)
	value := func(name string, dark bool) [3]float64 {
		for _, k := range p.Tokens {
			if k.Name == name {
				v := k.Default
				if dark && k.Dark != "" {
					v = k.Dark
				}
				c, ok := parseHex(v)
				if !ok {
					t.Fatal(v)
				}
				return c
			}
		}
		t.Fatalf("no token %s", name)
		return [3]float64{}
	}
	white := [3]float64{1, 1, 1}
	black, _ := parseHex("#1b1512") // --on-accent in dark mode
	for _, dark := range []bool{false, true} {
		ink, accent, on := value("ink", dark), value("accent", dark), white
		if dark { // as site.css does: 55 % of the accent in white, in Oklab
			lab, top := oklab(accent), oklab(white)
			for i := range lab {
				lab[i] = lab[i]*0.55 + top[i]*0.45
			}
			hex, _ := fromOklab(lab)
			accent, _ = parseHex(hex)
			on = black
		}
		for _, ground := range []string{"paper", "surface"} {
			g := value(ground, dark)
			for what, c := range map[string][3]float64{"ink": ink, "muted ink": mixGamma(ink, value("paper", dark), 0.72), "link": accent} {
				if r := contrast(c, g); r < 4.5 || math.IsNaN(r) {
					t.Errorf("dark %v: %s on %s has %.2f", dark, what, ground, r)
				}
			}
		}
		if r := contrast(on, accent); r < 4.5 {
			t.Errorf("dark %v: words on the accent have %.2f", dark, r)
		}
	}
}
