//go:build window

package windowtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/starter"
)

// florist makes a site from the starter.
func florist(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "Rosas Läden")
	if err := starter.Create(dir, "rosa", ""); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestClosingLosesNothing types and closes the window at once: what was typed
// a moment ago is in the file, and the program ends well.
func TestClosingLosesNothing(t *testing.T) {
	for how, end := range map[string]func(*desktop){
		"its key":               func(d *desktop) { d.key("ctrl+q") },
		"the system going down": func(d *desktop) { _ = d.program.Process.Signal(syscall.SIGTERM) }, // that it had ended shows below
		"a closed terminal":     func(d *desktop) { _ = d.program.Process.Signal(syscall.SIGHUP) },
	} {
		t.Run(how, func(t *testing.T) {
			d := launch(t, florist(t))
			d.retype("Closed at once")
			end(d)
			if err := d.program.Wait(); err != nil {
				t.Errorf("the program ended with %v", err)
			}
			if text := d.read("content/index.md"); !strings.Contains(text, "# Closed at once\n") {
				t.Errorf("what was typed is not in the file:\n%.300s", text)
			}
			if _, err := os.Stat(filepath.Join(d.dir, ".pagewright", "lock.owner")); err == nil {
				t.Error("the site was not closed")
			}
		})
	}
}

// retype writes other words into the headline and leaves the caret there, as
// soon as they are on the screen.
func (d *desktop) retype(words string) {
	d.t.Helper()
	d.click("the headline", page(`querySelector('h1[data-pw-at]')`))
	d.screen.wait("typing", page(`querySelector('[data-pw-typing]')`))
	d.key("ctrl+a")
	d.write(words)
	d.screen.wait("the words", page(`querySelector('h1[data-pw-at]').textContent === `+quote(words)))
}

// TestASecondStartOpensItsSiteInTheFirst starts the program again with another
// site: there is one window, and it shows that site.
func TestASecondStartOpensItsSiteInTheFirst(t *testing.T) {
	second := filepath.Join(t.TempDir(), "plain")
	if err := starter.Create(second, "blank", "The second site"); err != nil {
		t.Fatal(err)
	}
	d := launch(t, florist(t))
	again := exec.Command(d.program.Path, second)
	again.Env = d.program.Env
	if err := again.Run(); err == nil {
		t.Log("the second start ended well") // Wails ends it with status 1
	}
	d.screen.wait("the second site", `document.body.textContent.includes('The second site')`)
	d.screen.wait("its page", page(`body.textContent.includes('The second site')`))
}

// TestTheWindowComesBackWhereItWas moves the window, ends the program and
// starts it anew.
func TestTheWindowComesBackWhereItWas(t *testing.T) {
	dir, data := florist(t), t.TempDir()
	d := launchAgain(t, dir, data)
	d.xdotool("windowmove", "--sync", d.window(), "90", "45")
	d.xdotool("windowsize", "--sync", d.window(), "1010", "700")
	want := d.geometry()
	d.key("ctrl+q")
	if err := d.program.Wait(); err != nil {
		t.Fatal(err)
	}
	d = launchAgain(t, dir, data)
	if got := d.geometry(); got != want {
		t.Errorf("the window was at %s, and is at %s", want, got)
	}
	if !strings.Contains(want, "WIDTH=1010") {
		t.Errorf("the window was not moved: %s", want)
	}
}

// window is the number of the program's window on the screen.
func (d *desktop) window() string {
	d.t.Helper()
	out, err := exec.Command("xdotool", "search", "--sync", "--onlyvisible", "--pid", strconv.Itoa(d.program.Process.Pid)).Output()
	if err != nil {
		d.t.Fatal(err)
	}
	return strings.Fields(string(out))[0]
}

// geometry is where the window is, in the words of xdotool.
func (d *desktop) geometry() string {
	d.t.Helper()
	out, err := exec.Command("xdotool", "getwindowgeometry", "--shell", d.window()).Output()
	if err != nil {
		d.t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "WINDOW") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return strings.Join(lines, " ")
}
