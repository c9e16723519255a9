package markdown

import "strings"

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
