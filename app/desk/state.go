package desk

import (
	"cmp"
	"context"
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/theme"
)

// state returns all of the site but its pages' content.
func (s *session) state() api.SiteState {
	now, settings := s.Engine().Site(), s.Settings()
	s.mu.Lock()
	look, revision := s.status, s.revision
	s.mu.Unlock()
	undo, redo := s.Editor().Labels()
	return api.SiteState{
		Dir: s.Site.Dir, Title: settings.Title, Language: settings.Language, Address: settings.Address,
		Description: settings.Description, Author: settings.Author,
		ReadOnly: s.readOnly(),
		Pages:    pageList(now, look.changed), Kinds: kinds(s.Engine().Kinds()),
		Tokens: tokens(s.Engine().Theme(), settings.Tokens), Looks: looks(s.Engine().Theme()), Menus: menus(s.Engine().Theme(), settings),
		Undo: undo, Redo: redo, Unpublished: look.unpublished,
		Targets: s.targetInfos(), Problems: look.problems, Preview: s.address, Revision: revision,
	}
}

func (s *session) siteState(context.Context, api.Empty) (api.SiteState, error) { return s.state(), nil }

// readOnly says for a person why nothing can be changed; "": it can.
func (s *session) readOnly() string {
	err := s.Site.Writable()
	if err == nil {
		return ""
	}
	p := s.o.Explain(err)
	return strings.TrimSpace(p.Title + " " + p.Next)
}

// pageList returns the pages in the order of the page list: the top first, then
// each collection with its own page at its head, posts newest first.
func pageList(site *content.Site, changed map[string]bool) []api.PageInfo {
	list := make([]api.PageInfo, 0, len(site.Pages))
	for _, p := range inOrder(site.Pages) {
		info := api.PageInfo{
			Path: p.Path, Title: p.Title, Permalink: p.URL, Collection: p.Collection, IsList: p.IsList,
			Draft: p.Draft, Changed: changed[p.Path],
		}
		if !p.Date.IsZero() {
			info.Date = p.Date.Format(time.RFC3339)
		}
		list = append(list, info)
	}
	return list
}

func inOrder(pages []*content.Page) []*content.Page {
	list := slices.Clone(pages)
	slices.SortStableFunc(list, func(a, b *content.Page) int {
		return cmp.Or(
			cmp.Compare(a.Collection, b.Collection), first(a.IsHome, b.IsHome), first(a.IsList, b.IsList),
			cmp.Compare(a.Weight, b.Weight), b.Date.Compare(a.Date), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Path, b.Path),
		)
	})
	return list
}

// first puts what is true before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func kinds(all *block.Kinds) []api.Kind {
	list := []api.Kind{}
	for _, k := range all.All() {
		list = append(list, api.Kind{
			Name: k.Name, Label: k.Label, About: k.About, Group: k.Group, Picture: picture(k.Icon),
			Example: k.Example, Keywords: k.Keywords, Attrs: attributes(k.Attrs), Container: k.Container, Line: k.OneLine(),
			Allowed: k.Allowed, Only: k.Only, Markdown: k.Markdown,
		})
	}
	return list
}

// picture makes an SVG the address of a picture, in which no script runs.
func picture(svg []byte) string {
	if len(svg) == 0 {
		return ""
	}
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(svg)
}

func attributes(all []block.Attribute) []api.Attribute {
	list := []api.Attribute{}
	for _, a := range all {
		list = append(list, api.Attribute{
			Name: a.Name, Label: a.Label, Help: a.Help, Type: a.Type, Default: a.Default,
			Choices: choices(a.Choices, func(c block.Choice) api.Choice { return api.Choice(c) }),
			Min:     a.Min, Max: a.Max, Step: a.Step,
		})
	}
	return list
}

func choices[C any](all []C, one func(C) api.Choice) []api.Choice {
	var list []api.Choice
	for _, c := range all {
		list = append(list, one(c))
	}
	return list
}

func tokens(t *theme.Theme, settings map[string]string) []api.Token {
	list := []api.Token{}
	for i := range t.Tokens {
		k := &t.Tokens[i]
		value, _ := k.Value(settings) // what can not be used is among the problems
		list = append(list, api.Token{
			Attribute: api.Attribute{
				Name: k.Name, Label: k.Label, Help: k.Help, Type: k.Type, Default: k.Default,
				Choices: choices(k.Choices, func(c theme.Choice) api.Choice { return api.Choice{Value: c.Value, Label: c.Label} }),
				Min:     k.Min, Max: k.Max, Step: k.Step, Unit: k.Unit,
			},
			Group: k.Group, Value: value, On: slices.Concat([]string{}, k.On),
		})
	}
	return list
}

// looks returns what the theme suggests, each under the group of its tokens.
func looks(t *theme.Theme) []api.Look {
	list := []api.Look{}
	for _, l := range t.Looks {
		list = append(list, api.Look{Group: l.Group, Label: l.Label, Tokens: l.Tokens})
	}
	return list
}

// menus returns the menus that the theme has a place for, then those that only
// the settings have.
func menus(t *theme.Theme, settings *content.Config) []api.Menu {
	list := []api.Menu{}
	known := map[string]bool{}
	for _, slot := range t.Menus {
		known[slot.Name] = true
		list = append(list, api.Menu{Name: slot.Name, Label: slot.Label, Items: menuItems(settings.Menus[slot.Name])})
	}
	var others []string
	for name := range settings.Menus {
		if !known[name] {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	for _, name := range others {
		list = append(list, api.Menu{Name: name, Label: name, Items: menuItems(settings.Menus[name])})
	}
	return list
}

func menuItems(all []content.MenuItem) []api.MenuItem {
	list := []api.MenuItem{}
	for _, item := range all {
		list = append(list, api.MenuItem(item))
	}
	return list
}

// canvasAddress is where the canvas of a page is, differing for each revision.
func canvasAddress(page string, revision int64) string {
	return "/canvas/page?path=" + url.QueryEscape(page) + "&rev=" + strconv.FormatInt(revision, 10)
}
