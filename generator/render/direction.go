package render

import "strings"

// leftward are the languages that are written from right to left, unless their
// tag names another script.
var leftward = [...]string{"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}

// direction is "rtl" for a language that is written from right to left, and
// empty for all others, as HTML takes it.
func direction(tag string) string {
	parts := strings.Split(strings.ToLower(tag), "-")
	for _, script := range parts[1:] {
		switch {
		case script == "arab" || script == "hebr" || script == "syrc" || script == "thaa" || script == "nkoo":
			return "rtl"
		case len(script) == 4 && script[0] >= 'a': // a year or the like is no script
			return ""
		}
	}
	for _, l := range leftward {
		if parts[0] == l {
			return "rtl"
		}
	}
	return ""
}
