// Package safe is the wall between what a site's author, or a stranger, wrote and
// the pages that the editor shows: HTML that can run nothing, addresses that can
// call nothing. It knows no Markdown. Start reading at HTML and Link.
package safe

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/pagewright/pagewright/generator/internal/escape"
)

// HTML appends to dst what of an HTML fragment the canvas may show: known
// elements with known attributes, addresses that can run nothing, every tag
// closed that was opened and none that was not. Text is written anew, so no two
// harmless parts can come together to a harmful one. It never fails.
//
// It is one wall of two. The other is the policy that the canvas is served
// with, under which no script runs whatever stands in the page.
func HTML(dst, fragment []byte) []byte {
	s := sanitizer{buf: dst}
	z := html.NewTokenizer(bytes.NewReader(fragment))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return s.closeTo(0)
		case html.TextToken:
			if s.drop == "" {
				s.buf = escape.Append(s.buf, z.Text())
			}
		case html.StartTagToken:
			s.start(z, false)
		case html.SelfClosingTagToken:
			s.start(z, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			s.end(string(name))
		}
	}
}

type sanitizer struct {
	buf  []byte
	open []string
	drop string // the element that is left out with all in it; empty: none
	deep int    // elements of that name in each other
}

// maxOpen bounds elements in each other. Of deeper ones only the text is shown.
const maxOpen = 200

func (s *sanitizer) start(z *html.Tokenizer, closed bool) {
	raw, more := z.TagName()
	name := string(raw)
	if s.drop != "" {
		if name == s.drop {
			s.deep++
		}
		return
	}
	if dropped[name] {
		s.drop, s.deep = name, 1
		return
	}
	if !elements[name] || len(s.open) >= maxOpen {
		return
	}
	// A browser would close the outer link and tear apart what stands around.
	if name == "a" && slices.Contains(s.open, "a") {
		return
	}
	from := len(s.buf)
	s.buf = append(append(s.buf, '<'), name...)
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		s.attribute(name, string(k), string(v))
	}
	if name == "input" && !bytes.Contains(s.buf[from:], []byte(` type="checkbox"`)) {
		s.buf = s.buf[:from]
		return
	}
	s.buf = append(s.buf, '>')
	switch {
	case void[name]:
	case closed && shapes[name]: // "<p/>" is an open tag to a browser, "<path/>" is not
		s.buf = append(append(append(s.buf, "</"...), name...), '>')
	default:
		s.open = append(s.open, name)
	}
}

func (s *sanitizer) end(name string) {
	if s.drop != "" {
		if name == s.drop {
			if s.deep--; s.deep == 0 {
				s.drop = ""
			}
		}
		return
	}
	for i, open := range slices.Backward(s.open) {
		if open == name {
			s.closeTo(i)
			return
		}
	}
}

// closeTo closes the open elements down to the first n.
func (s *sanitizer) closeTo(n int) []byte {
	for _, name := range slices.Backward(s.open[n:]) {
		s.buf = append(append(append(s.buf, '<', '/'), name...), '>')
	}
	s.open = s.open[:n]
	return s.buf
}

// attribute writes an attribute that is allowed, with a value that is.
func (s *sanitizer) attribute(element, name, value string) {
	switch {
	case name == "href" && element == "a":
		value = Link(value)
	case name == "src" || name == "poster":
		value = Source(value)
	case name == "srcset":
		value = safeSrcset(value)
	case name == "style":
		if !safeStyle(value) {
			return
		}
	case name == "type" && element == "input" && value != "checkbox":
		return
	case attributesAllowed[name], strings.HasPrefix(name, "aria-"), strings.HasPrefix(name, "data-") && isPlainName(name):
		if strings.Contains(strings.ToLower(value), "url(") && !strings.HasPrefix(value, "url(#") {
			return
		}
	default:
		return
	}
	s.buf = append(append(s.buf, ' '), name...)
	s.buf = append(s.buf, '=', '"')
	s.buf = escape.Append(s.buf, value)
	s.buf = append(s.buf, '"')
}

func isPlainName(name string) bool {
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

func safeSrcset(value string) string {
	for candidate := range strings.SplitSeq(value, ",") {
		address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
		if _, scheme := schemeOf(address); scheme && Link(address) == "#" {
			return ""
		}
	}
	return value
}

// safeStyle reports whether a style attribute loads nothing and hides nothing
// in escapes.
func safeStyle(value string) bool {
	v := strings.ToLower(value)
	for _, bad := range [...]string{"url", `\`, "expression", "script", "@", "<", "behavior", "binding", "image", "fixed", "/*"} {
		if strings.Contains(v, bad) {
			return false
		}
	}
	return true
}

// dropped are the elements that the canvas leaves out with all that is in them.
var dropped = set(`applet frame frameset iframe math noembed noframes noscript object plaintext script select style
	template textarea title xmp foreignobject`)

// elements are the elements that the canvas shows; of any other it shows what
// is in it.
var elements = set(`a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup
	data dd del details dfn div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i
	img input ins kbd label legend li main mark menu meter nav ol output p picture pre progress q rp rt ruby s samp
	search section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr
	svg g path circle rect line polyline polygon ellipse defs lineargradient radialgradient stop clippath`)

// shapes are the elements of SVG that hold nothing.
var shapes = set(`path circle rect line polyline polygon ellipse stop`)

var void = set(`br col hr img input source wbr`)

// attributesAllowed are attributes that mean no address and run nothing.
var attributesAllowed = set(`abbr align alt checked class colspan controls datetime decoding dir disabled download
	headers height hidden high id lang loading loop low max media min muted open optimum playsinline preload rel
	reversed role rowspan scope sizes span start tabindex title translate type value width
	clip-path clip-rule cx cy d fill fill-opacity fill-rule gradienttransform gradientunits offset opacity points
	preserveaspectratio r rx ry stop-color stop-opacity stroke stroke-dasharray stroke-linecap stroke-linejoin
	stroke-opacity stroke-width transform viewbox x x1 x2 xmlns y y1 y2`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
