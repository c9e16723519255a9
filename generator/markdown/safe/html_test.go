package safe

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<p class="a" id=b data-x=1 aria-label="c">x &amp; y</p>`, `<p class="a" id="b" data-x="1" aria-label="c">x &amp; y</p>`},
		{`<p>a`, `<p>a</p>`},
		{`a</p></div>b`, `ab`},
		{`<div><p>a</div>b</p>`, `<div><p>a</p></div>b`},
		{`<b><i>a</b>b</i>`, `<b><i>a</i></b>b`},
		{`<br><br/><hr>`, `<br><br><hr>`},
		{`<script>a</script>b<SCRIPT>c`, `b`},
		{`<svg><script>a</script></svg>b`, `<svg></svg>b`},
		{`<iframe><p>a</p></iframe>b`, `b`},
		{`<object><object>a</object>b</object>c`, `c`},
		{`<form><p>a</p></form>`, `<p>a</p>`},
		{`<x-y onclick=z>a</x-y>`, `a`},
		{`<!-- a --><!doctype html>b`, `b`},
		{`<<b></b>script>`, `&lt;<b></b>script&gt;`},
		{`<p onclick=a OnClick=b style="color:red">c</p>`, `<p style="color:red">c</p>`},
		{`<p style="background:url(x)">a</p>`, `<p>a</p>`},
		{`<a href="javascript:a">b</a>`, `<a href="#">b</a>`},
		{`<a href="&#106;avascript:a" target=_blank ping=x name=y>b</a>`, `<a href="#">b</a>`},
		{`<img src=x srcset="a 1x, javascript:b 2x" onerror=c>`, `<img src="x" srcset="">`},
		{`<input type=text name=a><input type=checkbox checked onchange=b>`, `<input type="checkbox" checked="">`},
		{`<svg viewBox="0 0 1 1"><path d="M0 0" fill="url(#a)"/><path fill="url(//x)"/></svg>`, `<svg viewbox="0 0 1 1"><path d="M0 0" fill="url(#a)"></path><path></path></svg>`},
		{`<svg><title><b>x</b></title><a xlink:href=javascript:a>b</a></svg>`, `<svg><a>b</a></svg>`},
		{`<p title='"&gt;<script>'>a</p>`, `<p title="&quot;&gt;&lt;script&gt;">a</p>`},
		{`<div data-pw-at="0" data-on-x=1>`, `<div data-pw-at="0" data-on-x="1"></div>`},
		{`<a href="/x"><p>a <a href="/y">b</a> c</p></a>`, `<a href="/x"><p>a b</p></a> c`},
		{"a\x00b", "a\uFFFDb"},
	} {
		if got := string(HTML(nil, []byte(c.in))); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// What comes out comes out the same again, and parsed as a browser parses it
// holds nothing that was not written.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<p>a<script>b</script>", "<svg><style><img src=x onerror=y>", "<math><mtext><table><mglyph><style><img>", "<a href=javascript:x>", "<<x"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		out := HTML(nil, in)
		if again := HTML(nil, out); !bytes.Equal(out, again) {
			t.Fatalf("%q\n%s\n%s", in, out, again)
		}
		doc, err := html.Parse(bytes.NewReader(out))
		if err != nil {
			return
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if !elements[n.Data] && !strings.Contains(" html head body tbody colgroup tr linearGradient radialGradient clipPath ", " "+n.Data+" ") {
				t.Fatalf("<%s> in %s", n.Data, out)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(strings.ToLower(a.Key), "on") || (a.Key == "href" && Link(a.Val) != a.Val) {
					t.Fatalf("%s=%q in %s", a.Key, a.Val, out)
				}
			}
		}
	})
}
