package habit

import (
	"path"
	"strings"
)

// folder reads a folder of Markdown that no generator made, as the vault of a
// program for notes is one.
func (r *reader) folder() {
	r.plan.Wiki = true
	for _, name := range r.visible() {
		if !IsMarkdown(name) {
			r.file(name, "/"+name)
			continue
		}
		rel := strings.TrimSuffix(name, path.Ext(name))
		if base := path.Base(rel); strings.EqualFold(base, "readme") && !r.any(path.Join(path.Dir(name), "index.md")) {
			rel = path.Join(path.Dir(rel), "index")
		} else if strings.EqualFold(base, "index") {
			rel = path.Join(path.Dir(rel), "index")
		}
		if p := r.page(name, pageTarget(rel), ""); p != nil {
			r.dated(p)
		}
	}
}
