package render

import (
	"bytes"
	"encoding/xml"
	"strings"
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
	// they show a picture or a feed.
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

// iconOutput is what a browser gets that asks for an icon by itself.
func (w *World) iconOutput() Output {
	name := themeIcon
	if w.favicon.Hash != "" {
		name = w.favicon.Path
	}
	return Output{Path: iconPath, Make: MakeIcon, Name: name}
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
	if strings.HasPrefix(o.Name, "media/") {
		v.on(OnFile, o.Name)
		return v.renderFile(to, o)
	}
	v.on(OnAsset, o.Name)
	to.Write(v.assets[o.Name].Content)
	return nil
}
