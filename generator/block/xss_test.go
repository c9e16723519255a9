package block

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/pagewright/pagewright/generator/colour"
)

// each calls f with every element of a document, parsed as a browser does.
func each(t testing.TB, fragment []byte, f func(*html.Node)) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(fragment))
	if err != nil {
		t.Skip(err) // deeper than the parser goes
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			f(n)
		}
	}
}

// harm says what in a canvas could run, load or send something; nil: nothing.
func harm(t testing.TB, canvas []byte) (found []string) {
	t.Helper()
	each(t, canvas, func(n *html.Node) {
		switch n.Data {
		case "script", "iframe", "form", "meta", "base", "object", "embed", "frame", "frameset", "applet", "link", "style",
			"template", "noscript", "svg:script", "animate", "set", "foreignobject", "foreignObject", "math", "use", "image":
			found = append(found, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			key := strings.ToLower(a.Key)
			switch {
			case strings.HasPrefix(key, "on"), key == "srcdoc", key == "formaction", key == "xlink:href", key == "http-equiv",
				key == "name", key == "action", key == "ping", key == "background":
				found = append(found, key+"="+a.Val)
			case key == "href" || key == "src" || key == "poster" || key == "cite":
				if !harmless(a.Val) {
					found = append(found, key+"="+a.Val)
				}
			case key == "srcset":
				for candidate := range strings.SplitSeq(a.Val, ",") {
					if !harmless(candidate) {
						found = append(found, key+"="+a.Val)
					}
				}
			case key == "style":
				if v := strings.ToLower(a.Val); strings.Contains(v, "url") || strings.Contains(v, "expression") || strings.Contains(v, `\`) {
					found = append(found, key+"="+a.Val)
				}
			}
		}
	})
	return found
}

// harmless reports whether an address, read as the URL standard does, is of a
// scheme that neither runs nor holds a document.
func harmless(address string) bool {
	address = strings.TrimLeftFunc(address, func(r rune) bool { return r <= ' ' })
	address = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address)
	scheme := schemes.FindString(address)
	switch strings.ToLower(scheme) {
	case "", "http:", "https:", "mailto:", "tel:", "sms:", "ftp:", "irc:", "geo:", "xmpp:":
		return true
	case "data:":
		return strings.HasPrefix(strings.ToLower(address), "data:image/") && !strings.Contains(strings.ToLower(address), "svg")
	}
	return false
}

var schemes = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)

func checkInert(t testing.TB, canvas []byte) {
	t.Helper()
	if found := harm(t, canvas); found != nil {
		t.Fatalf("%q in %s", found, canvas)
	}
}

// payloads are what people write into pages that should not run.
func payloads(t testing.TB) []string {
	t.Helper()
	raw, err := os.ReadFile("testdata/xss/payloads.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSpace(string(raw)), "\n")
	if len(list) < 100 {
		t.Fatalf("%d payloads", len(list))
	}
	return list
}

// places are where a payload can stand in a page.
var places = []string{
	"%s\n",
	"# %s\n",
	"text %s text\n",
	"- %s\n",
	"> %s\n",
	"| a |\n|---|\n| %s |\n",
	"[x](%s)\n",
	"[x](<%s>)\n",
	"[x](/a \"%s\")\n",
	"![%s](/a.jpg)\n",
	"![x](<%s>)\n",
	"![x](/a.jpg '%s')\n",
	"<%s>\n",
	"[x]\n\n[x]: <%s>\n",
	"```%s\ncode\n```\n",
	"```\n%s\n```\n",
	"# A {title=\"%s\" id=\"x\"}\n",
	"# A {%s}\n",
	"x[^1]\n\n[^1]: %s\n",
	"Term\n: %s\n",
	":::%s\ntext\n:::\n",
	":::hero{image=\"%s\" alt=\"%[1]s\"}\n%[1]s\n:::\n",
	":::hero{image='%s' alt='%[1]s' align='%[1]s'}\n:::\n",
	":::picture{src=\"%s\" link=\"%[1]s\"}\n:::\n",
	":::button{link=\"%s\"}\n%[1]s\n:::\n",
	":::button{link='%s'}\nx\n:::\n",
	":::quote{by='%s' source='%[1]s' image='%[1]s'}\nx\n:::\n",
	":::video{src=\"%s\" title=\"%[1]s\"}\n:::\n",
	":::video{src='%s' title='%[1]s' poster='%[1]s'}\n:::\n",
	":::html\n%s\n:::\n",
	":::gallery\n![%s](%[1]s)\n:::\n",
	":::unknown{a=\"%s\"}\n%[1]s\n:::\n",
	":::toc{title='%s'}\n:::\n\n## %[1]s\n",
	":::hostile{text='%s' link='%[1]s'}\n%[1]s\n:::\n",
	"- a\n\n  :::html\n  %s\n  :::\n",
}

func TestCanvasIsInert(t *testing.T) {
	k := hostileKinds(t)
	p, r := NewParser(k), NewRenderer(k, colour.NewPen(0))
	n := 0
	for _, payload := range payloads(t) {
		for _, place := range places {
			source := fmt.Sprintf(place, payload)
			tree, _ := p.Parse([]byte(source))
			var out bytes.Buffer
			if _, err := r.Render(&out, tree, Context{Mode: Canvas}); err != nil {
				t.Fatal(err)
			}
			if found := harm(t, out.Bytes()); found != nil {
				t.Errorf("%q: %q\n%s", source, found, out.Bytes())
			}
			checkMarks(t, tree, out.Bytes())
			n++
		}
	}
	t.Logf("%d pages", n)
}

// The same without the sanitiser must fail, or the test above shows nothing:
// a template that a site brings can hold anything.
func TestCanvasWithoutSanitiserIsNot(t *testing.T) {
	k := hostileKinds(t)
	p, r := NewParser(k), NewRenderer(k, nil)
	r.trusting = true
	tree, _ := p.Parse([]byte(":::hostile{text=x link=/x}\nx\n:::\n"))
	var out bytes.Buffer
	if _, err := r.Render(&out, tree, Context{Mode: Canvas}); err != nil {
		t.Fatal(err)
	}
	if found := harm(t, out.Bytes()); len(found) < 10 {
		t.Errorf("only %q found in %s", found, out.Bytes())
	}
}

// hostileKinds are the built-in kinds and one whose template is malicious.
func hostileKinds(t testing.TB) *Kinds {
	t.Helper()
	k, found := LoadKinds(Builtin(), os.DirFS("testdata/kinds"))
	for _, d := range found {
		t.Fatal(&d)
	}
	if k.directive("hostile") == nil {
		t.Fatal("no hostile kind")
	}
	return k
}
