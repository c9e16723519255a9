package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/internal/limit"
)

// instance is one copy of the theme's templates with functions that work for
// one View at a time.
type instance struct {
	view  *View
	set   *template.Template
	depth int
	left  *limit.Budget // of the document that is being written
	out   bytes.Buffer  // what the partials that run have written, one behind the other
	head  []byte        // room for the head of a document
}

// instance is for a View: those of the canvas tell where settings are written.
func (d *Design) instance(canvas bool) (*instance, error) {
	pool := d.instances(canvas)
	if in, ok := pool.Get().(*instance); ok {
		return in, nil
	}
	in := &instance{}
	all := in.functions()
	if canvas {
		limit.OnShow(all, func(v any) any { return in.view.origins.sign(v) })
	}
	var err error
	in.set, err = d.Theme.Instance(all, canvas)
	return in, err
}

// instances are those that nobody uses.
func (d *Design) instances(canvas bool) *sync.Pool {
	if canvas {
		return &d.marking
	}
	return &d.pool
}

func (in *instance) functions() template.FuncMap {
	all := limit.Funcs(func() *limit.Budget { return in.left })
	maps.Copy(all, template.FuncMap{
		"picture": func(src any, more ...string) template.HTML { return in.view.pictureFunc(text(src), more) },
		"src":     func(path any) string { return in.view.Src(text(path)) },
		"link":    func(to any) string { return in.view.Link(text(to)) },
		"posts": func(collection, limit, tag any) []map[string]any {
			return in.view.Posts(text(collection), number(limit), text(tag))
		},
		"toc":      func() any { return nil },
		"embed":    func(any) any { return nil },
		"t":        func(key string) string { return in.view.Word(key) },
		"menu":     func(name string) []map[string]any { return in.view.menu(name) },
		"asset":    func(name string) string { return in.view.asset(name) },
		"absolute": func(u any) string { return in.view.absoluteURL(text(u)) },
		"date":     in.date,
		"partial":  in.partial,
		"dict":     in.dict,
		"list":     func(items ...any) ([]any, error) { return items, in.left.Items(items...) },
		"default":  Default,
	})
	return all
}

// date is Date, of what is not too much: a layout can be a date that became
// longer.
func (in *instance) date(layout string, when any) (string, error) {
	out, err := in.view.Date(layout, text(when))
	if err != nil {
		return "", err
	}
	return in.left.Text(out)
}

// dict is Dict, of what is not too much.
func (in *instance) dict(pairs ...any) (map[string]any, error) {
	if err := in.left.Items(pairs...); err != nil {
		return nil, err
	}
	return Dict(pairs...)
}

// maxDepth bounds partials in partials.
const maxDepth = 50

// partial runs a partial. One that takes only the site is run once for all.
func (in *instance) partial(name string, data any) (template.HTML, error) {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "partials/"), ".html")
	if in.depth >= maxDepth {
		return "", in.left.Deep()
	}
	if m, ok := data.(map[string]any); ok && same(m, in.view.data) {
		return in.shared(name, m)
	}
	return in.run(name, data)
}

func (in *instance) run(name string, data any) (template.HTML, error) {
	in.depth++
	from := in.out.Len()
	defer func() { in.depth--; in.out.Truncate(from) }()
	if err := in.set.ExecuteTemplate(in.left.Writer(&in.out), "partials/"+name+".html", data); err != nil {
		return "", err
	}
	return html(string(in.out.Bytes()[from:])), nil
}

// shared is a partial that was run with the site alone.
type shared struct {
	html template.HTML
	deps []Dep
}

func (in *instance) shared(name string, data map[string]any) (template.HTML, error) {
	own := in.view
	key := fmt.Sprint(name, "\x00", own.files, "\x00", own.absolute)
	if s, ok := own.once.Load(key); ok {
		return s.(*shared).use(own), nil
	}
	in.view = &View{World: own.World, files: own.files, absolute: own.absolute, canvas: own.canvas}
	out, err := in.run(name, data)
	s := &shared{out, in.view.Deps}
	in.view = own
	if err != nil {
		return "", err
	}
	own.once.Store(key, s)
	return s.use(own), nil
}

func (s *shared) use(v *View) template.HTML {
	for _, d := range s.deps {
		v.on(d.Kind, d.Arg)
	}
	return s.html
}

// same says whether two maps are one.
func same(a, b map[string]any) bool {
	return reflect.ValueOf(a).Pointer() == reflect.ValueOf(b).Pointer()
}

func (v *View) pictureFunc(src string, more []string) template.HTML {
	var a [3]string
	copy(a[:], more)
	return v.img(src, a[0], a[1], a[2])
}

// Src returns the published address of a file that is written as path.
func (v *View) Src(path string) string {
	at, tail := cutTail(path)
	if at == "" || hasScheme(at) || strings.HasPrefix(at, "//") {
		return path
	}
	f, ok := v.shown(at)
	switch {
	case ok:
		return v.fileURL(f) + tail
	case f.tooLarge():
		v.warn("picture-too-large", path)
	default:
		v.warn("link-file-missing", path)
	}
	return path
}

// Posts returns pages of a collection as templates see them.
func (v *View) Posts(collection string, limit int, tag string) []map[string]any {
	v.on(OnPosts, join(collection, fmt.Sprint(limit), tag))
	return v.cards(v.posts(collection, limit, tag))
}

// menu is a menu as templates see it.
func (v *View) menu(name string) []map[string]any {
	items := v.menuData(name, v.url)
	if v.origins != nil {
		return v.origins.menu(name, items)
	}
	return items
}

// Word returns the theme's words for a key in the site's language, or the key.
func (w *World) Word(key string) string {
	if text, ok := w.words[key]; ok {
		return text
	}
	return key
}

func (v *View) absoluteURL(u string) string {
	if strings.HasPrefix(u, "/") && !strings.HasPrefix(u, "//") {
		return v.host() + u
	}
	return u
}

// Date writes a moment (RFC 3339 or a date; empty: nothing) in Go's way of
// layouts, with the names of months and days in the site's language.
func (w *World) Date(layout, when string) (string, error) {
	if when == "" {
		return "", nil
	}
	t, err := time.Parse(time.RFC3339, when)
	if err != nil {
		if t, err = time.Parse("2006-01-02", when); err != nil {
			return "", err
		}
	}
	out := t.Format(layout)
	if w.months != nil {
		out = localName(out, layout, "January", t.Month().String(), w.months[t.Month()-1])
	}
	if w.days != nil {
		out = localName(out, layout, "Monday", t.Weekday().String(), w.days[t.Weekday()])
	}
	return out, nil
}

// localName puts the language's name of a month or day where the layout has
// the English one, in full or as three letters.
func localName(out, layout, mark, english, own string) string {
	switch {
	case strings.Contains(layout, mark):
		return strings.Replace(out, english, own, 1)
	case strings.Contains(layout, mark[:3]):
		return strings.Replace(out, english[:3], head(own, 3), 1)
	}
	return out
}

// names splits the words of a list that must have n entries.
func (w *World) names(key string, n int) []string {
	list := strings.Split(w.Word(key), ",")
	if len(list) != n || w.Site.Config.Language == "en" {
		return nil
	}
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Dict makes a map of names and values in turn.
func Dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, errors.New("dict: a name lacks its value")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: a name is no text but %T", pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m, nil
}

// Default returns value, or other where value is empty, zero or missing.
func Default(other, value any) any {
	if truth, ok := template.IsTrue(value); ok && truth {
		return value
	}
	return other
}

// text is a template's value as text.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if !utf8.ValidString(v) {
			return strings.ToValidUTF8(v, "\ufffd")
		}
		return v
	}
	switch reflect.ValueOf(v).Kind() {
	case reflect.Map, reflect.Slice, reflect.Array: // which can hold anything, any number of times
		return ""
	}
	return fmt.Sprint(v)
}

func number(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case float64:
		return int(v)
	}
	return 0
}
