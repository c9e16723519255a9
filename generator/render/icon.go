package render

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"path"
	"unicode"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/theme"
)

const (
	// themeIcon is the asset that is the icon of a site without its own: the
	// theme brings it, or it is drawn.
	themeIcon = "icon.svg"
	// iconPath is where browsers look for an icon where no page names one: when
	// they show a picture or a feed. What stands there is an icon file.
	iconPath = "favicon.ico"
)

// findIcon returns the site's own icon; its hash is empty where it has none.
// Pictures that no browser could hold are told and passed over.
func findIcon(files Files) (found File, diags []diag.Diag) {
	for _, name := range content.Icons() {
		f, ok := files.File(name)
		switch {
		case ok && f.tooLarge():
			diags = append(diags, diag.Diag{Code: "icon-too-large", Severity: diag.Warning, Where: diag.Where{Path: name}})
		case ok && found.Hash == "":
			found = f
		}
	}
	return found, diags
}

// drawIcon draws an icon in the theme's accent with the first letter of the
// site's title. A theme without an accent gets one in grey.
func drawIcon(t *theme.Theme, c *content.Config) []byte {
	ground, on, ok := t.Accent(c.Tokens)
	if !ok {
		ground, on = "#4a4a4a", "#ffffff"
	}
	var letter bytes.Buffer
	_ = xml.EscapeText(&letter, []byte(initial(c.Title))) // a buffer takes all
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="` + ground +
		`"/><text x="32" y="32" dy=".36em" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="600" font-size="40" fill="` +
		on + `">` + letter.String() + "</text></svg>\n")
}

// initial returns the first letter or digit of a title, as a capital and with
// its marks; "": it has none.
func initial(title string) string {
	all := []rune(title)
	for i, r := range all {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		end := i + 1
		for end < len(all) && unicode.IsMark(all[end]) {
			end++
		}
		return string(unicode.ToTitle(r)) + string(all[i+1:end])
	}
	return ""
}

// iconOutput is what a browser gets that asks for an icon by itself. A drawing
// is none: no server and no browser takes SVG under that name, and pages name
// theirs.
func (w *World) iconOutput() (o Output, ok bool) {
	switch path.Ext(w.favicon.Path) {
	case ".ico", ".png":
		return Output{Path: iconPath, Make: MakeIcon, Name: w.favicon.Path}, true
	}
	return Output{}, false
}

// icon names the site's icon in the head of a document.
func (v *View) icon(b *tags) {
	href := ""
	if v.favicon.Hash != "" {
		v.on(OnFile, v.favicon.Path)
		href = v.fileURL(v.favicon)
	} else {
		href = v.asset(themeIcon)
	}
	b.open("link").attr("rel", "icon").attr("href", href).close()
}

func (v *View) renderIcon(to *bytes.Buffer, o Output) error {
	v.on(OnWorld, "") // which icon it is
	v.on(OnFile, o.Name)
	var file bytes.Buffer
	if err := v.renderFile(&file, o); err != nil {
		return err
	}
	to.Write(icoHead(file.Bytes()))
	to.Write(file.Bytes())
	return nil
}

// icoHead returns what makes an icon file of a PNG: the list of one picture,
// which is whatever follows. nil: it is no PNG.
func icoHead(png []byte) []byte {
	const signature, sizes = "\x89PNG\r\n\x1a\n", 16 // width and height begin the first chunk's content
	if !bytes.HasPrefix(png, []byte(signature)) || len(png) < sizes+8 {
		return nil
	}
	side := func(at int) byte { // 0: 256 and more
		return byte(min(binary.BigEndian.Uint32(png[at:]), 256))
	}
	head := []byte{0, 0, 1, 0, 1, 0, side(sizes), side(sizes + 4), 0, 0, 1, 0, 32, 0}
	head = binary.LittleEndian.AppendUint32(head, uint32(len(png)))
	return binary.LittleEndian.AppendUint32(head, uint32(len(head)+4))
}
