package render

import (
	"net/url"
	"path"
	"strings"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// target is where an address leads.
type target struct {
	url     string        // what to write
	page    *content.Page // the page that it leads to; nil: none
	missing bool          // it names a place on this site that is not there
}

// key tells targets apart.
func (t target) key() string {
	title := ""
	if t.page != nil {
		title = t.page.Title
	}
	return string(pack.Bool(pack.String(pack.String(nil, t.url), title), t.missing))
}

// target resolves an address that is absolute on the site (/about/), a source
// path (content/about.md, /content/about.md) or leads elsewhere.
func (w *World) target(dest string) target {
	at, tail := cutTail(dest)
	if at == "" || strings.Contains(at, ":") || strings.HasPrefix(at, "//") {
		return target{url: dest}
	}
	plain, err := url.PathUnescape(at)
	if err != nil {
		return target{url: dest}
	}
	source := strings.TrimPrefix(plain, "/")
	if strings.HasSuffix(source, ".md") {
		for _, try := range [...]string{source, content.Root + "/" + source} {
			if p := w.Site.Page(try); p != nil && w.Site.Visible(p) {
				return target{url: w.base + p.URL + tail, page: p}
			}
		}
		return target{url: dest, missing: true}
	}
	if !strings.HasPrefix(plain, "/") {
		return target{url: dest}
	}
	return w.addressTarget(plain, tail, dest)
}

// addressTarget resolves an address on the site. One that lacks its last slash
// gets it, for that is where visitors would be sent.
func (w *World) addressTarget(plain, tail, dest string) target {
	escaped := content.Escape(plain)
	for _, try := range [...]string{escaped, strings.TrimSuffix(escaped, "/") + "/", strings.TrimSuffix(escaped, "index.html")} {
		if p := w.Site.ByURL(try); p != nil {
			return target{url: w.base + p.URL + tail, page: p}
		}
		if w.Outputs(try) {
			return target{url: w.base + try + tail}
		}
	}
	return target{url: w.base + escaped + tail, missing: true}
}

// Outputs says whether an address belongs to an output that is no page of its
// own: a list, a tag, a feed.
func (w *World) Outputs(address string) bool {
	plain, err := url.PathUnescape(address)
	if err != nil {
		return false
	}
	_, ok := w.Find(OutputPath(plain))
	return ok
}

// OutputPath returns the path in the release that answers an address.
func OutputPath(address string) string {
	p := strings.TrimPrefix(address, "/")
	if p == "" || strings.HasSuffix(p, "/") {
		return p + "index.html"
	}
	return p
}

// cutTail cuts query and fragment off.
func cutTail(dest string) (at, tail string) {
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		return dest[:i], dest[i:]
	}
	return dest, ""
}

// Link resolves an address as it is written in the page. It implements
// markdown.Resolver.
func (v *View) Link(dest string) string {
	at, tail := cutTail(dest)
	if at == "" || strings.HasPrefix(at, "//") || hasScheme(at) {
		return dest
	}
	if f, ok := v.file(at); ok {
		return v.fileURL(f) + tail
	}
	full := v.absolutePath(at)
	v.on(OnLink, full)
	t := v.target(full)
	if t.missing {
		v.warn("link-missing", dest)
		if !strings.HasPrefix(at, "/") {
			return dest
		}
	}
	return v.address(t.url) + tail
}

// absolutePath makes an address on the site of one that is relative to the
// page: to its source's folder for files with an ending, else to its address.
func (v *View) absolutePath(at string) string {
	if strings.HasPrefix(at, "/") || v.page == nil {
		return at
	}
	if strings.HasSuffix(at, ".md") {
		return path.Join(v.page.Dir, at)
	}
	full := path.Join(v.page.URL, at)
	if strings.HasSuffix(at, "/") && full != "/" {
		full += "/"
	}
	return full
}

func hasScheme(s string) bool {
	i := strings.IndexAny(s, ":/")
	return i > 0 && s[i] == ':'
}

// address brings an address on the site to how the output writes it.
func (v *View) address(u string) string {
	if !v.absolute || !strings.HasPrefix(u, "/") || strings.HasPrefix(u, "//") {
		return u
	}
	return v.host() + u
}

// host is the site's address without its path.
func (w *World) host() string { return strings.TrimSuffix(w.Site.Config.Address, w.base) }

// Permalink returns the full address of a path on the site; without an address
// of the site the path.
func (w *World) Permalink(u string) string { return w.Site.Config.Address + u }

// file finds the file that an address in the page means, to link to it.
func (v *View) file(at string) (File, bool) { return v.find(at, OnFile) }

// shown finds a file that the page shows; ok is false too for a picture that is
// too large for any browser.
func (v *View) shown(at string) (f File, ok bool) {
	f, ok = v.find(at, OnPicture)
	return f, ok && !f.tooLarge()
}

// find finds a file beside the page, by its path in the site, or in media.
func (v *View) find(at string, as Kind) (File, bool) {
	plain, err := url.PathUnescape(at)
	if err != nil || strings.HasSuffix(plain, "/") || strings.HasSuffix(plain, ".md") {
		return File{}, false
	}
	var tries [2]string
	n := 0
	switch {
	case strings.HasPrefix(plain, "/media/") || strings.HasPrefix(plain, "/content/"):
		tries[0], n = path.Clean(plain[1:]), 1
	case strings.HasPrefix(plain, "/"):
		tries[0], tries[1], n = path.Join("media", plain), path.Join(content.Root, plain), 2
	case v.page != nil:
		tries[0], tries[1], n = path.Join(v.page.Dir, plain), path.Clean(plain), 2
	default:
		tries[0], n = path.Clean(plain), 1
	}
	if path.Ext(plain) == "" {
		return File{}, false
	}
	for _, try := range tries[:n] {
		if !published(try) {
			continue
		}
		v.on(as, try)
		if f, ok := v.Files.File(try); ok && f.Hash != "" {
			return f, true
		}
	}
	return File{}, false
}

// published says whether a file of the site may be published: what lies in
// media or beside a page, apart from sources and what begins with a dot.
func published(p string) bool {
	if !strings.HasPrefix(p, "media/") && !strings.HasPrefix(p, content.Root+"/") || p == content.MediaFile || strings.HasSuffix(p, ".md") {
		return false
	}
	return !strings.Contains(p, "/.")
}

// FilePath is where a file of the site is published.
func FilePath(f File) string {
	p := strings.TrimPrefix(f.Path, content.Root+"/")
	return asset.Fingerprint(p, f.Hash)
}

func (v *View) fileURL(f File) string {
	u := v.files + v.base + content.Escape("/"+FilePath(f))
	if v.files != "" {
		return u
	}
	return v.address(u)
}
