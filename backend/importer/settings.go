package importer

import (
	"bytes"
	"encoding/hex"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/backend/importer/habit"
	"github.com/pagewright/pagewright/generator/content"
)

// settings is site.yaml in the order in which people read it.
type settings struct {
	Title       string                        `yaml:"title"`
	Language    string                        `yaml:"language"`
	Address     string                        `yaml:"address"`
	Description string                        `yaml:"description"`
	Author      string                        `yaml:"author"`
	ID          string                        `yaml:"id"`
	Menus       map[string][]content.MenuItem `yaml:"menus"`
	Collections map[string]collection         `yaml:"collections,omitempty"`
	Publish     struct {
		Control string   `yaml:"control"`
		Targets []string `yaml:"targets"`
	} `yaml:"publish"`
}

type collection struct {
	Order string `yaml:"order"`
}

// settings writes site.yaml.
func (s *site) settings(rand io.Reader) ([]byte, error) {
	var random [24]byte
	if _, err := io.ReadFull(rand, random[:]); err != nil {
		return nil, err
	}
	from := s.plan.Site
	out := settings{
		Title: s.title(), Language: language(from.Language), Address: from.Address, Description: from.Description, Author: from.Author,
		ID: hex.EncodeToString(random[:16]), Menus: s.menus(), Collections: s.collections(),
	}
	out.Publish.Control = ".pagewright-" + hex.EncodeToString(random[16:]) + "/"
	out.Publish.Targets = []string{}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	err := e.Encode(out)
	return b.Bytes(), err
}

// language writes a code as BCP 47 has it: en-us is en-US.
func language(code string) string {
	code = strings.ReplaceAll(strings.TrimSpace(code), "_", "-")
	if code == "" {
		return "en"
	}
	parts := strings.Split(strings.ToLower(code), "-")
	if last := len(parts) - 1; last > 0 && len(parts[last]) == 2 {
		parts[last] = strings.ToUpper(parts[last])
	}
	return strings.Join(parts, "-")
}

// mostEntries is how many entries a main menu that the import makes has.
const mostEntries = 6

// menus are those of the source, without what stands under another entry. A
// site without a main menu gets one of its top pages.
func (s *site) menus() map[string][]content.MenuItem {
	menus := map[string][]content.MenuItem{}
	for name, items := range s.plan.Site.Menus {
		slices.SortStableFunc(items, byWeight)
		under := 0
		for _, item := range items {
			if item.Parent != "" {
				under++
				continue
			}
			menus[name] = append(menus[name], content.MenuItem{Label: item.Label, Link: s.menuLink(item.Link)})
		}
		if under > 0 {
			s.report.add(finding(CodeMenu, "menu", name, "entries", strconv.Itoa(under)))
		}
	}
	if len(menus["main"]) == 0 {
		s.report.add(finding(CodeMain))
		menus["main"] = s.mainMenu()
	}
	return menus
}

// byWeight orders the entries of a menu: those without a weight come last.
func byWeight(a, b habit.MenuItem) int {
	switch {
	case a.Weight == b.Weight:
		return 0
	case a.Weight == 0:
		return 1
	case b.Weight == 0:
		return -1
	}
	return a.Weight - b.Weight
}

func (s *site) mainMenu() []content.MenuItem {
	menu := []content.MenuItem{}
	for _, p := range s.top() {
		if len(menu) < mostEntries {
			menu = append(menu, content.MenuItem{Label: p.now.Title, Link: p.address})
		}
	}
	for _, m := range s.made {
		if folder := path.Dir(strings.TrimPrefix(m.target, "content")); folder != "/" && len(menu) < mostEntries {
			menu = append(menu, content.MenuItem{Label: title(path.Base(folder)), Link: folder + "/"})
		}
	}
	return menu
}

// menuLink is where an entry leads now: it names an address, or a page's file.
func (s *site) menuLink(link string) string {
	for _, p := range s.pages {
		if p.Source == link {
			return p.address
		}
	}
	root := &page{Page: &habit.Page{Source: "menu"}, address: "/"}
	if u, ok := s.links.internal(link); ok {
		to := u.Path
		if !strings.HasPrefix(to, "/") {
			to = "/" + to
		}
		if address, code := s.links.target(root, to); code == "" {
			return address + fragment(u)
		}
	}
	return link
}

// collections says how the pages of each collection are ordered: by date where
// most have one, by weight where one has, by title else.
func (s *site) collections() map[string]collection {
	type count struct{ pages, dated, weighed int }
	counts := map[string]*count{}
	for _, p := range s.pages {
		folder, _, deep := strings.Cut(strings.TrimPrefix(p.Target, "content/"), "/")
		if !deep || strings.HasSuffix(p.Target, "/_index.md") {
			continue
		}
		if counts[folder] == nil {
			counts[folder] = &count{}
		}
		counts[folder].pages++
		if !p.now.Date.IsZero() {
			counts[folder].dated++
		}
		if p.now.Weight != 0 {
			counts[folder].weighed++
		}
	}
	out := map[string]collection{}
	for folder, c := range counts {
		switch {
		case c.weighed > 0:
			out[folder] = collection{"weight"}
		case c.dated*2 > c.pages:
			out[folder] = collection{"date"}
		default:
			out[folder] = collection{"title"}
		}
	}
	return out
}
