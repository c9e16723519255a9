//go:build window

package windowtest

import (
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/starter"
)

// desktop is the program as people have it, on a site.
type desktop struct {
	*hand
	dir     string    // of the site
	opened  string    // file that notes what the system was asked to open
	program *exec.Cmd // that runs
	port    string    // of its inspector
}

// siteOpen reports whether the title is that of a window with a site in it.
func siteOpen(title string) bool { return title != "" && title != "Pagewright" }

// launch builds the program and opens the site in dir with it, as if it were
// started for the first time.
func launch(t *testing.T, dir string) *desktop {
	t.Helper()
	return launchAgain(t, dir, t.TempDir())
}

// launchAgain is launch with a folder for what the program remembers.
func launchAgain(t *testing.T, dir, data string) *desktop {
	t.Helper()
	if _, err := os.Stat("../../frontend/dist/index.html"); err != nil {
		t.Fatal("the editor is not built: run build/build.sh desktop")
	}
	port := freePort(t)
	d := &desktop{dir: dir, port: port, opened: filepath.Join(t.TempDir(), "opened")}
	env := append(os.Environ(),
		"PATH="+fakeBrowser(t, d.opened)+":"+os.Getenv("PATH"), "XDG_DATA_HOME="+data,
		"WEBKIT_INSPECTOR_HTTP_SERVER=127.0.0.1:"+port)
	d.program = begin(t, 0, func(cmd *exec.Cmd) { cmd.Env = env }, program(t, "../.."), dir)
	screen := inspect(t, port, siteOpen)
	screen.wait("the canvas", page(`querySelector('[data-pw-at]')`))
	d.hand = newHand(t, screen)
	t.Cleanup(func() {
		if t.Failed() {
			d.photograph("window-failed")
		}
	})
	return d
}

// page is an expression in the document of the canvas.
func page(expression string) string {
	return `document.querySelector('.stage iframe').contentDocument.` + expression
}

// button is the button with this name, or whose name begins with it and a
// colon.
func button(name string) string {
	return `[...document.querySelectorAll('button')].find((b) => {
		const name = b.getAttribute('aria-label') ?? b.textContent.trim();
		return b.offsetParent !== null && (name === ` + quote(name) + ` || name.startsWith(` + quote(name+":") + `));
	})`
}

func (d *desktop) read(name string) string {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

// files returns all files of the site but the program's own.
func (d *desktop) files() map[string]string {
	d.t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(d.dir, func(name string, e fs.DirEntry, err error) error {
		if e != nil && e.Name() == ".pagewright" {
			return fs.SkipDir
		}
		if err == nil && !e.IsDir() {
			var data []byte
			data, err = os.ReadFile(name)
			all[name] = string(data)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func (d *desktop) saved() {
	d.t.Helper()
	d.screen.wait("saved", `document.querySelector('header .status').textContent.includes('All changes saved')`)
}

// visit asks as a visitor does.
func visit(t *testing.T, address string) string {
	t.Helper()
	a, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// TestTheWholeRoad does in the real window what a person does: types a
// headline, moves a block, drops a picture, changes a colour, undoes and
// redoes it all, publishes, and looks at the site in the browser.
func TestTheWholeRoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rosa")
	if err := starter.Create(dir, "rosa", ""); err != nil {
		t.Fatal(err)
	}
	d := launch(t, dir)
	untouched := d.files()
	d.photograph("window-1-start")

	d.click("the headline", page(`querySelector('h1[data-pw-at]')`))
	d.screen.wait("typing", page(`querySelector('[data-pw-typing]')`))
	d.key("ctrl+a")
	d.write("Tulips from our own field")
	d.key("Escape")
	within(t, "the headline in the file", func() bool { return strings.Contains(d.read("content/index.md"), "# Tulips from our own field\n") })
	d.saved()
	d.photograph("window-2-typed")

	typed := d.read("content/index.md")
	d.moveSecondBlockDown()
	within(t, "the moved block", func() bool { return d.read("content/index.md") != typed })
	d.saved()
	d.photograph("window-3-moved")

	d.dropPicture()
	d.screen.wait("the picture on the page", page(`querySelector('img[src*="blaue-tur"]')`))
	d.saved()
	d.photograph("window-4-dropped")

	d.colour("#0a5f8c")
	within(t, "the colour in the file", func() bool { return strings.Contains(d.read("site.yaml"), "0a5f8c") })
	d.saved()
	d.photograph("window-5-coloured")

	changed := d.files()
	d.travel("Undo", untouched)
	d.photograph("window-6-undone")
	d.travel("Redo", changed)

	d.publish()
	within(t, "the browser", func() bool { _, err := os.Stat(d.opened); return err == nil })
	raw, err := os.ReadFile(d.opened)
	if err != nil {
		t.Fatal(err)
	}
	address := strings.Fields(string(raw))[0]
	if home := visit(t, address); !strings.Contains(home, "Tulips from our own field") || strings.Contains(home, "data-pw-at") {
		t.Errorf("visitors get %.300s", home)
	}
	d.photograph("window-7-published")
}

// moveSecondBlockDown takes the second block by its handle and lets it go
// below the third.
func (d *desktop) moveSecondBlockDown() {
	d.t.Helper()
	d.screen.is(page(`querySelector('[data-pw-at="1"]').scrollIntoView({block: 'start', behavior: 'instant'})`) + `, true`)
	block := d.find("the second block", page(`querySelector('[data-pw-at="1"]')`))
	d.move(block.X+4, block.Y+4)
	d.xdotool("click", "1")
	d.find("the bar", `[...document.querySelectorAll('button')].find((b) => (b.getAttribute('aria-label') ?? '').startsWith('Drag to move'))`)
	d.key("Escape")
	handle := d.find("its handle", `[...document.querySelectorAll('button')].find((b) => (b.getAttribute('aria-label') ?? '').startsWith('Drag to move'))`)
	next := d.find("the third block", page(`querySelector('[data-pw-at="2"]')`))
	stage := d.find("the page", `document.querySelector('.stage')`)
	y := min(next.Y+next.H-6, stage.Y+stage.H-80)
	d.drag(handle, next.X+next.W/2, y)
}

// colour writes the accent into the design panel.
func (d *desktop) colour(value string) {
	d.t.Helper()
	d.click("the design panel", button("Design"))
	field := `[...document.querySelectorAll('label')].find((l) => l.textContent.trim() === 'Accent').control`
	d.click("the accent's field", field)
	d.key("ctrl+a")
	d.write(value)
	d.key("Return")
}

// travel presses Undo or Redo until there is nothing more, and compares.
func (d *desktop) travel(name string, want map[string]string) {
	d.t.Helper()
	for range 30 {
		if !d.screen.is(`(` + button(name) + `) && !(` + button(name) + `).disabled && (` + button(name) + `).getAttribute('aria-label') !== ` + quote(name)) {
			break
		}
		before := d.files()
		d.click(name, button(name))
		within(d.t, name, func() bool { return !maps.Equal(before, d.files()) })
		d.saved()
	}
	if got := d.files(); !maps.Equal(got, want) {
		for file := range got {
			if got[file] != want[file] {
				d.t.Errorf("after %s all, %s is other bytes", name, file)
			}
		}
		d.t.Fatalf("after %s all: %d files, want %d", name, len(got), len(want))
	}
}

func (d *desktop) publish() {
	d.t.Helper()
	d.click("Publish", button("Publish"))
	d.click("Publish now", button("Publish now"))
	d.screen.wait("published", `document.body.textContent.includes('Your site is published.')`)
	time.Sleep(300 * time.Millisecond) // the dialog has come to rest, for the picture
}
