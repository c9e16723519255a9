package habit

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// lookUp is what a template of a shortcode says when all that it does is to
// join an entry of a data file to another entry of it, the base of addresses:
//
//	{{ with index site.Data.urls $name }}{{ urls.JoinPath site.Data.urls.base . }}{{ end }}
var lookUp = regexp.MustCompile(`urls\.JoinPath\s+(?:\$?\.S|s)ite\.Data\.(\w+)\.(\w+)\s+\.\s*-?\}\}`)

// hugoLookUp returns the address that a shortcode of a site of Hugo stands for,
// by its template and its data; ok is false when it does something else.
func (r *reader) hugoLookUp(name, arg string) (address string, ok bool) {
	template := r.hugoTemplate(name)
	if template == "" {
		return "", false
	}
	source, err := fs.ReadFile(r.FS, template)
	if err != nil {
		return "", false
	}
	m := lookUp.FindStringSubmatch(string(source))
	if m == nil {
		return "", false
	}
	values := r.hugoData(m[1])
	base, entry := text(values, m[2]), text(values, arg)
	if base == "" || entry == "" {
		return "", false
	}
	return strings.TrimRight(base, "/") + "/" + strings.TrimLeft(entry, "/"), true
}

// hugoTemplate is the template of a shortcode: the site's own, or its theme's.
func (r *reader) hugoTemplate(name string) string {
	end := "layouts/shortcodes/" + path.Base(name) + ".html"
	if r.there[end] {
		return end
	}
	for _, file := range r.Source.Files {
		if strings.HasSuffix(file, "/"+end) {
			return file
		}
	}
	return ""
}

// hugoData reads one file of data; its keys are as they are written.
func (r *reader) hugoData(name string) map[string]any {
	values := map[string]any{}
	for _, ext := range []string{".toml", ".yaml", ".yml", ".json"} {
		file := "data/" + name + ext
		if !r.there[file] {
			continue
		}
		data, err := fs.ReadFile(r.FS, file)
		if err == nil && decode(file, data, &values) == nil {
			return values
		}
	}
	return nil
}
