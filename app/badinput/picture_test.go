package badinput

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os/exec"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// upload hands a file to the editor, as a drop onto the page does.
func (e *editor) upload(name string, data []byte) api.MediaAnswer {
	e.Helper()
	status, body := e.send("media.upload", "application/octet-stream", data, http.Header{api.NameHeader: {url.PathEscape(name)}})
	var a api.MediaAnswer
	if err := json.Unmarshal(body, &a); err != nil || status != http.StatusOK {
		e.Fatalf("upload: %d %s", status, body)
	}
	return a
}

// enormous is a picture of 20,000 × 20,000 points in a file of 50 KB.
func enormous() []byte { return png(20_000, 20_000) }

// TestUploads: what is no picture, or unpacks to an enormous one, is not taken
// in and told; the picture after it is.
func TestUploads(t *testing.T) {
	d := newDesk(t)
	d.shop()
	before := d.files("shop")
	e := d.serve("shop")
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"text.jpg":     {[]byte("I am no picture."), "media-damaged"},
		"half.png":     {png(300, 300)[:60], "media-damaged"},
		"empty.png":    {nil, "media-damaged"},
		"enormous.png": {enormous(), "media-too-many-pixels"},
		"program.exe":  {[]byte("MZ\x90\x00"), "media-type"},
		"../../out.sh": {[]byte("#!/bin/sh\n"), "media-type"},
		"page.html":    {[]byte("<script>alert(1)</script>"), "media-type"},
	} {
		answer := e.upload(name, c.data)
		if len(answer.Items) != 0 || len(answer.Problems) != 1 {
			t.Errorf("%s: %+v", name, answer)
			continue
		}
		e.isProblem(answer.Problems[0], c.code)
	}
	d.same("the site", before, d.files("shop"))
	if answer := e.upload("good.png", png(30, 30)); len(answer.Items) != 1 || len(answer.Problems) != 0 {
		t.Errorf("a good picture: %+v", answer)
	}
}

// TestEnormousPictureIsNotUnpacked: a site that has one is built in little
// memory, and told of; so is the editor.
func TestEnormousPictureIsNotUnpacked(t *testing.T) {
	d := newDesk(t)
	d.shop()
	d.write("shop/content/about.md", "---\ntitle: About\n---\n![Wide](/media/enormous.png)\n\n![None](/media/text.jpg)\n\n![Gone](/media/gone.png)\n\n![Red](/media/red.png)\n")
	plain := d.memory("check", "shop")
	d.write("shop/media/enormous.png", string(enormous()))
	d.write("shop/media/text.jpg", "I am no picture.")
	d.env = append(d.env, "GOGC=off") // so that what is taken is seen
	if more := d.memory("check", "shop") - plain; more > 100<<10 {
		t.Errorf("check took %d KB more", more)
	}
	d.env = nil
	e := d.serve("shop")
	page := call[api.PageState](e, "page.open", api.PageRequest{Page: "content/about.md"})
	for _, code := range []string{"picture-too-large", "picture-unreadable", "picture-missing"} {
		if p := e.find(page.Problems, code); p.Page != "content/about.md" || p.Line == 0 {
			t.Errorf("%s has no place: %+v", code, p)
		}
	}
	if status, _ := e.get(page.Canvas); status != http.StatusOK {
		t.Errorf("the page is not shown: %d", status)
	}
	for _, name := range []string{"enormous.png", "text.jpg"} {
		if status, _ := e.get("/media/thumb?path=media/" + name); status == http.StatusOK {
			t.Errorf("%s has a small picture", name)
		}
	}
	if status, _ := e.get("/media/thumb?path=media/red.png"); status != http.StatusOK {
		t.Errorf("a good picture has no small one: %d", status)
	}
}

// memory returns how many KB a command takes at most.
func (d *desk) memory(args ...string) int64 {
	d.Helper()
	cmd := d.command(args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		d.Fatalf("%v\n%s", err, out)
	}
	return peak(cmd)
}

func peak(cmd *exec.Cmd) int64 { return cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss }
