package badinput

import (
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// TestSecondWindow: two programs do not change one site. The second is told
// who has it; it may still read, build and publish. When the first one ends,
// the second may.
func TestSecondWindow(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.write("ops", insert)
	before := d.files("shop")
	t.Run("while it is open", func(t *testing.T) {
		d := &desk{T: t, dir: d.dir, program: d.program}
		first := d.serve("shop")
		open := []string{"This site is already open.", "on the computer ", "Nothing was changed.", "Close the other window"}
		d.fails(open, "serve", "shop")
		d.fails(open, "edit", "shop", "--ops", "ops", "--json")
		d.fails(open, "undo", "shop")
		d.good("check", "shop")
		d.good("build", "shop", "--out", "out")
		d.good("publish", "shop")

		second := d.serve("")
		p := second.refused("site.open", api.OpenRequest{Dir: d.path("shop")}, "site-locked")
		if p.Action == "" || p.Label == "" {
			t.Errorf("no button to try again: %+v", p)
		}
		second.refused("site.state", api.Empty{}, "app-no-site")
		if s := call[api.SiteState](first, "site.state", api.Empty{}); s.ReadOnly != "" || len(s.Pages) == 0 {
			t.Errorf("the first window lost its site: %+v", s)
		}
		d.same("the site", before, d.files("shop"))
	})
	d.good("edit", "shop", "--ops", "ops")
}

// TestWindowThatWasKilled: a lock of a program that is gone keeps nobody out.
func TestWindowThatWasKilled(t *testing.T) {
	d := newDesk(t)
	d.shop()
	cmd := d.command("serve", "shop", "--json")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	d.write("ops", insert)
	d.good("edit", "shop", "--ops", "ops")
}
