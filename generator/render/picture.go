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
)

// Picture finds a picture as it is written in the page. It implements
// markdown.Resolver.
func (v *View) Picture(dest string) (markdown.Image, bool) {
	if at, _ := cutTail(dest); at == "" || hasScheme(at) || strings.HasPrefix(at, "//") {
		return markdown.Image{}, false
	}
	at, _ := cutTail(dest)
	f, ok := v.file(at)
	if !ok {
		v.warn("picture-missing", dest)
		return markdown.Image{}, false
	}
	v.checkPicture(f, dest)
	m := v.Site.Media[f.Path]
	p := markdown.Image{Src: v.fileURL(f), Width: f.Width, Height: f.Height, Alt: m.Alt, Decorative: m.Decorative}
	if len(m.Focus) == 2 {
		p.Position = fmt.Sprintf("%g%% %g%%", m.Focus[0], m.Focus[1])
	}
	return p, true
}

func (v *View) checkPicture(f File, dest string) {
	switch {
	case f.Err == nil:
	case errors.Is(f.Err, image.ErrTooLarge):
		v.warn("picture-too-large", dest)
	default:
		v.warn("picture-unreadable", dest)
	}
}

// warn tells what is wrong with an address in the page.
func (v *View) warn(code, dest string) {
	d := diag.Diag{Code: code, Severity: diag.Warning, Args: map[string]string{"address": dest}, Where: diag.Where{Text: dest}}
	if v.page != nil {
		d.Where.Path = v.page.Path
	}
	v.Diags = append(v.Diags, d)
}

// placeDiags finds the lines at which the source of the page has what the
// findings quote, and takes out doubles.
func (v *View) placeDiags(source []byte) {
	type key struct{ code, text string }
	seen := map[key]bool{}
	kept := v.Diags[:0]
	for _, d := range v.Diags {
		k := key{d.Code, d.Where.Text}
		if d.Where.Line == 0 && d.Where.Text != "" {
			if seen[k] {
				continue
			}
			seen[k] = true
			if i := bytes.Index(source, []byte(d.Where.Text)); i >= 0 {
				d.Where.Line = 1 + bytes.Count(source[:i], []byte("\n"))
			}
		}
		kept = append(kept, d)
	}
	v.Diags = kept
}

// img writes the element of a picture. An empty alt takes the one of the media
// library.
func (v *View) img(src, alt, class, sizes string) template.HTML {
	if src == "" {
		return ""
	}
	p, ok := v.Picture(src)
	if !ok {
		p.Src = markdown.SafeSource(src)
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
		b = attr(attr(b, "srcset", p.Srcset), "sizes", sizes)
	}
	if p.Position != "" {
		b = attr(b, "style", "object-position:"+p.Position)
	}
	if !v.canvas {
		b = append(b, ` loading="lazy" decoding="async"`...)
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
