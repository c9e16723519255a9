package badinput

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/pagewright/pagewright/app/api"
)

// smallDisk puts a disk of 1 MB where the folder is and returns a function
// that fills it up, and one that makes room. Where none can be mounted, files
// can not grow instead: the system stops a write in its middle then, too.
func (d *desk) smallDisk(folder string) (fill, free func()) {
	d.Helper()
	if err := os.MkdirAll(d.path(folder), 0o755); err != nil {
		d.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", d.path(folder), "tmpfs", 0, "size=1m"); err != nil {
		d.Logf("no disk can be mounted (%v): files can not grow instead", err)
		return d.limited()
	}
	d.Cleanup(func() {
		if err := syscall.Unmount(d.path(folder), syscall.MNT_DETACH); err != nil {
			d.Error(err)
		}
	})
	filler := d.path(folder + "-filler") // beside the folder by name, in it by place
	filler = d.path(folder) + "/" + filler[strings.LastIndex(filler, "/")+1:]
	return func() {
		d.Helper()
		f, err := os.Create(filler)
		if err != nil {
			d.Fatal(err)
		}
		for err == nil {
			_, err = f.Write(make([]byte, 4096))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			d.Fatal(err)
		}
		_ = f.Close() // it is full
	}, func() { _ = os.Remove(filler) }
}

// limited is the other way of smallDisk, for what is started and for editors
// that run already.
func (d *desk) limited() (fill, free func()) {
	set := func(most uint64, env []string) {
		d.Helper()
		d.env = env
		for _, pid := range d.running {
			if err := limitFiles(pid, most); err != nil {
				d.Fatal(err)
			}
		}
	}
	return func() { set(32, []string{fileLimit + "=32"}) }, func() { set(unix.RLIM_INFINITY, nil) }
}

// limitFiles bounds the files that a process writes, in bytes.
func limitFiles(pid int, most uint64) error {
	var now unix.Rlimit
	if err := unix.Prlimit(pid, unix.RLIMIT_FSIZE, nil, &now); err != nil {
		return err
	}
	now.Cur = min(most, now.Max) // so that it can be raised again
	return unix.Prlimit(pid, unix.RLIMIT_FSIZE, &now, nil)
}

// disks are both ways in which a disk can be full.
func disks(t *testing.T, do func(d *desk, fill, free func())) {
	t.Run("a full disk", func(t *testing.T) {
		d := newDesk(t)
		fill, free := d.smallDisk("disk")
		do(d, fill, free)
	})
	t.Run("files that can not grow", func(t *testing.T) {
		d := newDesk(t)
		fill, free := d.limited()
		do(d, fill, free)
	})
}

// moved puts the shop on the disk.
func (d *desk) moved() {
	d.Helper()
	d.shop()
	for name, text := range d.files("shop") {
		d.write("disk/shop/"+name, text)
	}
}

var full = []string{"disk is full"}

// TestFullDiskEdit: a change that has no room is not made, and told; with room
// again it is made.
func TestFullDiskEdit(t *testing.T) {
	disks(t, func(d *desk, fill, free func()) {
		d.moved()
		d.write("ops", strings.Replace(insert, "anew", strings.Repeat("anew ", 2000), 1))
		before := d.files("disk/shop")
		fill()
		d.fails(full, "edit", "disk/shop", "--ops", "ops", "--json")
		d.same("the site", before, d.files("disk/shop"))
		if len(d.env) == 0 { // the limit of files would hold for the output, too
			d.good("build", "disk/shop", "--out", "out")
			d.good("publish", "disk/shop")
		}
		free()
		d.good("check", "disk/shop")
		d.good("edit", "disk/shop", "--ops", "ops")
		d.good("undo", "disk/shop")
		d.same("the site, undone", before, d.files("disk/shop"))
	})
}

// TestFullDiskBuild: no half file is left in the folder that is built into, and
// what was built before stays whole.
func TestFullDiskBuild(t *testing.T) {
	disks(t, func(d *desk, fill, free func()) {
		d.shop()
		d.good("build", "shop", "--out", "disk/out")
		before := d.files("disk/out")
		d.write("shop/content/index.md", "---\ntitle: Home\n---\n"+strings.Repeat("Many new words. ", 2000))
		d.write("shop/content/new.md", "---\ntitle: New\n---\n"+strings.Repeat("Many new words. ", 2000))
		fill()
		d.fails(full, "build", "shop", "--out", "disk/out", "--json")
		after := d.files("disk/out")
		for name, text := range after {
			if before[name] != text && !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".json") && !strings.Contains(text, "</html>") {
				t.Errorf("%s is half: %d bytes", name, len(text))
			}
		}
		for name := range before {
			if _, ok := after[name]; !ok {
				t.Errorf("%s is gone", name)
			}
		}
		free()
		d.good("build", "shop", "--out", "disk/out")
		d.good("build", "shop", "--out", "clean")
		d.same("built again", d.files("clean"), d.files("disk/out"))
	})
}

// TestFullDiskPublish: visitors see the release before, whole, until there is
// room.
func TestFullDiskPublish(t *testing.T) {
	disks(t, func(d *desk, fill, free func()) {
		d.shop()
		if err := os.MkdirAll(d.path("disk/store"), 0o755); err != nil {
			t.Fatal(err)
		}
		d.good("target", "add", "shop", "--name", "disk", "--driver", "dir", "--path", d.path("disk/store"))
		d.good("publish", "shop")
		live := d.good("releases", "shop", "--json").out
		before := d.files("disk/store")
		d.write("ops", strings.Replace(insert, "anew", strings.Repeat("anew ", 2000), 1))
		d.good("edit", "shop", "--ops", "ops")
		site := d.files("shop")
		fill()
		d.fails([]string{"The site was not published.", "is full", "Visitors still see", "Make room there"}, "publish", "shop", "--json")
		for name, text := range before {
			if now := d.files("disk/store")[name]; now != text {
				t.Errorf("%s was lost or changed", name)
			}
		}
		if now := d.run("releases", "shop", "--json"); now.out != live {
			t.Errorf("visitors see another release: %s%s", now.out, now.err)
		}
		d.same("the site", site, d.files("shop"))
		free()
		if s := d.good("publish", "shop", "--json"); d.field(s.out, "switched") != "true" {
			t.Errorf("with room again: %s", s.out)
		}
	})
}

// TestFullDiskAPI: the editor is told the same.
func TestFullDiskAPI(t *testing.T) {
	d := newDesk(t)
	fill, free := d.smallDisk("disk")
	d.moved()
	before := d.files("disk/shop")
	e := d.serve("disk/shop")
	page := call[api.PageState](e, "page.open", api.PageRequest{Page: "content/index.md"})
	change := api.EditRequest{Page: page.Page, Revision: page.Revision, Ops: []api.Op{{
		Op: "insert", Page: page.Page, At: []int{0}, Markdown: strings.Repeat("anew ", 2000),
	}}}
	fill()
	e.refused("edit.apply", change, "site-disk-full")
	answer := e.upload("new.png", png(300, 300))
	e.find(answer.Problems, "site-disk-full")
	d.same("the site", before, without(d.files("disk/shop"), ".pagewright/"))
	free()
	call[api.EditAnswer](e, "edit.apply", change)
	if answer := e.upload("new.png", png(300, 300)); len(answer.Items) != 1 {
		t.Errorf("with room again: %+v", answer)
	}
}

func without(all map[string]string, prefix string) map[string]string {
	for name := range all {
		if strings.HasPrefix(name, prefix) {
			delete(all, name)
		}
	}
	return all
}

// TestFullDiskOpen: a site on a full disk is opened to be looked at, and to be
// changed when it is opened with room again.
func TestFullDiskOpen(t *testing.T) {
	d := newDesk(t)
	fill, free := d.smallDisk("disk")
	d.moved()
	before := d.files("disk/shop")
	fill()
	e := d.serve("disk/shop")
	page := call[api.PageState](e, "page.open", api.PageRequest{Page: "content/index.md"})
	change := api.EditRequest{Page: page.Page, Revision: page.Revision, Ops: []api.Op{{Op: "insert", Page: page.Page, At: []int{0}, Markdown: "Said anew."}}}
	if p := e.refused("edit.apply", change, "site-opened-full"); !strings.Contains(p.Next, "open the site again") {
		t.Errorf("%+v", p)
	}
	if s := call[api.SiteState](e, "site.state", api.Empty{}); s.ReadOnly == "" {
		t.Error("the editor is not told that nothing can be changed")
	}
	d.same("the site", before, without(d.files("disk/shop"), ".pagewright/"))
	free()
	call[api.SiteState](e, "site.open", api.OpenRequest{Dir: d.path("disk/shop")})
	page = call[api.PageState](e, "page.open", api.PageRequest{Page: "content/index.md"})
	change.Revision = page.Revision
	if answer := call[api.EditAnswer](e, "edit.apply", change); !answer.Changed {
		t.Error("with room again it can not be changed")
	}
}
