package theme

import "math"

// readable is the least contrast of words, as WCAG 2 has it for level AA.
const readable = 4.5

// contrast is the ratio of WCAG 2 between two colours of linear sRGB, 1 to 21.
func contrast(a, b [3]float64) float64 {
	l := func(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] + 0.05 }
	return max(l(a), l(b)) / min(l(a), l(b))
}

// accents are what follows from an accent: colours that can be read, whichever
// accent a person picks. All are hex colours.
type accents struct {
	shown  string // where it fills a shape: in dark mode it is lighter
	on     string // words on it
	strong string // shown, under the pointer
	link   string // words of this colour, on each of the grounds
}

// accentsOf derives them. ok is false where a colour is not written as hex.
func accentsOf(accent string, grounds []string, dark bool) (a accents, ok bool) {
	shown, ok := parseHex(accent)
	if !ok {
		return a, false
	}
	under := make([][3]float64, len(grounds))
	for i, g := range grounds {
		if under[i], ok = parseHex(g); !ok {
			return a, false
		}
	}
	white, ink, black := [3]float64{1, 1, 1}, mustHex("#1b1512"), [3]float64{}
	if dark {
		shown = mixOklab(shown, white, .55)
	}
	a.shown = hexOf(shown)
	shown = mustHex(a.shown)
	words, away := white, black // what is under the pointer moves away from the words on it
	switch {
	case contrast(white, shown) >= readable:
		a.on = "#ffffff"
	case contrast(ink, shown) >= readable:
		a.on, words, away = hexOf(ink), ink, white
	default:
		a.on, words, away = "#000000", black, white
	}
	if dark && words == white {
		away = black
	}
	a.strong = hexOf(mixGamma(shown, away, .86))
	a.link = hexOf(readableOn(shown, under))
	return a, true
}

// readableOn returns the colour, darker or lighter as little as it takes to be
// read on all of the grounds. Where nothing can be, it is the best there is.
func readableOn(c [3]float64, grounds [][3]float64) [3]float64 {
	least := func(c [3]float64) float64 {
		worst := math.Inf(1)
		for _, g := range grounds {
			worst = min(worst, contrast(c, g))
		}
		return worst
	}
	best := c
	for part := 1.0; part >= 0; part -= .02 {
		for _, end := range [][3]float64{{}, {1, 1, 1}} {
			// As it will be written, so that rounding takes nothing away.
			try := mustHex(hexOf(mixOklab(c, end, part)))
			if least(try) >= readable {
				return try
			}
			if least(try) > least(best) {
				best = try
			}
		}
	}
	return best
}

// mixOklab is color-mix(in oklab, a part, b).
func mixOklab(a, b [3]float64, part float64) [3]float64 {
	x, y := oklab(a), oklab(b)
	for i := range x {
		x[i] = x[i]*part + y[i]*(1-part)
	}
	hex, _ := fromOklab(x)
	return mustHex(hex)
}

// mixGamma is color-mix(in srgb, a part, b).
func mixGamma(a, b [3]float64, part float64) (c [3]float64) {
	for i := range c {
		c[i] = linear(gamma(a[i])*part + gamma(b[i])*(1-part))
	}
	return c
}

func hexOf(c [3]float64) string {
	hex, _ := fromOklab(oklab(c))
	return hex
}

// mustHex is parseHex of what this package wrote.
func mustHex(s string) [3]float64 {
	c, _ := parseHex(s)
	return c
}

// Accent returns the accent of light pages and the colour of words on it, both
// in hex. ok is false where the theme has none, or it is not written as hex.
func (t *Theme) Accent(settings map[string]string) (accent, on string, ok bool) {
	a, ok := accentsOf(t.value("accent", settings, false), nil, false)
	return a.shown, a.on, ok
}

// value returns the value of a token on light or dark pages; "": there is none.
func (t *Theme) value(name string, settings map[string]string, dark bool) string {
	for i := range t.Tokens {
		if k := &t.Tokens[i]; k.Name == name {
			v, _ := k.Value(settings)
			if dark && k.Dark != "" {
				return k.dark(v, settings)
			}
			return v
		}
	}
	return ""
}

// derived are custom properties that follow from the accent, for light or dark
// pages; "" where the theme has no accent, or one that is not written as hex:
// then the style sheet's own rules stand.
func (t *Theme) derived(settings map[string]string, dark bool) string {
	value := func(name string) string { return t.value(name, settings, dark) }
	a, ok := accentsOf(value("accent"), []string{value("paper"), value("surface")}, dark)
	if !ok {
		return ""
	}
	return "--pw-accent-shown:" + a.shown + ";--pw-on-accent:" + a.on + ";--pw-accent-strong:" + a.strong + ";--pw-link:" + a.link + ";"
}
