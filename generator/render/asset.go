package render

import (
	"path"
	"strings"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// Asset is a file of the theme or of a block kind as it is published.
type Asset struct {
	Name    string // below the theme's assets, or "kind/<kind>.css"
	Path    string // in the release, with its fingerprint
	Content []byte
	File    release.File
	refs    []string // assets that it refers to
}

// siteCSS is the style sheet of every page: tokens first, then the theme's.
const siteCSS = "site.css"

// kindCSS names the style sheet of a block kind.
func kindCSS(kind string) string { return "kind/" + kind + ".css" }

func newAsset(name, stem string, data []byte, refs []string) *Asset {
	f := asset.File(name, data, release.Immutable)
	return &Asset{Name: name, Path: asset.Fingerprint("assets/"+stem, f.Hash), Content: data, File: f, refs: refs}
}

// baseAssets makes the assets that do not depend on the site's settings.
func (d *Design) baseAssets() map[string]*Asset {
	all := map[string]*Asset{}
	names := d.Theme.AssetNames()
	for _, name := range names {
		if path.Ext(name) != ".css" {
			all[name] = newAsset(name, name, d.Theme.Asset(name), nil)
		}
	}
	for _, name := range names {
		if path.Ext(name) == ".css" {
			css, refs := withPrints(all, name, string(d.Theme.Asset(name)))
			all[name] = newAsset(name, name, []byte(css), refs)
		}
	}
	for _, kind := range d.Kinds.All() {
		if len(kind.Style) > 0 {
			css, refs := withPrints(all, kind.Name+".css", string(kind.Style))
			all[kindCSS(kind.Name)] = newAsset(kindCSS(kind.Name), kind.Name+".css", []byte(css), refs)
		}
	}
	return all
}

// withPrints writes fingerprinted names into a style sheet.
func withPrints(all map[string]*Asset, name, css string) (string, []string) {
	var refs []string
	dir := path.Dir(name)
	css = asset.CSSURLs(css, func(ref string) (string, bool) {
		a := all[path.Join(dir, ref)]
		if a == nil {
			return "", false
		}
		refs = append(refs, a.Name)
		up := strings.Repeat("../", strings.Count(name, "/"))
		return content.Escape(up + strings.TrimPrefix(a.Path, "assets/")), true
	})
	return css, refs
}

// makeAssets adds what depends on the settings: the site's style sheet, and an
// icon where the theme brings none.
func (w *World) makeAssets() []diag.Diag {
	tokens, diags := w.Design.Theme.CSS(w.Site.Config.Tokens, content.ConfigFile)
	w.assets = make(map[string]*Asset, len(w.Design.assets)+1)
	for name, a := range w.Design.assets {
		w.assets[name] = a
	}
	site := &Asset{}
	if a := w.Design.assets[siteCSS]; a != nil {
		site = a
	}
	w.assets[siteCSS] = newAsset(siteCSS, siteCSS, append([]byte(tokens), site.Content...), site.refs)
	if w.assets[themeIcon] == nil {
		w.assets[themeIcon] = newAsset(themeIcon, themeIcon, drawIcon(w.Design.Theme, w.Site.Config), nil)
	}
	return diags
}

// assetAt returns the asset with this path in the release.
func (w *World) assetAt(p string) *Asset {
	if !strings.HasPrefix(p, "assets/") {
		return nil
	}
	for _, a := range w.assets {
		if a.Path == p {
			return a
		}
	}
	return nil
}

// asset returns the address of an asset and records that it is used, with all
// that it refers to.
func (v *View) asset(name string) string {
	a := v.assets[name]
	if a == nil {
		v.warn("asset-missing", name)
		return ""
	}
	v.on(OnAsset, name)
	for _, ref := range a.refs {
		v.on(OnAsset, ref)
	}
	return v.files + v.base + content.Escape("/"+a.Path)
}
