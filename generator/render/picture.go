package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/image"
	"github.com/pagewright/pagewright/generator/internal/pack"
	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/safe"
)

// Picture finds a picture as it is written in the page. It implements
// markdown.Resolver.
func (v *View) Picture(dest string) (markdown.Image, bool) {
	if at, _ := cutTail(dest); at == "" || hasScheme(at) || strings.HasPrefix(at, "//") {
		return markdown.Image{}, false
	}
	at, _ := cutTail(dest)
	f, ok := v.find(at, OnPicture)
	if !ok {
		v.warn("picture-missing", dest)
		return markdown.Image{}, false
	}
	v.checkPicture(f, dest)
	m := v.Site.Media[f.Path]
	if f.tooLarge() {
		return markdown.Image{Src: dest, Alt: m.Alt, Decorative: m.Decorative}, false
	}
	p := markdown.Image{Src: v.fileURL(f), Width: f.Width, Height: f.Height, Alt: m.Alt, Decorative: m.Decorative}
	if !v.canvas && !v.absolute {
		p.Srcset, p.Sizes = v.srcset(f), textSizes
	}
	if len(m.Focus) == 2 {
		p.Position = fmt.Sprintf("%g%% %g%%", m.Focus[0], m.Focus[1])
	}
	return p, true
}

// Unnamed implements markdown.Ear.
func (v *View) Unnamed(dest string) { v.warn("link-unnamed", dest) }

func (v *View) checkPicture(f File, dest string) {
	switch {
	case f.Err == nil:
	case f.tooLarge():
		v.warn("picture-too-large", dest)
	default:
		v.warn("picture-unreadable", dest)
	}
}

// checkImage tells of the picture that stands for a page elsewhere, where there
// is none to show.
func (v *View) checkImage(p *content.Page) {
	at, _ := cutTail(imageOf(p))
	if at == "" || hasScheme(at) || strings.HasPrefix(at, "//") {
		return
	}
	f, ok := v.shown(at)
	if ok {
		return
	}
	code := "picture-missing"
	if f.tooLarge() {
		code = "picture-too-large"
	}
	if v.warn(code, p.Image) {
		v.Diags[len(v.Diags)-1].Where.Line = v.keyLine(p, "image")
	}
}

// tooLarge says that a file is a picture which browsers of visitors can not hold
// in memory: it is not published where a page shows it.
func (f File) tooLarge() bool { return errors.Is(f.Err, image.ErrTooLarge) }

// warn tells what is wrong with an address in the page. One address is told
// once: what is missing as a picture is missing as a file too. It says whether
// it did.
func (v *View) warn(code, dest string) bool {
	for i := range v.Diags {
		if v.Diags[i].Where.Text == dest && v.Diags[i].Where.Path == v.pagePath() {
			return false
		}
	}
	v.Diags = append(v.Diags, diag.Diag{Code: code, Severity: diag.Warning, Args: map[string]string{"address": dest},
		Where: diag.Where{Path: v.pagePath(), Text: dest}})
	return true
}

// placeDiags finds the lines at which the source of the page has what the
// findings quote.
func (v *View) placeDiags(source []byte) {
	for i := range v.Diags {
		d := &v.Diags[i]
		if d.Where.Line == 0 && d.Where.Text != "" && d.Where.Path == v.pagePath() {
			if at := bytes.Index(source, []byte(d.Where.Text)); at >= 0 {
				d.Where.Line = 1 + bytes.Count(source[:at], []byte("\n"))
			}
		}
	}
}

// img writes the element of a picture. An empty alt takes the one of the media
// library.
func (v *View) img(src, alt, class, sizes string) template.HTML {
	if src == "" {
		return ""
	}
	p, ok := v.Picture(src)
	if !ok {
		p.Src = safe.Source(src)
	}
	if alt == "" {
		alt = p.Alt
	}
	if p.Decorative {
		alt = ""
	}
	b := make([]byte, 0, 256)
	b = attr(append(b, "<img"...), "src", p.Src)
	b = attr(b, "alt", alt)
	if class != "" {
		b = attr(b, "class", class)
	}
	if p.Width > 0 && p.Height > 0 {
		b = append(b, fmt.Sprintf(` width="%d" height="%d"`, p.Width, p.Height)...)
	}
	if p.Srcset != "" {
		if sizes == "" {
			sizes = p.Sizes
		}
		b = attr(attr(b, "srcset", p.Srcset), "sizes", sizes)
	}
	if p.Position != "" {
		b = attr(b, "style", "object-position:"+p.Position)
	}
	if !v.canvas {
		b = append(b, lazyPicture...)
	}
	return html(string(append(b, '>')))
}

func attr(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	b = append(b, template.HTMLEscapeString(value)...)
	return append(b, '"')
}

// fileSum sums what pages can see of a file.
func (w *World) fileSum(path string) pack.Sum {
	f, ok := w.Files.File(path)
	if !ok {
		return pack.Sum{}
	}
	m := w.Site.Media[path]
	b := pack.String(nil, f.Hash)
	b = pack.Int(pack.Int(b, int64(f.Width)), int64(f.Height))
	b = pack.Bool(pack.String(b, m.Alt), m.Decorative)
	for _, x := range m.Focus {
		b = pack.Float(b, x)
	}
	b = pack.Bool(b, f.Err != nil)
	return content.SumOf(b)
}
