package block

import (
	"cmp"
	"embed"
	"errors"
	"io/fs"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/limit"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// builtin is the kind folders beside this file. The pattern takes block.html,
// example.md, icon.svg, island.js, kind.yaml, kinds.yaml and style.css of each
// folder, and leaves their testdata out; an exact list would not compile as
// long as no kind has an island.
//
//go:embed */[beiks]*.*
var builtin embed.FS

// Builtin is the kinds of the program, a folder each.
func Builtin() fs.FS { return builtin }

// Kinds are the kinds of a site. They are never changed, so they are safe for
// concurrent use. The zero value knows none.
type Kinds struct {
	byName map[string]*Kind
	sorted []*Kind
}

// LoadKinds reads the kinds of the given file systems, which hold a folder for
// each kind. A file of a later one lies over that of the same name of an
// earlier one, so a theme may bring a template alone. A kind that can not be
// read is left out and is in the findings; the rest works.
func LoadKinds(fsys ...fs.FS) (*Kinds, []diag.Diag) {
	k := &Kinds{byName: map[string]*Kind{}}
	var found []diag.Diag
	for name := range folders(fsys) {
		f := folder{fsys, name}
		if name == "text" {
			found = append(found, k.addMarkdown(f)...)
			continue
		}
		kind, problems := f.load()
		found = append(found, problems...)
		if kind != nil {
			k.byName[name] = kind
		}
	}
	k.sorted = slices.SortedFunc(maps.Values(k.byName), compareKinds)
	slices.SortFunc(found, func(a, b diag.Diag) int { return cmp.Compare(a.Where.Path, b.Where.Path) })
	return k, found
}

// All are all kinds, in the order of the inserter.
func (k *Kinds) All() []*Kind { return slices.Clone(k.sorted) }

// Get returns a kind by its name, those of plain Markdown too; nil: there is none.
func (k *Kinds) Get(name string) *Kind { return k.byName[name] }

// directive returns a kind that is written with colons; nil: there is none.
func (k *Kinds) directive(name string) *Kind {
	if kind := k.byName[name]; kind != nil && !kind.Markdown {
		return kind
	}
	return nil
}

// Allows reports whether a block of kind child may stand in one of kind
// parent; an empty parent is the page itself.
func (k *Kinds) Allows(parent, child string) bool {
	c := k.byName[child]
	if c != nil && len(c.Only) > 0 && !slices.Contains(c.Only, parent) {
		return false
	}
	if parent == "" {
		return true
	}
	p := k.byName[parent]
	if p == nil || !p.Container || p.Raw {
		return false
	}
	return len(p.Allowed) == 0 || slices.Contains(p.Allowed, child)
}

// folders are the names of all kind folders.
func folders(fsys []fs.FS) map[string]bool {
	names := map[string]bool{}
	for _, f := range fsys {
		entries, err := fs.ReadDir(f, ".")
		if err != nil { // a site without blocks of its own
			continue
		}
		for _, e := range entries {
			if e.IsDir() && directive.ValidName(e.Name()) && e.Name() != "testdata" {
				names[e.Name()] = true
			}
		}
	}
	return names
}

// folder is one kind's folder, through all file systems.
type folder struct {
	fsys []fs.FS
	name string
}

// read returns a file of the last file system that has it; nil: none has.
func (f folder) read(file string) ([]byte, error) {
	for _, fsys := range slices.Backward(f.fsys) {
		b, err := fs.ReadFile(fsys, f.name+"/"+file)
		if err == nil {
			return append([]byte{}, b...), nil
		}
		if !errors.Is(err, fs.ErrNotExist) && isFile(fsys, f.name+"/"+file) {
			return nil, err
		}
	}
	return nil, nil
}

// isFile says whether a file stands at a path, so that it was a failure that it
// could not be read: a folder or a pipe is nothing to read.
func isFile(fsys fs.FS, name string) bool {
	info, err := fs.Lstat(fsys, name)
	return err != nil || info.Mode().IsRegular()
}

// own says whether a file is one of the site: the first file system is the
// program's.
func (f folder) own(file string) bool {
	for _, fsys := range f.fsys[1:] {
		if _, err := fs.Stat(fsys, f.name+"/"+file); err == nil {
			return true
		}
	}
	return false
}

func (f folder) path(file string) string { return "theme/blocks/" + f.name + "/" + file }

// load reads a kind; nil: it can not be used.
func (f folder) load() (*Kind, []diag.Diag) {
	schema, err := f.read("kind.yaml")
	if err != nil {
		return nil, f.problem(CodeKindUnreadable, "kind.yaml", err)
	}
	if schema == nil { // a folder of something else
		return nil, nil
	}
	k := &Kind{}
	if err := yaml.Unmarshal(schema, k); err != nil {
		return nil, f.problem(CodeKindSchema, "kind.yaml", err)
	}
	k.Name, k.Markdown = f.name, false
	if k.Label == "" {
		k.Label = f.name
	}
	if at := k.wrong(); at != "" {
		return nil, f.problem(CodeKindSchema, "kind.yaml", wrongSchema(at))
	}
	return k, f.files(k)
}

// files reads what stands beside the schema.
func (f folder) files(k *Kind) []diag.Diag {
	var found []diag.Diag
	text := func(name string) []byte {
		b, err := f.read(name)
		if err != nil {
			found = append(found, f.problem(CodeKindUnreadable, name, err)...)
		}
		return b
	}
	k.Example, k.source = string(text("example.md")), string(text("block.html"))
	k.Icon, k.Style, k.Island = text("icon.svg"), text("style.css"), text("island.js")
	if k.source == "" {
		return found
	}
	if f.own("block.html") {
		k.file = f.path("block.html")
	}
	t, err := compile(k.Name, k.source, k.file)
	if err != nil {
		return append(found, f.problem(CodeKindTemplate, "block.html", err)...)
	}
	k.parsed = t
	return found
}

func (f folder) problem(code, file string, err error) []diag.Diag {
	d := diag.Diag{Code: code, Severity: diag.Error, Err: err, Where: diag.Where{Path: f.path(file)}, Args: map[string]string{"kind": f.name}}
	if what := wrongSchema(""); errors.As(err, &what) {
		d.Where.Text = string(what)
	}
	if _, line := limit.Place(err); line > 0 {
		d.Where.Line = line
	}
	return []diag.Diag{d}
}

// wrongSchema is an error that says which part of a schema makes no sense.
type wrongSchema string

func (w wrongSchema) Error() string { return "block: schema: " + string(w) }

// wrong says what of a schema makes no sense; empty: nothing.
func (k *Kind) wrong() string {
	for _, a := range k.Attrs {
		if !directive.ValidName(a.Name) {
			return "attribute name: " + a.Name
		}
		switch a.Type {
		case "text", "longtext", "link", "picture", "pictures", "choice", "number", "toggle", "colour", "collection":
		default:
			return "attribute type: " + a.Type
		}
		if a.Type == "choice" && (len(a.Choices) == 0 || !a.allows(a.Default)) {
			return "choices of: " + a.Name
		}
		if a.Max < a.Min {
			return "range of: " + a.Name
		}
	}
	return ""
}

// addMarkdown adds the kinds of plain Markdown, which are one list.
func (k *Kinds) addMarkdown(f folder) []diag.Diag {
	list, err := f.read("kinds.yaml")
	if err != nil {
		return f.problem(CodeKindUnreadable, "kinds.yaml", err)
	}
	var kinds []struct {
		Name string `yaml:"name"`
		Icon string `yaml:"icon"`
		Kind `yaml:",inline"`
	}
	if err := yaml.Unmarshal(list, &kinds); err != nil {
		return f.problem(CodeKindSchema, "kinds.yaml", err)
	}
	for i := range kinds {
		kind := kinds[i].Kind
		kind.Name, kind.Markdown, kind.Icon = kinds[i].Name, true, []byte(kinds[i].Icon)
		k.byName[kind.Name] = &kind
	}
	return nil
}
