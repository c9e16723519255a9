package render

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// Render makes one output into an empty buffer; MakeScaled is not its concern.
// What was asked of the site is
// in v.Deps afterwards, what is wrong with the page in v.Diags.
func (v *View) Render(to *bytes.Buffer, o Output) error {
	switch o.Make {
	case MakePage:
		return v.renderPage(to, o)
	case MakeList:
		return v.renderList(to, o)
	case MakeTerm:
		return v.renderTerm(to, o)
	case MakeTerms:
		return v.renderTerms(to)
	case MakeAtom, MakeJSONFeed:
		return v.renderFeed(to, o)
	case MakeSitemap:
		v.renderSitemap(to)
		return nil
	case MakeRobots:
		v.renderRobots(to)
		return nil
	case MakeIcon:
		return v.renderIcon(to, o)
	case MakeNotFound:
		return v.renderNotFound(to)
	case MakeAsset:
		return v.renderAsset(to, o)
	case MakeFile:
		return v.renderFile(to, o)
	}
	return ErrNoOutput
}

func (v *View) renderAsset(to *bytes.Buffer, o Output) error {
	a := v.assets[o.Name]
	if a == nil || a.Path != o.Path {
		return ErrNoOutput
	}
	to.Write(a.Content)
	return nil
}

func (v *View) renderFile(to *bytes.Buffer, o Output) error {
	f, err := v.Files.Open(o.Name)
	if err != nil {
		return err
	}
	if info, err := f.Stat(); err == nil {
		to.Grow(int(min(info.Size(), 1<<30)) + bytes.MinRead) // in one piece: it may be a film
	}
	_, err = io.Copy(to, f)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// Describe returns what the manifest says of an output with this content.
func Describe(o Output, data []byte) release.File {
	class := release.Page
	if o.Make == MakeAsset || o.Make == MakeFile || o.Make == MakeScaled {
		class = release.Immutable
	}
	return asset.File(o.Path, data, class)
}

// Known returns what the manifest says of an asset or a file whose content is
// known without being read; ok is false for other outputs.
func (w *World) Known(o Output) (f release.File, ok bool) {
	switch o.Make {
	case MakeAsset:
		if a := w.assets[o.Name]; a != nil {
			return a.File, true
		}
	case MakeFile:
		if s, ok := w.Files.File(o.Name); ok && s.Hash != "" {
			return release.File{Hash: s.Hash, Size: s.Size, Type: asset.Type(o.Path), Class: release.Immutable}, true
		}
	}
	return release.File{}, false
}

// Redirects are the old addresses of pages, each with the page that has it now.
func (w *World) Redirects() []release.Redirect {
	list, _ := w.redirects()
	return list
}

// RedirectDiags are old addresses that lead nowhere: something else stands
// there, or another page says that it was its own.
func (w *World) RedirectDiags() []diag.Diag {
	_, diags := w.redirects()
	return diags
}

func (w *World) redirects() (list []release.Redirect, diags []diag.Diag) {
	seen := map[string]*content.Page{}
	for _, p := range w.Site.Pages {
		if !w.Site.Shown(p) {
			continue
		}
		for _, from := range p.Aliases {
			d := diag.Diag{Severity: diag.Warning, Where: diag.Where{Path: p.Path}, Args: map[string]string{"address": from}}
			tell := func() {
				d.Where.Line = w.keyLine(p, "aliases")
				diags = append(diags, d)
			}
			at := strings.TrimSuffix(from, "/")
			if w.stands(from) || w.stands(at+"/") {
				if d.Code = "alias-taken"; at != strings.TrimSuffix(p.URL, "/") {
					tell()
				}
				continue
			}
			if other := seen[at]; other != nil {
				if d.Code = "alias-twice"; other != p {
					d.Args["other"] = other.Path
					tell()
				}
				continue
			}
			seen[at] = p
			list = append(list, release.Redirect{From: from, To: w.base + p.URL, Code: 301})
		}
	}
	sortRedirects(list)
	return list, diags
}

// stands says whether visitors find something at an address.
func (w *World) stands(address string) bool {
	_, ok := w.Find(OutputPath(address))
	return ok
}

func sortRedirects(list []release.Redirect) {
	slices.SortFunc(list, func(a, b release.Redirect) int { return strings.Compare(a.From, b.From) })
}
