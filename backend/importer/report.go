package importer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/diag"
)

// Report says what an import took, what it did not understand and which links
// break. Paths of Where are files of the source, with their lines.
type Report struct {
	Source    string      `json:"source"`    // absolute
	Dir       string      `json:"dir"`       // the new site, absolute
	Generator string      `json:"generator"` // hugo, jekyll, eleventy, folder
	Title     string      `json:"title"`
	Pages     []Taken     `json:"pages"`
	Files     []Taken     `json:"files"`  // pictures, videos, sounds, documents
	Bytes     int64       `json:"bytes"`  // of Files
	Read      []string    `json:"read"`   // files of settings that were read and not taken
	Passed    []string    `json:"passed"` // files and folders ("…/") that programs made, and nobody wrote
	Findings  []diag.Diag `json:"findings"`
	Links     []diag.Diag `json:"links"` // internal links that break, each with its reason
}

// Taken is one file that was taken.
type Taken struct {
	From    string `json:"from"` // in the source; empty: made by the import
	To      string `json:"to"`   // in the site
	Address string `json:"address"`
	Draft   bool   `json:"draft,omitempty"`
}

func (r *Report) add(findings ...diag.Diag) { r.Findings = append(r.Findings, findings...) }

// broken notes a link that leads nowhere.
func (r *Report) broken(d diag.Diag) { r.Links = append(r.Links, d) }

// finish puts everything into an order that does not depend on chance.
func (r *Report) finish() {
	place := func(a, b diag.Diag) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Where.Path, b.Where.Path), a.Where.Line-b.Where.Line, cmp.Compare(placeOf(a), placeOf(b)))
	}
	slices.SortStableFunc(r.Findings, place)
	slices.SortStableFunc(r.Links, place)
	taken := func(a, b Taken) int { return cmp.Compare(a.To, b.To) }
	slices.SortFunc(r.Pages, taken)
	slices.SortFunc(r.Files, taken)
	slices.Sort(r.Read)
	slices.Sort(r.Passed)
	// In JSON a list is never null.
	r.Findings, r.Links = append([]diag.Diag{}, r.Findings...), append([]diag.Diag{}, r.Links...)
	r.Files, r.Read = append([]Taken{}, r.Files...), append([]string{}, r.Read...)
	r.Passed = append([]string{}, r.Passed...)
}

// Drafts counts the pages that the source did not publish either.
func (r *Report) Drafts() int {
	n := 0
	for _, p := range r.Pages {
		if p.Draft {
			n++
		}
	}
	return n
}

// JSON writes the report as one document.
func (r *Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Text writes the report for people, each kind of finding once with its words
// and then its places. words turns a code into a sentence: backend/problem
// knows them.
func (r *Report) Text(w io.Writer, words func(diag.Diag) string) error {
	p := printer{w: w}
	p.line("%s → %s", r.Source, r.Dir)
	p.line("%d pages (%d drafts), %d files, %d internal links that break", len(r.Pages), r.Drafts(), len(r.Files), len(r.Links))
	p.names("read", r.Read)
	p.names("passed over", r.Passed)
	p.groups(r.Links, words)
	p.groups(r.Findings, words)
	return p.err
}

// printer writes lines until one fails.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// names writes a list of files, when there are any.
func (p *printer) names(what string, list []string) {
	if len(list) > 0 {
		p.line("%s: %s", what, strings.Join(list, ", "))
	}
}

// groups writes findings that are sorted by code.
func (p *printer) groups(findings []diag.Diag, words func(diag.Diag) string) {
	for i := 0; i < len(findings); {
		n := i
		for n < len(findings) && findings[n].Code == findings[i].Code {
			n++
		}
		p.line("\n%s (%d)", words(diag.Diag{Code: findings[i].Code, Severity: findings[i].Severity}), n-i)
		for _, d := range findings[i:n] {
			if place := placeOf(d); place != "" {
				p.line("  %s", place)
			}
		}
		i = n
	}
}

// placeOf is one finding on a line: where, and the facts of it.
func placeOf(d diag.Diag) string {
	s := d.Where.Path
	if d.Where.Line > 0 {
		s += fmt.Sprintf(":%d", d.Where.Line)
	}
	keys := make([]string, 0, len(d.Args))
	for key := range d.Args {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		s += fmt.Sprintf("  %s: %s", key, d.Args[key])
	}
	return strings.TrimSpace(s)
}
