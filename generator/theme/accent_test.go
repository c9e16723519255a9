package theme

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// Whatever accent a person picks, on whichever of the looks: words on it, words
// of its colour and what is under the pointer can be read, in light and dark.
func TestEveryAccentCanBeRead(t *testing.T) {
	p := paper(t)
	grounds := map[bool][][]string{}
	for _, look := range p.Looks {
		if look.Tokens["paper"] == "" {
			continue
		}
		for _, dark := range []bool{false, true} {
			var pair []string
			for _, name := range []string{"paper", "surface"} {
				for i := range p.Tokens {
					if k := &p.Tokens[i]; k.Name == name {
						v, _ := k.Value(look.Tokens)
						if dark {
							v = k.dark(v, look.Tokens)
						}
						pair = append(pair, v)
					}
				}
			}
			grounds[dark] = append(grounds[dark], pair)
		}
	}
	if len(grounds[true]) < 5 {
		t.Fatal(grounds)
	}
	steps := []int{0, 40, 85, 119, 128, 170, 212, 255}
	for _, r := range steps {
		for _, g := range steps {
			for _, b := range steps {
				accent := fmt.Sprintf("#%02x%02x%02x", r, g, b)
				for dark, all := range grounds {
					for _, pair := range all {
						checkAccents(t, accent, pair, dark)
					}
				}
			}
		}
	}
}

func checkAccents(t *testing.T, accent string, grounds []string, dark bool) {
	t.Helper()
	a, ok := accentsOf(accent, grounds, dark)
	if !ok {
		t.Fatalf("%s on %v", accent, grounds)
	}
	for what, pair := range map[string][2]string{
		"words on it": {a.on, a.shown}, "under the pointer": {a.on, a.strong}, "a link on paper": {a.link, grounds[0]}, "a link on the surface": {a.link, grounds[1]},
	} {
		if r := contrast(mustHex(pair[0]), mustHex(pair[1])); r < readable {
			t.Errorf("%s, dark %v: %s has %.2f (%+v on %v)", accent, dark, what, r, a, grounds)
		}
	}
	if !dark && a.shown != accent {
		t.Errorf("%s is shown as %s", accent, a.shown)
	}
}

// An accent that can be read stays as it is.
func TestAccentIsKept(t *testing.T) {
	a, _ := accentsOf("#8c3b2e", []string{"#fdfbf8", "#f5efe8"}, false)
	if a.shown != "#8c3b2e" || a.link != "#8c3b2e" || a.on != "#ffffff" {
		t.Errorf("%+v", a)
	}
	if _, ok := accentsOf("teal", []string{"#fff", "#fff"}, false); ok {
		t.Error("a name of a colour is no hex")
	}
}

// The style sheet uses what is derived, and has rules of its own where it is not.
func TestDerivedColoursAreUsed(t *testing.T) {
	p := paper(t)
	for setting, want := range map[string]bool{"": true, "#00f": true, "oklch(60% .1 20)": false} {
		css, _ := p.CSS(map[string]string{"accent": setting}, "site.yaml")
		if strings.Count(css, "--pw-on-accent:") != map[bool]int{true: 3, false: 0}[want] {
			t.Errorf("%q: %s", setting, css)
		}
	}
	sheet := string(p.Asset("site.css"))
	for _, name := range []string{"accent-shown", "on-accent", "accent-strong", "link"} {
		if n := len(regexp.MustCompile(`var\(--pw-`+name+`, ?[^)]`).FindAllString(sheet, -1)); n < 2 {
			t.Errorf("--pw-%s is used %d times with a rule of its own", name, n)
		}
	}
}
