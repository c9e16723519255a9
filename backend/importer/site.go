package importer

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/importer/habit"
	"github.com/pagewright/pagewright/backend/importer/markup"
	"github.com/pagewright/pagewright/backend/importer/matter"
	"github.com/pagewright/pagewright/generator/content"
)

// page is one page on its way into the site.
type page struct {
	*habit.Page
	front   []byte        // its front matter in the site
	address string        // its address in the site, as in a link
	now     *content.Page // as the generator will read it
}

// made is a page that the source does not have.
type made struct {
	target string
	text   string
}

// site is the site that comes to be.
type site struct {
	plan   *habit.Plan
	source habit.Source
	report *Report
	pages  []*page
	made   []made
	links  *links
}

// newSite settles the address of every page, and with that where every link
// leads.
func newSite(plan *habit.Plan, source habit.Source, report *Report) *site {
	s := &site{plan: plan, source: source, report: report}
	addresses := map[string]*page{}
	keys := map[string]int{}
	for _, p := range plan.Pages {
		s.pages = append(s.pages, s.settle(p, addresses, keys))
	}
	s.sayKeys(keys)
	s.links = newLinks(s)
	s.home()
	s.sections()
	return s
}

// settle decides the front matter and the address of a page.
func (s *site) settle(source *habit.Page, addresses map[string]*page, keys map[string]int) *page {
	p := &page{Page: source}
	if err := source.Matter.Err; err != nil {
		line, words := matter.Fault(source.Matter.Inner, err)
		s.report.add(at(finding(CodeFront, "text", words), source.Source, line+1, "")) // the fence is the first line
	}
	p.read()
	if other, twice := addresses[p.now.URL]; twice {
		s.report.add(at(finding(CodeSame, "address", p.now.URL, "other", other.Source), source.Source, 0, ""))
		stem := strings.TrimSuffix(p.Target, ".md")
		if url := source.Matter.Text("url"); url != "" {
			p.Set("sourceUrl", url)
		}
		p.Set("url", nil)
		p.Set("slug", path.Base(stem)+"-"+strconv.Itoa(len(addresses)))
		p.read()
	}
	addresses[p.now.URL] = p
	p.address = p.now.URL
	if old := source.Old; old != "" && normal(old, false) != normal(p.now.URL, false) {
		s.report.add(at(finding(CodeMoved, "from", old, "to", p.now.URL), source.Source, 0, ""))
		p.Set("aliases", append(slices.Clone(p.now.Aliases), old))
		p.read()
	}
	for key := range p.now.Params {
		keys[key]++
	}
	return p
}

// read makes the front matter with all changes and asks the generator how it
// reads the page.
func (p *page) read() {
	front, err := p.Matter.With(p.Changes)
	if err != nil { // kept as it stands; the generator tells what it can not read
		front = p.Matter.Raw
	}
	p.front = front
	p.now = content.NewPage(p.Target, slices.Concat(front, []byte(p.Body)))
}

// known are keys that Pagewright does not use and nobody misses.
var known = []string{"sourceLayout", "sourceDate", "sourceUrl", "menu", "menus", "type", "keywords", "cascade", "build", "_build", "images", "cover", "linkTitle"}

// sayKeys tells once which keys are kept and mean nothing here.
func (s *site) sayKeys(keys map[string]int) {
	for key, pages := range keys {
		if !slices.Contains(known, key) {
			s.report.add(finding(CodeKeys, "key", key, "pages", strconv.Itoa(pages)))
		}
	}
}

// text is the page's file in the site.
func (s *site) text(p *page) []byte {
	body := s.rewrite(p, p.Body, p.Line, false, 0)
	front := s.image(p)
	return slices.Concat(front, []byte(body))
}

// image points the picture that stands for the page to where it is now.
func (s *site) image(p *page) []byte {
	if p.now.Image == "" {
		return p.front
	}
	to := s.links.resolve(p, p.now.Image, 0)
	if to == p.now.Image {
		return p.front
	}
	p.Set("image", to)
	p.read()
	return p.front
}

// deepest is how far includes may nest.
const deepest = 5

// rewrite turns the text of a page into ours. A nested one stands in a locked
// block.
func (s *site) rewrite(p *page, body string, line int, nested bool, depth int) string {
	text, notes := markup.Rewrite(body, markup.Options{
		Syntax: s.plan.Syntax, Wiki: s.plan.Wiki, Line: line, Nested: nested,
		Link:   func(dest string, line int) string { return s.links.resolve(p, dest, line) },
		LookUp: s.plan.LookUp,
		Ref:    func(name string, line int) (string, bool) { return s.links.ref(p, name, line), true },
		Wikilink: func(name string, embed bool, line int) (string, bool) {
			return s.links.wiki(name)
		},
		Include: func(name string) (string, bool) {
			included := s.links.included(name)
			if included == nil || depth >= deepest {
				return "", false
			}
			return s.rewrite(included, included.Body, included.Line, true, depth+1), true
		},
	})
	if depth > 0 {
		return text // told where the included page stands
	}
	for _, note := range notes {
		note.Where.Path = p.Source
		if note.Code == markup.CodeAddress {
			s.report.broken(note)
			continue
		}
		s.report.add(note)
	}
	return text
}

// home makes a home page where the source has none: with the names of the
// pages at the top.
func (s *site) home() {
	if slices.ContainsFunc(s.pages, func(p *page) bool { return p.now.IsHome }) {
		return
	}
	s.report.add(finding(CodeHome))
	var b strings.Builder
	front, _ := matter.Matter{}.With([]matter.Change{{Key: "title", Value: s.title()}})
	b.Write(front)
	b.WriteString("\n")
	for _, p := range s.top() {
		b.WriteString("- [" + strings.NewReplacer("[", `\[`, "]", `\]`).Replace(p.now.Title) + "](" + p.address + ")\n")
	}
	s.made = append(s.made, made{"content/index.md", b.String()})
}

// sections makes a page for each folder at the top that has pages and none of
// its own, as the generators do.
func (s *site) sections() {
	have, need := map[string]bool{}, []string{}
	for _, p := range s.pages {
		rel := strings.TrimPrefix(p.Target, "content/")
		folder, rest, deep := strings.Cut(rel, "/")
		if deep && (rest == "_index.md" || rest == "index.md") {
			have[folder] = true
		}
		if deep && !p.now.Draft && rest != "index.md" && !slices.Contains(need, folder) {
			need = append(need, folder)
		}
	}
	slices.Sort(need)
	for _, folder := range need {
		if have[folder] || s.plan.Generator == habit.Eleventy && s.links.byOld["/"+folder] != nil {
			continue
		}
		front, _ := matter.Matter{}.With([]matter.Change{{Key: "title", Value: title(folder)}})
		s.report.add(finding(CodeSection, "address", "/"+folder+"/"))
		s.made = append(s.made, made{"content/" + folder + "/_index.md", string(front)})
		s.links.sections["/"+folder] = "/" + folder + "/"
	}
}

func title(folder string) string {
	words := []rune(strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(folder)))
	if len(words) == 0 {
		return folder
	}
	return strings.ToUpper(string(words[:1])) + string(words[1:])
}

// title is the site's, or made of the folder's name.
func (s *site) title() string {
	if s.plan.Site.Title != "" {
		return s.plan.Site.Title
	}
	return title(s.source.Name)
}

// top are the published pages at the top and the collections, by weight and
// title.
func (s *site) top() []*page {
	var top []*page
	for _, p := range s.pages {
		rel := strings.TrimPrefix(p.Target, "content/")
		_, rest, deep := strings.Cut(rel, "/")
		if !p.now.IsHome && !p.now.Draft && (!deep || rest == "_index.md" || rest == "index.md") {
			top = append(top, p)
		}
	}
	slices.SortStableFunc(top, func(a, b *page) int {
		if a.now.Weight != b.now.Weight {
			return a.now.Weight - b.now.Weight
		}
		return strings.Compare(a.now.Title, b.now.Title)
	})
	return top
}

// normal brings an address to the form in which two can be compared. Who follows
// a link takes /a.html and /a/ for the same; a visitor's browser does not.
func normal(address string, follow bool) string {
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	address = strings.TrimSuffix(address, "index.html")
	if follow {
		address = strings.TrimSuffix(address, ".html")
	}
	return strings.ToLower(path.Join("/", address))
}
