package theme

import (
	"errors"
	"html/template"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/internal/limit"
)

// Functions are the names that a layout can call. Package render gives them
// their meaning for the page that is being rendered.
var functions = [...]string{"picture", "src", "link", "posts", "toc", "t", "dict", "list", "default", "embed", "date", "menu", "partial", "asset", "absolute"}

// texts are those that return one text, which they bound themselves.
var texts = [...]string{"t", "date", "partial", "asset"}

// Functions returns the names that a layout can call.
func Functions() []string { return slices.Clone(functions[:]) }

var errNotBound = errors.New("theme: function is not bound")

func stubs() template.FuncMap {
	m := template.FuncMap{}
	maps.Copy(m, limit.Funcs(func() *limit.Budget { return nil }))
	for _, name := range functions {
		m[name] = func(...any) (any, error) { return nil, errNotBound }
	}
	return m
}

// errNoLayout says that not even the built-in page layout could be read.
var errNoLayout = errors.New("theme: no layout page.html")

// parse reads all layouts and partials into one set, each file from the highest
// layer whose text is a template.
func (t *Theme) parse(layers []Layer, sources map[string][]file) error {
	t.set = blank()
	for _, name := range sortedKeys(sources) {
		versions := sources[name]
		for i := len(versions) - 1; i >= 0; i-- {
			layer := layers[versions[i].layer]
			err := t.add(strings.TrimPrefix(name, "layouts/"), string(versions[i].data), layer, name)
			if err == nil {
				break
			}
			t.fault("theme-layout", layers[versions[i].layer], name, err)
		}
	}
	if !t.Has("page") {
		return errNoLayout
	}
	return nil
}

func blank() *template.Template {
	return template.New("").Option("missingkey=zero").Funcs(stubs())
}

// add parses one file; on an error the set is as it was before. Those of a site
// are guarded, for anybody may have written them.
func (t *Theme) add(name, text string, layer Layer, file string) error {
	alone, err := blank().New(name).Parse(text)
	if err != nil {
		return err
	}
	if layer.Path == "" {
		_, err = t.set.New(name).Parse(text)
		return err
	}
	limit.Guard(alone, path.Join(layer.Path, file), text, texts[:]...)
	for _, part := range alone.Templates() {
		if part.Tree == nil {
			continue
		}
		if _, err := t.set.AddParseTree(part.Name(), part.Tree); err != nil {
			return err
		}
	}
	t.own[name] = path.Join(layer.Path, file)
	return nil
}

// File returns where in the site a layout ("page.html") or a partial
// ("partials/header.html") lies; "": it is built in, or none.
func (t *Theme) File(template string) string { return t.own[template] }

// Has says whether the theme has a layout of this name, as "post".
func (t *Theme) Has(layout string) bool { return t.set.Lookup(layout+".html") != nil }

// Layouts returns the names of all layouts, as "post", sorted.
func (t *Theme) Layouts() []string {
	var names []string
	for _, part := range t.set.Templates() {
		if name, ok := strings.CutSuffix(part.Name(), ".html"); ok && !strings.Contains(name, "/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Instance returns a copy of all layouts ("page.html") and partials
// ("partials/header.html") with their functions bound. It runs one template at
// a time; make as many as needed. shows: all that they write out goes by
// limit.OnShow, in the built-in ones too.
func (t *Theme) Instance(functions template.FuncMap, shows bool) (*template.Template, error) {
	c, err := t.set.Clone()
	if err != nil {
		return nil, err
	}
	if shows {
		for _, part := range c.Templates() {
			if t.own[part.Name()] == "" {
				limit.Show(part)
			}
		}
	}
	return c.Funcs(functions), nil
}

var lineInError = regexp.MustCompile(`(?::|line )(\d+)`)

// errorLine returns the line that a parser's error names, or 0.
func errorLine(err error) int {
	if m := lineInError.FindStringSubmatch(err.Error()); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 0
}
