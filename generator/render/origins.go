package render

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

// origins tells on the canvas which settings of the site a layout writes where,
// whatever the theme: the editor leads from there to the setting. What is
// published knows nothing of it.
//
// The texts of the settings are copies, known by where they lie in memory and
// not by what they say. So a layout compares them, counts their letters and
// finds them in maps as ever; only one that is written out is followed by a
// sign, which mark takes away again.
type origins struct {
	number map[*byte]int // of a text, by its first byte
	names  []string      // of settings, by that number
}

// markFrom is the attribute of an element in which a setting is written:
// "page title", "site title", "site author", "site description", or "menu",
// which of its entries, and its name: "menu 2 main".
const markFrom = "data-pw-from"

// The sign of a setting is its number between these two. Every way to write
// into HTML, addresses among them, leaves its letters as they are.
const (
	signStart = "pw-from-"
	signEnd   = "-"
)

// text is a copy of a setting's text, which is known by it.
func (s *origins) text(v, name string) string {
	if v == "" {
		return v
	}
	v = strings.Clone(v)
	s.number[unsafe.StringData(v)] = len(s.names) //nolint:gosec // its address is its identity and is never read from
	s.names = append(s.names, name)
	return v
}

// site is what layouts see as .Site, with texts that are known.
func (s *origins) site(w *World) map[string]any {
	site := maps.Clone(w.data)
	for _, key := range [...]string{"Title", "Author", "Description"} {
		site[key] = s.text(text(site[key]), "site "+strings.ToLower(key))
	}
	menus := map[string]any{}
	for name := range w.menus {
		menus[name] = s.menu(name, w.menuData(name, ""))
	}
	site["Menus"] = menus
	return site
}

// page is what layouts see as .Page, with a title that is known.
func (s *origins) page(p map[string]any) map[string]any {
	p = maps.Clone(p)
	p["Title"] = s.text(text(p["Title"]), "page title")
	return p
}

// menu makes the labels of a menu known.
func (s *origins) menu(name string, items []map[string]any) []map[string]any {
	for i, m := range items {
		m["Label"] = s.text(text(m["Label"]), fmt.Sprint("menu ", i, " ", name))
	}
	return items
}

// sign is what a layout writes in the place of a value; nil origins know none.
func (s *origins) sign(v any) any {
	written, ok := v.(string)
	if !ok || written == "" || s == nil {
		return v
	}
	n, ok := s.number[unsafe.StringData(written)] //nolint:gosec // see text
	if !ok {
		return v
	}
	return written + signStart + strconv.Itoa(n) + signEnd
}

// mark takes the signs out of a page, and marks the elements in which they stood.
func (s *origins) mark(page []byte) []byte {
	out := make([]byte, 0, len(page))
	for {
		i := bytes.Index(page, []byte(signStart))
		if i < 0 {
			return append(out, page...)
		}
		rest := page[i+len(signStart):]
		end := bytes.Index(rest, []byte(signEnd))
		n, err := strconv.Atoi(string(rest[:max(end, 0)]))
		if err != nil || n < 0 || n >= len(s.names) { // words of the page that look like it
			out, page = append(out, page[:i+len(signStart)]...), rest
			continue
		}
		out, page = append(out, page[:i]...), rest[end+len(signEnd):]
		if at := elementAround(out); at >= 0 {
			attribute := " " + markFrom + `="` + template.HTMLEscapeString(s.names[n]) + `"`
			out = slices.Insert(out, at, []byte(attribute)...)
		}
	}
}

// elementAround is the offset behind the name in the start tag of the element
// that is open at the end of a part of a page; negative: there is none that a
// mark would do any good, or it has one.
func elementAround(part []byte) int {
	depth := 0
	for end := len(part); ; {
		i := bytes.LastIndexByte(part[:end], '<')
		if i < 0 {
			return -1
		}
		tag := part[i:end]
		if j := bytes.IndexByte(tag, '>'); j >= 0 {
			tag = tag[:j]
		} else if end == len(part) {
			return -1 // in the tag itself
		}
		end = i
		name := tagName(tag)
		switch {
		case bytes.HasPrefix(tag, []byte("</")):
			depth++
		case name == "" || voidElements[name] || bytes.HasSuffix(tag, []byte("/")):
		case depth > 0:
			depth--
		case unmarked[name] || bytes.Contains(tag, []byte(" data-pw-")):
			return -1
		default:
			return i + 1 + len(name)
		}
	}
}

// tagName is the name in a start tag as far as its letters and digits go; empty for all else.
func tagName(tag []byte) string {
	rest := tag[1:]
	end := bytes.IndexFunc(rest, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-'
	})
	if end < 0 {
		end = len(rest)
	}
	return strings.ToLower(string(rest[:end]))
}

// voidElements have no end tag.
var voidElements = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "source": true, "track": true, "wbr": true}

// unmarked elements are not seen, or are all of the page.
var unmarked = map[string]bool{"html": true, "head": true, "body": true, "main": true, "title": true, "style": true, "script": true,
	"noscript": true, "template": true, "textarea": true, "option": true}
