package markdown

import (
	"strconv"
	"strings"
	"unicode"
)

// IDs gives headings their ids, each once in a page, as GitHub does: "Opening
// hours!" is "opening-hours", a second one "opening-hours-1". The zero value is
// ready to use. It is for one page and one goroutine.
type IDs struct{ used map[string]bool }

// Take reserves an id that the page gives itself.
func (ids *IDs) Take(id string) {
	if ids.used == nil {
		ids.used = map[string]bool{}
	}
	ids.used[id] = true
}

// Make returns a new id for a heading's words.
func (ids *IDs) Make(words string) string {
	id := Slug(words)
	if id == "" {
		id = "section"
	}
	unique := id
	for n := 1; ids.used[unique]; n++ {
		unique = id + "-" + strconv.Itoa(n)
	}
	ids.Take(unique)
	return unique
}

// Slug is text as an id: letters and digits of any script in lower case, spaces
// as "-", all else left out. It may be empty.
func Slug(words string) string {
	var b strings.Builder
	b.Grow(len(words))
	for _, r := range strings.TrimSpace(words) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case 'A' <= r && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r == ' ':
			b.WriteByte('-')
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r):
			b.WriteByte('-')
		}
	}
	return b.String()
}
