package theme

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// lightnessOf returns colour with the lightness of like, its hue kept: how a
// colour that was chosen for a light page looks on a dark one. Both are hex
// colours; ok is false for other ways of writing.
func lightnessOf(like, colour string) (string, bool) {
	a, ok1 := parseHex(like)
	b, ok2 := parseHex(colour)
	if !ok1 || !ok2 {
		return "", false
	}
	l := oklab(a)[0]
	lab := oklab(b)
	for shrink := 1.0; shrink > 0; shrink -= 0.02 { // towards grey until the screen can show it
		if rgb, ok := fromOklab([3]float64{l, lab[1] * shrink, lab[2] * shrink}); ok {
			return rgb, true
		}
	}
	rgb, _ := fromOklab([3]float64{l, 0, 0})
	return rgb, true
}

func parseHex(s string) ([3]float64, bool) {
	s = strings.TrimSpace(s)
	if len(s) == 4 && s[0] == '#' {
		s = string([]byte{'#', s[1], s[1], s[2], s[2], s[3], s[3]})
	}
	if len(s) != 7 || s[0] != '#' {
		return [3]float64{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return [3]float64{}, false
	}
	var rgb [3]float64
	for i := range rgb {
		rgb[i] = linear(float64(n>>(16-8*i)&0xff) / 255)
	}
	return rgb, true
}

func linear(c float64) float64 {
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

func gamma(c float64) float64 {
	if c <= 0.0031308 {
		return c * 12.92
	}
	return 1.055*math.Pow(c, 1/2.4) - 0.055
}

// oklab converts linear sRGB to Oklab (Björn Ottosson, 2020).
func oklab(c [3]float64) [3]float64 {
	l := math.Cbrt(0.4122214708*c[0] + 0.5363325363*c[1] + 0.0514459929*c[2])
	m := math.Cbrt(0.2119034982*c[0] + 0.6806995451*c[1] + 0.1073969566*c[2])
	s := math.Cbrt(0.0883024619*c[0] + 0.2817188376*c[1] + 0.6299787005*c[2])
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// fromOklab returns the hex colour; ok is false where sRGB has no such colour.
func fromOklab(c [3]float64) (string, bool) {
	l := cube(c[0] + 0.3963377774*c[1] + 0.2158037573*c[2])
	m := cube(c[0] - 0.1055613458*c[1] - 0.0638541728*c[2])
	s := cube(c[0] - 0.0894841775*c[1] - 1.2914855480*c[2])
	rgb := [3]float64{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
	ok := true
	var out [3]int
	for i, v := range rgb {
		if v < -0.001 || v > 1.001 {
			ok = false
		}
		out[i] = int(math.Round(gamma(max(0, min(1, v))) * 255))
	}
	return fmt.Sprintf("#%02x%02x%02x", out[0], out[1], out[2]), ok
}

func cube(v float64) float64 { return v * v * v }
