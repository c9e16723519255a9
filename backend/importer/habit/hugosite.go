package habit

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// hugoSettings reads Hugo's settings from all the places where they may be.
func (r *reader) hugoSettings() hugoSite {
	all := map[string]any{}
	for _, name := range []string{"config.json", "config.yml", "config.yaml", "config.toml", "hugo.json", "hugo.yml", "hugo.yaml", "hugo.toml"} {
		if r.there[name] {
			maps.Copy(all, r.settings(name))
		}
	}
	menus := map[string]any{}
	for _, name := range r.Source.Files {
		rel, ok := strings.CutPrefix(name, "config/_default/")
		if !ok || !slices.Contains([]string{".toml", ".yaml", ".yml", ".json"}, path.Ext(name)) {
			continue
		}
		values := r.settings(name)
		switch key, _, _ := strings.Cut(stem(rel), "."); key {
		case "config", "hugo":
			maps.Copy(all, values)
		case "menus", "menu":
			maps.Copy(menus, values)
		default:
			all[strings.ToLower(key)] = values
		}
	}
	if len(menus) > 0 {
		all["menus"] = menus
	}
	r.hugoTitle(all)
	for _, key := range []string{"menu", "menus"} {
		for name, entries := range table(all, key) {
			r.hugoMenu(name, entries)
		}
	}
	return r.hugoPlaces(all)
}

func (r *reader) hugoTitle(all map[string]any) {
	params := table(all, "params")
	s := &r.plan.Site
	s.Title = text(all, "title")
	s.Language = first(text(all, "locale"), text(all, "languagecode"), text(all, "defaultcontentlanguage"))
	s.Description = first(text(params, "description"), text(params, "subtitle"))
	s.Author = first(author(params), author(all))
	s.setAddress(text(all, "baseurl"))
}

// hugoPlaces says where pages and static files are.
func (r *reader) hugoPlaces(all map[string]any) hugoSite {
	site := hugoSite{permalinks: map[string]string{}}
	contentDir := first(path.Clean(text(all, "contentdir")), "content")
	if contentDir == "." {
		contentDir = "content"
	}
	main := first(strings.ToLower(text(all, "defaultcontentlanguage")), "en")
	languages := table(all, "languages")
	site.languages = []string{main}
	for _, code := range slices.Sorted(maps.Keys(languages)) {
		language, _ := languages[code].(map[string]any)
		dir := path.Clean(first(text(language, "contentDir", "contentdir"), contentDir))
		if strings.EqualFold(code, main) {
			site.roots = append(site.roots, root{dir, ""})
			r.plan.Site.Title = first(r.plan.Site.Title, text(language, "title"))
			continue
		}
		site.languages = append(site.languages, strings.ToLower(code))
		if dir != contentDir {
			site.roots = append(site.roots, root{dir, strings.ToLower(code)})
		}
	}
	site.roots = append(site.roots, root{contentDir, ""})
	// The longest folder first: content/en before content.
	slices.SortStableFunc(site.roots, func(a, b root) int { return len(b.dir) - len(a.dir) })

	for section, pattern := range table(all, "permalinks") {
		switch v := pattern.(type) {
		case string:
			site.permalinks[section] = v
		case map[string]any: // by kind of page
			if section == "page" {
				for name := range v {
					site.permalinks[name] = text(v, name)
				}
			}
		}
	}
	site.statics = list(all, "staticdir")
	if len(site.statics) == 0 {
		site.statics = []string{"static"}
	}
	return site
}

// hugoMenu takes the entries of one menu of the settings.
func (r *reader) hugoMenu(name string, entries any) {
	items, _ := entries.([]any)
	for _, entry := range items {
		e, ok := entry.(map[string]any)
		if !ok {
			continue
		}
		lower := map[string]any{}
		for key, value := range e {
			lower[strings.ToLower(key)] = value
		}
		label := text(lower, "name", "title", "identifier")
		r.menu(name, MenuItem{
			Label: label, Link: text(lower, "pageref", "url"), Weight: number(lower["weight"]),
			Parent: text(lower, "parent"), ID: first(text(lower, "identifier"), label),
		})
	}
}

// hugoMenus takes the entries that a page makes for itself.
func (r *reader) hugoMenus(p *Page) {
	label := first(p.Matter.Text("linkTitle"), p.Matter.Text("title"), words(stem(p.Target)))
	for _, key := range []string{"menu", "menus"} {
		for _, name := range p.Matter.List(key) {
			r.menu(name, MenuItem{Label: label, Link: p.Source, Weight: number(p.Matter.Values["weight"]), ID: label})
		}
		for name, entry := range p.Matter.Map(key) {
			e, _ := entry.(map[string]any)
			weight := number(e["weight"])
			if weight == 0 {
				weight = number(p.Matter.Values["weight"])
			}
			own := first(text(e, "name"), label)
			r.menu(name, MenuItem{Label: own, Link: p.Source, Weight: weight, Parent: text(e, "parent"), ID: first(text(e, "identifier"), own)})
		}
	}
}

func (r *reader) menu(name string, item MenuItem) {
	r.plan.Site.Menus[name] = append(r.plan.Site.Menus[name], item)
}
