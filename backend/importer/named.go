package importer

import (
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/importer/habit"
)

// ref resolves what Hugo's ref and relref, and Jekyll's link and post_url name.
// What is not found is reported and stays as it is named.
func (l *links) ref(p *page, name string, line int) string {
	bare, anchor, _ := strings.Cut(name, "#")
	if anchor != "" {
		anchor = "#" + anchor
	}
	if bare == "" {
		return anchor
	}
	if q := l.named(p, bare); q != nil {
		address, code, _ := l.page(q)
		if code != "" {
			l.site.report.broken(at(finding(code, "link", name), p.Source, line, ""))
		}
		return address + anchor
	}
	l.site.report.broken(at(finding(CodeLink, "link", name), p.Source, line, ""))
	return strings.ReplaceAll(bare, " ", "%20") + anchor
}

// named finds the page of this name: from the root, beside p, or the only one.
func (l *links) named(p *page, name string) *page {
	key := strings.ToLower(strings.TrimSuffix(name, "/"))
	if habit.IsMarkdown(key) {
		key = sourceKey(key)
	}
	candidates := []string{path.Join(path.Dir(p.Source), key), strings.TrimPrefix(key, "/"), "_posts/" + key}
	for root := path.Dir(p.Source); root != "."; root = path.Dir(root) {
		candidates = append(candidates, path.Join(root, key))
	}
	for _, candidate := range candidates {
		if q := l.bySource[strings.ToLower(candidate)]; q != nil {
			return q
		}
	}
	if q := l.byOld[normal(key, true)]; q != nil {
		return q
	}
	if same := l.byName[path.Base(key)]; len(same) == 1 {
		return same[0]
	}
	return nil
}

// wiki resolves the name in a wiki link, with or without an anchor.
func (l *links) wiki(name string) (string, bool) {
	bare, anchor, has := strings.Cut(name, "#")
	if has {
		anchor = "#" + strings.ToLower(strings.ReplaceAll(strings.TrimSpace(anchor), " ", "-"))
	}
	key := strings.ToLower(strings.TrimSpace(bare))
	if key == "" {
		return anchor, has
	}
	if p := l.bySource[sourceKey(key+".md")]; p != nil {
		return p.address + anchor, true
	}
	if same := l.byName[path.Base(key)]; len(same) > 0 {
		return same[0].address + anchor, true
	}
	if f, ok := l.byFile[path.Base(key)]; ok {
		return f, true
	}
	return "", false
}

// included finds the page that a tag includes, by its path below the folder of
// pages: the one that is the least deep, then the first by name.
func (l *links) included(name string) *page {
	key := sourceKey(strings.TrimPrefix(name, "/"))
	if p := l.bySource[key]; p != nil {
		return p
	}
	best := ""
	for source := range l.bySource {
		if !strings.HasPrefix(source, "content/") || !strings.HasSuffix(source, "/"+key) {
			continue
		}
		if best == "" || len(source) < len(best) || len(source) == len(best) && source < best {
			best = source
		}
	}
	return l.bySource[best]
}
