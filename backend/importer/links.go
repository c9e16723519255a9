package importer

import (
	"net/url"
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/importer/habit"
)

// links knows where every address and every file of the source is now.
type links struct {
	site     *site
	byOld    map[string]*page   // by normal address, aliases too
	bySource map[string]*page   // by file, in lower case, without extension
	byName   map[string][]*page // by the name of the file alone, in lower case
	files    map[string]string  // by normal old address → address now
	sources  map[string]string  // files, by path in the source, in lower case → address now
	byFile   map[string]string  // files, by name alone
	sections map[string]string  // addresses of pages that the import made
}

func newLinks(s *site) *links {
	l := &links{site: s, byOld: map[string]*page{}, bySource: map[string]*page{}, byName: map[string][]*page{},
		files: map[string]string{}, sources: map[string]string{}, byFile: map[string]string{}, sections: map[string]string{}}
	for _, p := range s.pages {
		for _, alias := range p.now.Aliases {
			l.byOld[normal(alias, true)] = p
		}
	}
	for _, p := range s.pages { // a page's own address wins over the alias of another
		l.byOld[normal(p.address, true)] = p
		if p.Old != "" {
			l.byOld[normal(p.Old, true)] = p
		}
		key := sourceKey(p.Source)
		l.bySource[key] = p
		name := path.Base(key)
		if name == "index" || name == "_index" {
			l.bySource[path.Dir(key)] = p
			name = path.Base(path.Dir(key))
		}
		l.byName[name] = append(l.byName[name], p)
	}
	for _, f := range s.plan.Files {
		address := "/" + f.Target
		l.files[strings.ToLower(path.Join("/", f.Old))] = address
		l.sources[strings.ToLower(f.Source)] = address
		l.byFile[strings.ToLower(path.Base(f.Source))] = address
	}
	return l
}

// sourceKey is a page's file without extension, in lower case.
func sourceKey(name string) string {
	return strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
}

// resolve returns the destination of a link of p as it is now. One that leads
// nowhere stays and is reported.
func (l *links) resolve(p *page, dest string, line int) string {
	u, ok := l.internal(dest)
	if !ok {
		return dest
	}
	target, code := l.target(p, u.Path)
	if code != "" {
		d := finding(code, "link", dest)
		if code == CodeLinkLeft {
			d.Args["to"] = target
		}
		l.site.report.broken(at(d, p.Source, line, ""))
		if code != CodeLinkDraft {
			return dest
		}
	}
	return target + query(u) + fragment(u)
}

// internal parts a destination that leads to the site itself.
func (l *links) internal(dest string) (*url.URL, bool) {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return nil, false
	}
	if u.Host != "" {
		own, err := url.Parse(l.site.plan.Site.Address)
		if err != nil || own.Host == "" || u.Host != own.Host {
			return nil, false
		}
		if u.Path == "" {
			u.Path = "/"
		}
	}
	if u.Path == "" {
		return nil, false
	}
	if base := l.site.plan.Site.Base; base != "" && (u.Path == base || strings.HasPrefix(u.Path, base+"/")) {
		u.Path = path.Join("/", strings.TrimPrefix(u.Path, base)) + slash(u.Path)
	}
	return u, true
}

func slash(p string) string {
	if strings.HasSuffix(p, "/") && p != "/" {
		return "/"
	}
	return ""
}

func query(u *url.URL) string {
	if u.RawQuery != "" {
		return "?" + u.RawQuery
	}
	return ""
}

func fragment(u *url.URL) string {
	if u.Fragment != "" {
		return "#" + u.EscapedFragment()
	}
	return ""
}

// generated are addresses that every generator makes, and ours.
var generated = map[string]string{
	"/index.xml": "/feed.xml", "/feed.xml": "/feed.xml", "/atom.xml": "/feed.xml", "/rss.xml": "/feed.xml", "/feed": "/feed.xml",
	"/feed.json": "/feed.json", "/sitemap.xml": "/sitemap.xml", "/robots.txt": "/robots.txt", "/tags": "/tags/",
}

// target finds what a path of p leads to: its address now, or a code that says
// why there is none.
func (l *links) target(p *page, to string) (address, code string) {
	inside := ""
	if strings.HasPrefix(to, "/") {
		inside = strings.ToLower(path.Join("/", to))
		if found, code, ok := l.address(inside); ok {
			return found, code
		}
		if found, code, ok := l.source(strings.TrimPrefix(inside, "/")); ok {
			return found, code
		}
		for _, root := range []string{"content", "static", "src", "public"} {
			if found, code, ok := l.source(path.Join(root, inside)); ok {
				return found, code
			}
		}
		return l.missing(inside)
	}
	inside = path.Join(path.Dir(p.Source), to)
	if inside == ".." || strings.HasPrefix(inside, "../") {
		return "", CodeLinkOut
	}
	if found, code, ok := l.source(strings.ToLower(inside)); ok {
		return found, code
	}
	for _, base := range []string{p.Old, p.address} {
		if base == "" {
			continue
		}
		from := base
		if !strings.HasSuffix(base, "/") {
			from = path.Dir(base) // a file: relative to its folder
		}
		if found, code, ok := l.address(strings.ToLower(path.Join("/", from, to))); ok {
			return found, code
		}
		// Written beside the page's file, as many do.
		if found, code, ok := l.address(strings.ToLower(path.Join("/", path.Dir(path.Clean(from)), to))); ok {
			return found, code
		}
	}
	if l.site.plan.Generator == habit.Hugo { // its themes look from the root as well
		if found, code, ok := l.address(strings.ToLower(path.Join("/", to))); ok {
			return found, code
		}
	}
	return l.missing(strings.ToLower(inside))
}

// address looks an old address up.
func (l *links) address(old string) (address, code string, ok bool) {
	if f, ok := l.files[old]; ok {
		return f, "", true
	}
	if p := l.byOld[normal(old, true)]; p != nil {
		return l.page(p)
	}
	if a, ok := l.sections[strings.TrimSuffix(old, "/index.html")]; ok {
		return a, "", true
	}
	if a, ok := generated[old]; ok {
		return a, "", true
	}
	if strings.HasPrefix(old, "/tags/") {
		return old + "/", "", true
	}
	return "", "", false
}

// source looks a file of the source up, as it is written or without its
// extension.
func (l *links) source(name string) (address, code string, ok bool) {
	if f, ok := l.sources[name]; ok {
		return f, "", true
	}
	if p := l.bySource[name]; p != nil {
		return l.page(p)
	}
	if habit.IsMarkdown(name) {
		if p := l.bySource[sourceKey(name)]; p != nil {
			return l.page(p)
		}
	}
	return "", "", false
}

// page returns where a link to a page leads; a draft is not published.
func (l *links) page(p *page) (address, code string, ok bool) {
	if p.now.Draft {
		return p.address, CodeLinkDraft, true
	}
	return p.address, "", true
}

// missing says why an address is not there.
func (l *links) missing(inside string) (address, code string) {
	for _, name := range l.site.source.Files {
		if lower := strings.ToLower(name); lower == strings.TrimPrefix(inside, "/") || strings.HasSuffix(lower, "static"+inside) || strings.HasSuffix(lower, "assets"+inside) {
			return name, CodeLinkLeft
		}
	}
	return "", CodeLink
}
