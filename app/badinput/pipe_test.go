//go:build unix

package badinput

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// pipe puts a pipe that nobody writes to in the place of a file: who opens it
// as a file waits for ever.
func (d *desk) pipe(name string) {
	d.Helper()
	p := d.path(name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		d.Fatal(err)
	}
	if err := os.Remove(p); err != nil && !os.IsNotExist(err) {
		d.Fatal(err)
	}
	if err := syscall.Mkfifo(p, 0o644); err != nil {
		d.Fatal(err)
	}
}

// TestPipes: a site with pipes where files belong is opened, checked, shown,
// changed and published without what they stand for, and each is told.
func TestPipes(t *testing.T) {
	d := newDesk(t)
	d.shop()
	pipes := []string{
		"content/pipe.md", "content/journal/pipe.md", "media/pipe.png", "media/media.yaml", "theme/theme.yaml", "theme/words.yaml",
		"theme/layouts/page.html", "theme/assets/extra.css", "theme/blocks/quote/template.html", "theme/blocks/own/block.yaml",
	}
	for _, name := range pipes {
		d.pipe("shop/" + name)
	}
	before := d.files("shop")
	check := d.run("check", "shop", "--json").out
	for _, name := range pipes {
		if !strings.Contains(check, `"source-special"`) || !strings.Contains(check, `"`+name+`"`) {
			t.Errorf("%s is not told in\n%s", name, check)
		}
	}
	d.good("build", "shop", "--out", "out")
	d.write("ops", insert)
	d.good("edit", "shop", "--ops", "ops")
	d.good("undo", "shop")
	d.good("publish", "shop")
	e := d.serve("shop")
	e.find(e.found().Problems, "source-special")
	e.refused("page.open", api.PageRequest{Page: "content/pipe.md"}, "file-missing")
	d.same("the site", before, d.files("shop"))
}

// TestPipesOfTheProgram: what the program keeps for itself in the site is made
// anew where a pipe stands.
func TestPipesOfTheProgram(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.write("ops", insert)
	d.good("edit", "shop", "--ops", "ops")
	d.good("build", "shop", "--out", "out")
	for _, own := range []string{"lock", "lock.owner"} {
		d.pipe("shop/.pagewright/" + own)
	}
	for _, folder := range []string{"shop/.pagewright/cache", "shop/.pagewright/journal"} {
		for name := range d.files(folder) {
			d.pipe(folder + "/" + name)
		}
	}
	d.good("build", "shop", "--out", "out")
	d.good("edit", "shop", "--ops", "ops")
	d.good("edit", "shop", "--ops", "ops")
}

// TestPipeAsSettings: a site whose settings are a pipe is opened and told of,
// and nothing of it is published.
func TestPipeAsSettings(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.good("publish", "shop")
	live := d.files("data/pagewright/published")
	d.pipe("shop/site.yaml")
	d.fails([]string{"This is not a file.", "\"site.yaml\""}, "publish", "shop")
	e := d.serve("shop")
	if p := e.find(e.found().Problems, "source-special"); p.Page != "site.yaml" {
		t.Errorf("the problem has no place: %+v", p)
	}
	if p := e.refused("publish.plan", api.TargetRequest{Target: "this-computer"}, "site-files-vanished"); !strings.HasPrefix(p.Why, `The file "site.yaml"`) {
		t.Errorf("said: %s", p.Why)
	}
	d.same("what visitors see", live, d.files("data/pagewright/published"))
}

// TestPipeAsPicture: a pipe that is dropped onto a page is not waited for.
func TestPipeAsPicture(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.pipe("dropped.png")
	d.write("ops", `{"op":"media","file":"`+d.path("dropped.png")+`","alt":"A pipe"}`+"\n")
	before := d.files("shop")
	d.fails([]string{"dropped.png"}, "edit", "shop", "--ops", "ops")
	d.same("the site", before, d.files("shop"))
}
