package badinput

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// pages are what can be wrong in a page, and how the editor is told.
func pages() map[string]struct{ source, code string } {
	return map[string]struct{ source, code string }{
		"syntax.md": {"---\ntitle: [never closed\ndescription: Kept\n---\nWords.\n", "frontmatter-syntax"},
		"toml.md":   {"+++\ntitle = \n+++\nWords.\n", "frontmatter-syntax"},
		"open.md":   {"---\ntitle: No end\n\nWords.\n", "frontmatter-not-closed"},
		"value.md":  {"---\ntitle: Value\ndate: soon\n---\nWords.\n", "frontmatter-value"},
		"block.md":  {"Words.\n\n:::hero\nInside.\n", "block-not-closed"},
		"kind.md":   {":::heroo\nWords.\n:::\n", "block-unknown"},
		"large.md":  {strings.Repeat("Many words.\n\n", 180_000), "page-too-large"},
		"deep.md":   {strings.Repeat("> ", 3000) + "Words.\n", "page-too-deep"},
		"nul.md":    {"Wor\x00ds \xff\xfe.\n", ""},
		"front.md":  {"---\ntitle: N\x00ul\n---\nWords.\n", "frontmatter-syntax"},
	}
}

// TestPages opens pages that something is wrong with in the editor: each is
// told with its place, shown, and none keeps another from being changed.
func TestPages(t *testing.T) {
	d := newDesk(t)
	d.shop()
	for name, c := range pages() {
		d.write("shop/content/"+name, c.source)
	}
	before := d.files("shop")
	e := d.serve("shop")
	all := e.found()
	for name, c := range pages() {
		page := call[api.PageState](e, "page.open", api.PageRequest{Page: "content/" + name})
		if status, body := e.get(page.Canvas); status != http.StatusOK || !strings.Contains(string(body), "ds") {
			t.Errorf("%s: shown with %d", name, status)
		}
		if c.code == "" {
			continue
		}
		if p := e.find(page.Problems, c.code); p.Page != "content/"+name {
			t.Errorf("%s: the problem has no place: %+v", name, p)
		}
		e.find(all.Problems, c.code)
	}
	for _, p := range all.Problems {
		for _, raw := range []string{"yaml", "toml:", "did not find", "unexpected", "control characters"} {
			if strings.Contains(p.Why+p.Next, raw) {
				t.Errorf("said %q: %+v", raw, p)
			}
		}
	}
	page := call[api.PageState](e, "page.open", api.PageRequest{Page: "content/index.md"})
	answer := call[api.EditAnswer](e, "edit.apply", api.EditRequest{Page: page.Page, Revision: page.Revision, Ops: []api.Op{{
		Op: "insert", Page: page.Page, At: []int{0}, Markdown: "Said anew.",
	}}})
	if !answer.Changed {
		t.Error("a good page can not be changed")
	}
	call[api.EditAnswer](e, "edit.undo", api.UndoRequest{Page: page.Page})
	d.same("the site", before, d.files("shop"))
}

// TestBrokenSettings: the editor opens a site whose settings can not be read in
// full, and publishes nothing of it.
func TestBrokenSettings(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.good("publish", "shop")
	live := d.files("data/pagewright/published")
	d.write("shop/site.yaml", d.files("shop")["site.yaml"]+"menus:\n  main: [{\n")
	before := d.files("shop")
	e := d.serve("shop")
	p := e.find(e.found().Problems, "site-syntax")
	if p.Page != "site.yaml" || p.Line == 0 {
		t.Errorf("the problem has no place: %+v", p)
	}
	e.refused("publish.plan", api.TargetRequest{Target: "this-computer"}, "publish-settings")
	if last := e.published("this-computer"); last.Problem == nil || last.Problem.Code != "publish-settings" {
		t.Errorf("published: %+v", last)
	}
	d.same("what visitors see", live, d.files("data/pagewright/published"))
	d.same("the site", before, d.files("shop"))
}
