package block

import (
	"context"
	"html/template"
	"strings"

	"github.com/pagewright/pagewright/generator/internal/limit"
	"github.com/pagewright/pagewright/generator/markdown"
)

// Mode says what a page is rendered for.
type Mode int

// The modes.
const (
	Publish Mode = iota // the page as visitors get it
	Canvas              // the page with marks, in which nothing can run
)

// Context is what one rendering needs to know of the site. Its functions and
// its Resolver must be safe for concurrent use when contexts share them. Any
// field may be nil. Page and Site must hold plain values: templates can call
// every method of what they can reach.
type Context struct {
	Ctx      context.Context // ends templates that take too long; nil: nothing does
	Mode     Mode
	Resolver markdown.Resolver
	Page     map[string]any
	Site     map[string]any
	// Posts are the pages of a collection, newest first, at most limit; an
	// empty collection is all, an empty tag any.
	Posts func(collection string, limit int, tag string) []map[string]any
	// Word is a word of the theme in the site's language, with what its place
	// holders stand for. Without it a word is its key.
	Word func(key string, args ...string) string
	// Date writes a date of a page; an empty layout is the site's own way.
	Date func(layout string, value any) string
}

// CanvasStyle is the CSS of the placeholders that only the canvas has.
const CanvasStyle = `
.pw-inert,.pw-locked{display:block;margin-block:1.25em;box-sizing:border-box;border:1px dashed color-mix(in srgb,currentColor 40%,transparent);border-radius:6px;padding:.75rem 1rem;font:14px/1.5 system-ui,sans-serif;overflow:hidden}
.pw-inert>strong,.pw-locked>strong{display:block;font-weight:600}
.pw-inert>span{opacity:.75;overflow-wrap:anywhere}
.pw-inert pre,.pw-locked pre{margin:0;padding:0;background:none;color:inherit;font:12px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;max-height:12em;overflow:hidden;opacity:.75}
.pw-inert[data-pw-kind=video]{display:grid;place-content:center;text-align:center;aspect-ratio:16/9;background:color-mix(in srgb,currentColor 7%,transparent)}
.pw-inert[data-pw-kind=video]::before{content:"";justify-self:center;width:0;height:0;margin-bottom:.75rem;border:1.1rem solid transparent;border-left:1.7rem solid currentColor;border-right:0;opacity:.6}
code.pw-inert{display:inline;margin:0;padding:0 .25em;font-family:ui-monospace,monospace}
:where([data-pw-empty]){min-height:1.5em}
`

// set is the templates of all kinds, bound to the rendering that uses them now.
// html/template binds functions to a template, not to its execution: so each
// rendering takes a set of its own and gives it back.
type set struct {
	now       *run
	scratch   markdown.Writer
	templates map[*Kind]*template.Template
}

// template is a kind's template, bound to this set; nil: it has none.
func (s *set) template(k *Kind) (*template.Template, error) {
	if t, ok := s.templates[k]; ok || k.parsed == nil {
		return t, nil
	}
	t, err := k.parsed.Clone()
	if err != nil {
		return nil, err
	}
	s.templates[k] = t.Funcs(s.funcs())
	return t, nil
}

// compile parses a kind's template. It is only ever cloned. One of a site, which
// has a file, is guarded: anybody may have written it.
func compile(name, source, file string) (*template.Template, error) {
	t, err := template.New(name).Funcs((&set{}).funcs()).Parse(source)
	if err != nil {
		return nil, err
	}
	if file != "" {
		limit.Guard(t, file, source)
	}
	return t, escapes(t)
}

// escapes finds what html/template only says when a template runs.
func escapes(t *template.Template) error {
	clone, err := t.Clone()
	if err != nil {
		return err
	}
	var sink strings.Builder
	bound := &set{now: &run{tree: &Tree{}, left: limit.New(context.Background())}}
	err = clone.Funcs(bound.funcs()).Execute(bound.now.left.Writer(&sink), map[string]any{"Attrs": map[string]any{}, "Body": template.HTML("")})
	if _, ok := err.(*template.Error); ok {
		return err
	}
	return nil // without a page a template may well fail to run
}
