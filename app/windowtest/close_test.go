//go:build window

package windowtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/starter"
)

// TestClosingLosesNothing types and closes the window at once: what was typed
// a moment ago is in the file, and the program ends well.
func TestClosingLosesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rosa")
	if err := starter.Create(dir, "rosa", ""); err != nil {
		t.Fatal(err)
	}
	d := launch(t, dir)
	d.click("the headline", page(`querySelector('h1[data-pw-at]')`))
	d.screen.wait("typing", page(`querySelector('[data-pw-typing]')`))
	d.key("ctrl+a")
	d.write("Closed at once")
	d.key("ctrl+q")
	if err := d.program.Wait(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
	if text := d.read("content/index.md"); !strings.Contains(text, "# Closed at once\n") {
		t.Errorf("what was typed is not in the file:\n%.300s", text)
	}
	if _, err := os.Stat(filepath.Join(dir, ".pagewright", "lock.owner")); err == nil {
		t.Error("the site was not closed")
	}
}

// TestASecondStartOpensItsSiteInTheFirst starts the program again with another
// site: there is one window, and it shows that site.
func TestASecondStartOpensItsSiteInTheFirst(t *testing.T) {
	first, second := filepath.Join(t.TempDir(), "rosa"), filepath.Join(t.TempDir(), "plain")
	if err := starter.Create(first, "rosa", ""); err != nil {
		t.Fatal(err)
	}
	if err := starter.Create(second, "blank", "The second site"); err != nil {
		t.Fatal(err)
	}
	d := launch(t, first)
	again := exec.Command(d.program.Path, second)
	again.Env = d.program.Env
	if err := again.Run(); err == nil {
		t.Log("the second start ended well") // Wails ends it with status 1
	}
	d.screen.wait("the second site", `document.body.textContent.includes('The second site')`)
	d.screen.wait("its page", page(`body.textContent.includes('The second site')`))
}
