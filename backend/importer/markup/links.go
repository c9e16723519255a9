package markup

import (
	"regexp"
	"slices"
	"strings"
)

var (
	definition = regexp.MustCompile(`(?m)^[ \t>]{0,12}\[[^\]\n^][^\]\n]*\]:[ \t]*(<[^>\n]*>|[^\s<]\S*)`)
	htmlTag    = regexp.MustCompile(`<[a-zA-Z][^<>]*>`)
	htmlLink   = regexp.MustCompile(`(?i)\s(?:href|src|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	wikiLink   = regexp.MustCompile(`(!?)\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]`)
)

// links plans the new destinations of links, pictures, link definitions, the
// addresses in raw HTML, and wiki links.
func (w *rewriter) links() {
	if w.o.Link != nil {
		w.inlineLinks()
		for _, m := range definition.FindAllStringSubmatchIndex(w.body, -1) {
			w.destination(m[2], m[3])
		}
		for _, tag := range htmlTag.FindAllStringIndex(w.body, -1) {
			for _, m := range htmlLink.FindAllStringSubmatchIndex(w.body[tag[0]:tag[1]], -1) {
				if m[2] >= 0 {
					w.destination(tag[0]+m[2], tag[0]+m[3])
				} else {
					w.destination(tag[0]+m[4], tag[0]+m[5])
				}
			}
		}
	}
	if w.o.Wiki && w.o.Wikilink != nil {
		w.wikilinks()
	}
}

// inlineLinks finds ](destination …).
func (w *rewriter) inlineLinks() {
	for i := 0; ; {
		next := strings.Index(w.body[i:], "](")
		if next < 0 {
			return
		}
		i += next + 2
		start := i
		for start < len(w.body) && (w.body[start] == ' ' || w.body[start] == '\t') {
			start++
		}
		if end := endOfDestination(w.body, start); end > start {
			w.destination(start, end)
			i = end
		}
	}
}

// endOfDestination returns the end of a link's destination: of <…>, or of a
// run without spaces whose brackets are balanced.
func endOfDestination(body string, start int) int {
	if start < len(body) && body[start] == '<' {
		if end := strings.IndexAny(body[start:], ">\n"); end > 0 && body[start+end] == '>' {
			return start + end + 1
		}
		return start
	}
	depth := 0
	for i := start; i < len(body); i++ {
		switch c := body[i]; {
		case c == '\\':
			i++
		case c == '(':
			depth++
		case c == ')':
			if depth == 0 {
				return i
			}
			depth--
		case c <= ' ':
			return i
		}
	}
	return start
}

// destination asks for the new form of body[start:end] and plans it. What
// stands in code or holds a tag is left alone.
func (w *rewriter) destination(start, end int) {
	dest := w.body[start:end]
	pointed := strings.HasPrefix(dest, "<") && strings.HasSuffix(dest, ">") && len(dest) > 1
	if pointed {
		start, end, dest = start+1, end-1, dest[1:len(dest)-1]
	}
	if dest == "" || within(w.code, start) || w.overlapsTag(start, end) {
		return
	}
	fresh := w.o.Link(dest, w.line(start))
	if fresh == dest {
		return
	}
	if !pointed && strings.ContainsAny(fresh, " ()") {
		fresh = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(fresh)
	}
	w.replace(start, end, fresh)
}

func (w *rewriter) overlapsTag(start, end int) bool {
	return slices.ContainsFunc(w.taken, func(t span) bool { return t.start < end && start < t.end })
}

// wikilinks turns [[Page|words]] and ![[picture]] into Markdown; one that leads
// nowhere stays as it is and is reported.
func (w *rewriter) wikilinks() {
	for _, m := range wikiLink.FindAllStringSubmatchIndex(w.body, -1) {
		if within(w.code, m[0]) || w.overlapsTag(m[0], m[1]) {
			continue
		}
		embed, name := m[2] != m[3], strings.TrimSpace(w.body[m[4]:m[5]])
		words := name
		if m[6] >= 0 && strings.TrimSpace(w.body[m[6]:m[7]]) != "" {
			words = w.body[m[6]:m[7]]
		}
		dest, ok := w.o.Wikilink(name, embed, w.line(m[0]))
		if !ok {
			w.note(CodeWikilink, m[0], map[string]string{"link": name})
			continue
		}
		if strings.ContainsAny(dest, " ()") {
			dest = "<" + dest + ">"
		}
		w.replace(m[0], m[1], w.body[m[2]:m[3]]+"["+words+"]("+dest+")")
	}
}
