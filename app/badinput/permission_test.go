package badinput

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// somebody makes the program run as somebody who may do nothing but what
// everybody may: the superuser, who runs tests in a container, may do all.
func (d *desk) somebody() {
	d.Helper()
	program := d.path("pagewright")
	if err := copyFile(program, d.program); err != nil {
		d.Fatal(err)
	}
	d.program = program
	for dir := d.dir; dir != os.TempDir() && len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			d.Fatal(err)
		}
	}
	for _, own := range []string{"home", "data", "out"} {
		if err := errors.Join(os.RemoveAll(d.path(own)), os.MkdirAll(d.path(own), 0o777), os.Chmod(d.path(own), 0o777)); err != nil {
			d.Fatal(err)
		}
	}
	if os.Getuid() == 0 {
		d.as = &syscall.Credential{Uid: 65534, Gid: 65534}
	}
}

func copyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// allow sets what everybody may do with files, and gives it back in the end so
// that they can be removed.
func (d *desk) allow(mode os.FileMode, names ...string) {
	d.Helper()
	for _, name := range names {
		name := d.path(name)
		info, err := os.Stat(name)
		if err == nil {
			err = os.Chmod(name, mode)
		}
		if err != nil {
			d.Fatal(err)
		}
		d.Cleanup(func() { _ = os.Chmod(name, info.Mode()|0o700) })
	}
}

func (d *desk) allowAll(top string, folder, file os.FileMode) {
	d.Helper()
	err := filepath.WalkDir(d.path(top), func(p string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.Chmod(p, folder)
		}
		return os.Chmod(p, file)
	})
	if err != nil {
		d.Fatal(err)
	}
}

// TestFolderToLookAt: a site in a folder that may only be read is built,
// checked, shown and published, and every change of it is refused in words.
func TestFolderToLookAt(t *testing.T) {
	d := newDesk(t)
	d.shop()
	before := d.files("shop")
	d.somebody()
	d.allowAll("shop", 0o755, 0o644)
	d.allow(0o555, "shop", "shop/content", "shop/media")
	d.write("ops", insert)

	d.good("check", "shop")
	d.good("build", "shop", "--out", "out")
	d.good("publish", "shop")
	d.fails([]string{"This site can only be looked at.", "may not write into the folder", "Nothing was changed."}, "edit", "shop", "--ops", "ops")
	d.fails([]string{"This site can only be looked at."}, "undo", "shop", "--json")
	d.fails([]string{"Pagewright may not use this file or folder.", "Choose another folder"}, "build", "shop")

	e := d.serve("shop")
	if s := call[api.SiteState](e, "site.state", api.Empty{}); s.ReadOnly == "" {
		t.Error("the editor is not told that nothing can be changed")
	}
	page := call[api.PageState](e, "page.open", api.PageRequest{Page: "content/index.md"})
	e.refused("edit.apply", api.EditRequest{Page: page.Page, Revision: page.Revision, Ops: []api.Op{{
		Op: "insert", Page: page.Page, At: []int{0}, Markdown: "Said anew.",
	}}}, "site-read-only")
	d.same("the site", before, d.files("shop"))
}

// TestFilesThatMayNotBeRead: what may not be read is told with its name, and
// all else works; a folder that may not be opened is not called empty.
func TestFilesThatMayNotBeRead(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.somebody()
	d.allowAll("shop", 0o755, 0o644)
	d.allow(0, "shop/content/about.md", "shop/content/journal", "shop/media/red.png")
	s := d.run("check", "shop")
	d.told(s.err, []string{"need to be mended"})
	for _, name := range []string{"content/about.md", "content/journal", "media/red.png"} {
		if !strings.Contains(s.out, name) {
			t.Errorf("%s is not named in\n%s", name, s.out)
		}
	}
	if !strings.Contains(s.out, ": warning: ") || strings.LastIndex(s.out, ": error: ") > strings.Index(s.out, ": warning: ") {
		t.Errorf("what follows from it comes before it:\n%s", s.out)
	}
	d.good("build", "shop", "--out", "out")
	if all := d.files("out"); all["index.html"] == "" || all["visit/index.html"] == "" || all["about/index.html"] != "" {
		t.Errorf("built: %d files", len(all))
	}
	// What is built lacks them: visitors keep what they have.
	for _, args := range [][]string{{"publish", "shop"}, {"publish", "shop", "--dry-run"}} {
		d.fails([]string{"does not let Pagewright read", "Visitors would lose what it holds."}, args...)
	}
	if s := d.good("export", "shop", "out/whole.zip"); !strings.Contains(s.err, "need a look") {
		t.Errorf("an export that lacks pages tells nothing: %s", s.err)
	}
	d.allow(0, "shop")
	for _, args := range [][]string{{"check", "shop"}, {"build", "shop", "--out", "out"}, {"publish", "shop"}, {"edit", "shop", "--ops", "ops"}, {"serve", "shop"}} {
		d.write("ops", insert)
		d.fails([]string{"Pagewright may not use this file or folder.", d.path("shop"), "Nothing was changed."}, args...)
	}
	e := d.serve("")
	e.refused("site.open", api.OpenRequest{Dir: d.path("shop")}, "file-denied")
}

// TestStoreWithoutPermission: the folder that is published to may not be
// written to.
func TestStoreWithoutPermission(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.write("store/keep.txt", "kept")
	d.somebody()
	d.allowAll("shop", 0o777, 0o666)
	d.allow(0o777, "store")
	d.good("target", "add", "shop", "--name", "disk", "--driver", "dir", "--path", d.path("store"))
	before := d.files("shop")
	d.allow(0o555, "store")
	d.fails([]string{"The site was not published.", `may not write to the folder "` + d.path("store"), "Visitors still see"}, "publish", "shop", "--target", "disk")
	d.allow(0, "store")
	d.fails([]string{`may not write to the folder "` + d.path("store")}, "publish", "shop", "--target", "disk", "--json")
	d.same("the site", before, d.files("shop"))
}
