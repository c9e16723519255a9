package site

import (
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName is the most bytes that a slug has: every file system takes it, and a
// suffix still fits.
const maxName = 80

// Slug turns any words into a file name without an extension that is legal on
// Windows, macOS and Linux: NFC, lower case, letters and digits of any script
// with single hyphens between. It is empty when the words have none.
func Slug(words string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(plain(words)) {
		r = unicode.ToLower(r)
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && b.Len() > 0 && !gap:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			if b.Len()+utf8.RuneLen(r) > maxName {
				return legal(b.String())
			}
			b.WriteRune(r)
		case r == '\'', r == '’':
		default:
			gap = true
		}
	}
	return legal(b.String())
}

// plain takes the accents off Latin letters, so that addresses are easy to type.
func plain(words string) string {
	var b strings.Builder
	latin := false
	for _, r := range norm.NFD.String(words) {
		if unicode.Is(unicode.Mn, r) && latin {
			continue
		}
		latin = unicode.Is(unicode.Latin, r)
		if s, ok := letters[unicode.ToLower(r)]; ok {
			b.WriteString(s)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// letters are Latin letters that are no letter with an accent.
var letters = map[rune]string{'ß': "ss", 'æ': "ae", 'ø': "o", 'œ': "oe", 'đ': "d", 'ł': "l", 'þ': "th", 'ð': "d"}

func legal(slug string) string {
	if IsDevice(slug) {
		return slug + "-page"
	}
	return strings.TrimRight(slug, "-")
}

// IsDevice reports whether Windows takes a base name for a device, whatever
// its extension.
func IsDevice(base string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(base), ".")
	switch strings.TrimRight(stem, " ") {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if rest, ok := strings.CutPrefix(stem, "COM"); ok {
		return isPort(rest)
	}
	rest, ok := strings.CutPrefix(stem, "LPT")
	return ok && isPort(rest)
}

func isPort(s string) bool {
	return len(s) == 1 && s[0] >= '0' && s[0] <= '9' || s == "¹" || s == "²" || s == "³"
}

// Legal reports whether a slash-separated path may be given to a new file: it
// is relative, stays inside, and each part is legal on Windows, macOS and Linux.
func Legal(name string) bool {
	if name == "" || len(name) > 240 || !utf8.ValidString(name) || path.Clean(name) != name || path.IsAbs(name) || !norm.NFC.IsNormalString(name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." || len(part) > 100 || IsDevice(part) || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") ||
			strings.HasPrefix(part, ".") || strings.ContainsAny(part, `<>:"\|?*`) || strings.ContainsFunc(part, unicode.IsControl) {
			return false
		}
	}
	return true
}

// Fold returns what two names have in common when some file system takes them
// for the same: NFC and without case.
func Fold(name string) string {
	return norm.NFC.String(strings.ToLower(norm.NFC.String(name)))
}

// Unique returns stem+ext, or with the first free number at the stem's end.
// taken is asked with Fold of a whole name.
func Unique(stem, ext string, taken func(folded string) bool) string {
	name := stem + ext
	for n := 2; taken(Fold(name)); n++ {
		name = stem + "-" + strconv.Itoa(n) + ext
	}
	return name
}
