package content

import (
	"encoding/hex"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/pagewright/pagewright/generator/content/front"
)

// Root is the folder of the pages in a site.
const Root = "content"

// place is what a front matter says of a page's address.
type place struct {
	slug, url          string
	aliases            []string
	urlLine, aliasLine int
}

// Slug makes the part of an address from a name: lower-case, words joined by
// "-", letters and digits of every script kept, a dot only between them. It may
// return an empty string, and never one longer than maxSlug.
func Slug(name string) string {
	if plainSlug(name) && len(name) <= maxSlug {
		return name
	}
	var b strings.Builder
	between := "" // what stands between the last part and the next
	for _, r := range norm.NFC.String(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_':
			if b.Len() > 0 {
				b.WriteString(between)
			}
			between = ""
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '\u2019' || r == utf8.RuneError: // it's -> its
		case r == '.' && between == "":
			between = "."
		default:
			between = "-"
		}
	}
	return short(b.String())
}

// maxSlug is the longest part of an address, in bytes: file systems and stores
// take no name that is much longer.
const maxSlug = 200

// short cuts a slug that is too long; two that begin alike stay two.
func short(slug string) string {
	if len(slug) <= maxSlug {
		return slug
	}
	sum := SumOf([]byte(slug))
	tail := "-" + hex.EncodeToString(sum[:4])
	return strings.ToValidUTF8(slug[:maxSlug-len(tail)], "") + tail
}

func plainSlug(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' && i > 0 && i < len(s)-1 && s[i-1] != '-') {
			return false
		}
	}
	return true
}

// locate sets where the page stands: address, output, folder, role.
func (p *Page) locate(a place) {
	rel := strings.TrimPrefix(p.Path, Root+"/")
	dir, file := path.Split(rel)
	dir = strings.TrimSuffix(dir, "/")
	name := strings.TrimSuffix(file, path.Ext(file))
	p.Dir = path.Join(Root, dir)
	p.IsHome = dir == "" && (name == "index" || name == "_index")
	p.IsList = name == "_index" && !p.IsHome
	parts := segments(dir)
	if name != "index" && name != "_index" {
		parts = append(parts, slugOr(name, "page"))
	}
	if a.slug != "" && !p.IsHome && len(parts) > 0 {
		if s := Slug(a.slug); s != "" {
			parts[len(parts)-1] = s
		}
	}
	p.setAddress(strings.Join(parts, "/"), a)
	if len(parts) > 0 {
		p.Slug = parts[len(parts)-1]
	}
	for _, alias := range a.aliases {
		if clean, ok := cleanAddress(alias, path.Dir("/"+strings.Join(parts, "/"))); ok {
			p.Aliases = append(p.Aliases, clean)
		} else {
			p.Diags = append(p.Diags, front.Warn("frontmatter-value", p.Path, a.aliasLine, alias, nil, "key", "aliases", "value", alias, "want", "address"))
		}
	}
}

func (p *Page) setAddress(rel string, a place) {
	if a.url != "" {
		if clean, ok := cleanAddress(a.url, "/"); ok {
			rel = strings.TrimPrefix(clean, "/")
			if ext := path.Ext(rel); ext == ".html" || ext == ".htm" {
				p.Output, p.URL = rel, Escape("/"+rel)
				return
			}
		} else {
			p.Diags = append(p.Diags, front.Warn("frontmatter-value", p.Path, a.urlLine, a.url, nil, "key", "url", "value", a.url, "want", "address"))
		}
	}
	rel = strings.Trim(rel, "/")
	if rel == "" {
		p.URL, p.Output = "/", "index.html"
		return
	}
	p.URL, p.Output = Escape("/"+rel+"/"), rel+"/index.html"
}

// cleanAddress brings an address on the site, absolute or relative to base, to
// a path with a leading slash. It refuses what would lead out of the site.
func cleanAddress(address, base string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Path == "" || strings.ContainsAny(u.Path, "\\\x00") {
		return "", false
	}
	full := u.Path
	if !strings.HasPrefix(full, "/") {
		full = base + "/" + full
	}
	clean := path.Clean(full)
	for _, part := range strings.Split(clean, "/") {
		if strings.HasPrefix(part, ".") || len(part) > maxSlug {
			return "", false
		}
	}
	if strings.HasSuffix(full, "/") && clean != "/" {
		clean += "/"
	}
	return clean, true
}

func segments(dir string) []string {
	if dir == "" {
		return nil
	}
	parts := strings.Split(dir, "/")
	for i, s := range parts {
		parts[i] = slugOr(s, "folder")
	}
	return parts
}

// slugOr is the slug of a name, or other where the name has no letter.
func slugOr(name, other string) string {
	if s := Slug(name); s != "" {
		return s
	}
	return other
}

// Escape percent-encodes a path with slashes for use in an address.
func Escape(p string) string {
	for i := 0; i < len(p); i++ {
		if c := p[i]; !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '/' || c == '-' || c == '.' || c == '_' || c == '~') {
			return (&url.URL{Path: p}).EscapedPath()
		}
	}
	return p
}

// nameTitle makes a title from the file's or folder's name.
func (p *Page) nameTitle() string {
	name := strings.TrimSuffix(path.Base(p.Path), path.Ext(p.Path))
	if name == "index" || name == "_index" {
		name = path.Base(p.Dir)
		if p.IsHome {
			return ""
		}
	}
	name = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}
