// Package habit knows the habits of other generators: where Hugo, Jekyll and
// Eleventy keep pages, pictures and settings, at which address a page stood,
// and which keys mean what. A folder that is none of theirs is taken as it is.
//
// It reads an fs.FS, decides and writes nothing. Start reading at Read.
package habit

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/importer/markup"
	"github.com/pagewright/pagewright/backend/importer/matter"
	"github.com/pagewright/pagewright/generator/diag"
)

// Generator is what a source was made for.
type Generator string

// The generators. Folder is a folder of Markdown that none of them made.
const (
	Hugo     Generator = "hugo"
	Jekyll   Generator = "jekyll"
	Eleventy Generator = "eleventy"
	Folder   Generator = "folder"
)

// The codes of what is reported, with their arguments.
const (
	CodeLeftOut  = "import-left-out" // a file that was not taken; what: theme, code, page, data, other
	CodeSettings = "import-settings" // settings that can not be read; line, text
	CodeHidden   = "import-hidden"   // a page that was not published becomes a draft; why
	CodeUndated  = "import-date"     // a date that is no date; value
	CodeAddress  = "import-address"  // an address that templates make; value
)

// Source is the folder to import: its files, by slash-separated path.
type Source struct {
	FS    fs.FS
	Files []string // sorted, without folders
	Name  string   // of the folder: the title of a site that names none
}

// Plan is what becomes of a source.
type Plan struct {
	Generator Generator
	Syntax    markup.Syntax
	Wiki      bool
	Site      Site
	Pages     []*Page
	Files     []File
	// LookUp returns the address that a shortcode stands for; nil: none does.
	LookUp func(name, arg string) (address string, ok bool)
	Read   []string    // files of settings, which are read and not taken
	Passed []string    // folders, "public/", that programs filled, and nobody wrote in
	Notes  []diag.Diag // Where.Path is a file of the source
}

// Site is what the settings say. Every field may be empty.
type Site struct {
	Title, Address, Language, Description, Author string
	Menus                                         map[string][]MenuItem
	Base                                          string // path of the address, without a slash at its end: links may start with it
}

// MenuItem is one entry of a menu, by weight and then by its order.
type MenuItem struct {
	Label  string
	Link   string // an address of the source, or a page's source path
	Weight int
	Parent string // identifier of the entry that it stands under
	ID     string
}

// Page is one page of the source.
type Page struct {
	Source  string          // its file
	Target  string          // its file in the site: content/….md
	Old     string          // its address so far, with a leading slash; empty: unknown
	Matter  matter.Matter   // as it stands in the source
	Body    string          // after the front matter
	Line    int             // of the first line of Body
	Changes []matter.Change // to Matter
}

// Set adds a change of the front matter.
func (p *Page) Set(key string, value any) {
	p.Changes = append(p.Changes, matter.Change{Key: key, Value: value})
}

// File is one picture, video, sound or document of the source.
type File struct {
	Source string
	Target string // media/…
	Old    string // its address so far, with a leading slash
}

// Read says what the source is and what becomes of it. It never fails: what can
// not be read is left out and told.
func Read(source Source) *Plan {
	r := &reader{Source: source, there: map[string]bool{}, used: map[string]bool{}, plan: &Plan{Generator: Folder, Site: Site{Menus: map[string][]MenuItem{}}}}
	for _, name := range source.Files {
		r.there[name] = true
	}
	switch {
	case r.any("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json") || r.dir("config/_default"),
		r.any("config.toml", "config.yaml", "config.yml", "config.json") && r.dir("content"):
		r.hugo()
	case r.any("_config.yml", "_config.yaml", "_config.toml"), r.dir("_posts"):
		r.jekyll()
	case r.any(".eleventy.js", ".eleventy.cjs", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"):
		r.eleventy()
	default:
		r.folder()
	}
	r.makeUnique()
	r.settle()
	return r.plan
}

// settle puts every file that nothing was said of into its place: settings that
// were read, and what a reader overlooked, which is told.
func (r *reader) settle() {
	said := map[string]bool{}
	for _, p := range r.plan.Pages {
		said[p.Source] = true
	}
	for _, f := range r.plan.Files {
		said[f.Source] = true
	}
	for _, n := range r.plan.Notes {
		said[n.Where.Path] = said[n.Where.Path] || n.Code == CodeLeftOut
	}
	for _, name := range r.Source.Files {
		switch {
		case said[name], slices.Contains(r.plan.Passed, topFolder(name)):
		case r.used[name]:
			r.plan.Read = append(r.plan.Read, name)
		default:
			r.note(CodeLeftOut, name, "what", "other")
		}
	}
}

// pass leaves out the folder at the top that a file is in: a program filled it.
func (r *reader) pass(name string) {
	if top := topFolder(name); !slices.Contains(r.plan.Passed, top) {
		r.plan.Passed = append(r.plan.Passed, top)
	}
}

// topFolder is the folder at the top that a file is in, "public/".
func topFolder(name string) string {
	top, _, _ := strings.Cut(name, "/")
	return top + "/"
}

// visible leaves out, and tells, what a person does not see in the folder.
func (r *reader) visible() []string {
	return slices.DeleteFunc(slices.Clone(r.Source.Files), func(name string) bool {
		hidden := strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
		if hidden && !r.used[name] && !strings.HasPrefix(name, ".eleventy.") {
			r.note(CodeLeftOut, name, "what", "hidden")
		}
		return hidden
	})
}

// reader reads one source.
type reader struct {
	Source
	there map[string]bool
	used  map[string]bool // settings: neither taken nor left out
	plan  *Plan
}

func (r *reader) any(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return r.there[name] })
}

// dir says whether the source has a file below the folder.
func (r *reader) dir(folder string) bool {
	return slices.ContainsFunc(r.Source.Files, func(name string) bool { return strings.HasPrefix(name, folder+"/") })
}

func (r *reader) note(code, file string, args ...string) {
	d := diag.Diag{Code: code, Severity: diag.Warning, Where: diag.Where{Path: file}, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		d.Args[args[i]] = args[i+1]
	}
	r.plan.Notes = append(r.plan.Notes, d)
}

// page reads one file as a page and adds it to the plan; nil when the file can
// not be read, which is told.
func (r *reader) page(source, target, old string) *Page {
	data, err := fs.ReadFile(r.FS, source)
	if err != nil {
		r.note(CodeLeftOut, source, "what", "unreadable")
		return nil
	}
	m, body := matter.Split(data)
	p := &Page{Source: source, Target: target, Old: old, Matter: m, Body: string(body), Line: 1 + strings.Count(string(m.Raw), "\n")}
	r.plan.Pages = append(r.plan.Pages, p)
	return p
}

// file adds a picture, video, sound or document that stands at an old address,
// or says why it does not.
func (r *reader) file(source, old string) {
	if r.used[source] {
		return
	}
	what := kindOf(source)
	if what != "" {
		r.note(CodeLeftOut, source, "what", what)
		return
	}
	r.plan.Files = append(r.plan.Files, File{Source: source, Target: path.Join("media", SafePath(old)), Old: old})
}

// hide makes a draft of a page that the source did not publish.
func (r *reader) hide(p *Page, why string) {
	if !p.Matter.True("draft") {
		p.Set("draft", true)
	}
	r.note(CodeHidden, p.Source, "why", why)
}

// dated checks the date of a page; one that is no date moves to another key, so
// that its text stays.
func (r *reader) dated(p *Page) {
	text := p.Matter.Text("date")
	if text == "" {
		return
	}
	if _, ok := p.Matter.Date("date"); ok {
		return
	}
	p.Set("date", nil)
	p.Set("sourceDate", text)
	r.note(CodeUndated, p.Source, "value", text)
}

// layout keeps the name of a layout that only the source's theme has.
func (p *Page) layout() {
	if name := p.Matter.Text("layout"); name != "" {
		p.Set("layout", nil)
		p.Set("sourceLayout", name)
	}
}
