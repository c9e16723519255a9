// Package markup turns the Markdown of other generators into ours: shortcodes
// and template tags become locked blocks whose source stays byte for byte,
// links and pictures get their new addresses, and all that is between stays as
// it was written.
//
// It never reads a file: what a link leads to is asked of Options. Start
// reading at Rewrite.
package markup

import (
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/diag"
)

// Syntax is what besides Markdown may stand in a text.
type Syntax int

// The syntaxes.
const (
	Plain  Syntax = iota // nothing
	Hugo                 // {{< shortcodes >}} and {{% shortcodes %}}
	Liquid               // {% tags %} and {{ outputs }}, of Liquid and of Nunjucks
)

// Options says how a text is rewritten. The functions may be nil: then links
// stay as they are and nothing is included.
type Options struct {
	Syntax Syntax
	Wiki   bool // [[wiki links]] are links
	Line   int  // line of the text's first line in its file; 0 means 1

	// Link returns the new destination for the one that stands at a line; it
	// returns the same one to leave it alone.
	Link func(dest string, line int) string
	// Ref returns the destination of a page that a tag names (ref, relref,
	// link, post_url), or false.
	Ref func(name string, line int) (string, bool)
	// LookUp returns the address that a tag stands for which is the whole
	// destination of a link, from its name and its first argument, or false.
	LookUp func(name, arg string) (string, bool)
	// Wikilink returns the Markdown destination of a wiki link's page or file.
	Wikilink func(name string, embed bool, line int) (string, bool)
	// Include returns the text that a tag includes, rewritten, or false.
	Include func(name string) (string, bool)

	// Nested says that the text will stand inside a locked block: its tags are
	// kept as comments and make no blocks of their own.
	Nested bool
}

// The codes of what is reported, with their arguments.
const (
	CodeBlock     = "import-shortcode-block"  // became a block of ours; name
	CodeShortcode = "import-shortcode"        // kept as a locked block; name
	CodeInline    = "import-shortcode-inline" // within a sentence, kept and not shown; name
	CodeInCode    = "import-shortcode-code"   // within code, left as it stands; name
	CodeAddress   = "import-link-tag"         // a link whose address a tag makes; link
	CodeOpen      = "import-shortcode-open"   // never closed: left as text
	CodeWikilink  = "import-wikilink"         // a wiki link that leads nowhere; link
)

// Rewrite returns the text as Pagewright writes it and what there is to tell
// about it. Any bytes are allowed; Where has the line and the quoted source,
// the caller adds the path.
func Rewrite(body string, o Options) (string, []diag.Diag) {
	if o.Syntax == Liquid {
		body = addresses(body)
	}
	w := &rewriter{body: body, o: o, code: merged(codeRanges(body))}
	if w.o.Line == 0 {
		w.o.Line = 1
	}
	w.tags()
	w.links()
	return w.apply(), w.notes
}

// span is the bytes [start, end) of the body.
type span struct{ start, end int }

// edit replaces a span.
type edit struct {
	span
	text string
}

// rewriter collects edits of one body; they never overlap.
type rewriter struct {
	body  string
	o     Options
	code  []span // where nothing is a link
	taken []span // tags: where nothing is a link either
	apart int    // start of the line before which the last block left a blank one
	edits []edit
	notes []diag.Diag
}

func (w *rewriter) replace(start, end int, text string) {
	w.edits = append(w.edits, edit{span{start, end}, text})
}

// apply makes the edits. One that overlaps an earlier one is dropped: both
// would speak of the same bytes.
func (w *rewriter) apply() string {
	slices.SortStableFunc(w.edits, func(a, b edit) int { return a.start - b.start })
	var out strings.Builder
	at := 0
	for _, e := range w.edits {
		if e.start < at {
			continue
		}
		out.WriteString(w.body[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.WriteString(w.body[at:])
	return out.String()
}

// line returns the line of an offset in the file.
func (w *rewriter) line(offset int) int {
	return w.o.Line + strings.Count(w.body[:offset], "\n")
}

// note reports what stands at an offset.
func (w *rewriter) note(code string, offset int, args map[string]string) {
	w.notes = append(w.notes, diag.Diag{
		Code: code, Severity: diag.Warning, Args: args,
		Where: diag.Where{Line: w.line(offset), Text: w.quote(offset)},
	})
}

// quote returns the line around an offset, cut to what a person reads at once.
func (w *rewriter) quote(offset int) string {
	start, end := lineStart(w.body, offset), lineEnd(w.body, offset)
	const most = 120
	text := []rune(strings.TrimSpace(w.body[start:end]))
	if len(text) > most {
		text = append(text[:most-1], '…')
	}
	return string(text)
}

func lineStart(s string, offset int) int { return strings.LastIndexByte(s[:offset], '\n') + 1 }

// lineEnd returns the offset of the newline after offset, or of the end.
func lineEnd(s string, offset int) int {
	if i := strings.IndexByte(s[offset:], '\n'); i >= 0 {
		return offset + i
	}
	return len(s)
}

// merged sorts spans and joins those that touch or overlap.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var out []span
	for _, s := range spans {
		if last := len(out) - 1; last >= 0 && s.start <= out[last].end {
			out[last].end = max(out[last].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// within says whether the offset lies in one of the spans, as merged made them.
func within(spans []span, offset int) bool {
	i, found := slices.BinarySearchFunc(spans, offset, func(s span, at int) int { return s.start - at })
	return found || i > 0 && offset < spans[i-1].end
}
