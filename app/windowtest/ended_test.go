//go:build window

package windowtest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestThePageEndsAndComesBack kills the process that draws the page, as a
// system short of memory does: the window shows the editor again, says what
// happened, and what was written is there.
func TestThePageEndsAndComesBack(t *testing.T) {
	d := launch(t, florist(t))
	d.retype("Written before the end")
	d.key("Escape")
	within(t, "the headline in the file", func() bool { return strings.Contains(d.read("content/index.md"), "# Written before the end\n") })
	d.saved()
	for _, pid := range d.drawers() {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(3 * time.Second) // until then the list may name the page that ended
	d.screen = inspect(t, d.port, siteOpen)
	d.screen.wait("the page again", page(`querySelector('h1[data-pw-at]').textContent === 'Written before the end'`))
	d.screen.wait("what happened", `document.body.textContent.includes('The editor stopped for a moment and was opened again.')`)
	d.photograph("window-ended")
}

// drawers are the processes that draw pages: one, and one that WebKit keeps
// in reserve.
func (d *desktop) drawers() (pids []int) {
	d.t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		d.t.Fatal(err)
	}
	for _, name := range stats {
		raw, _ := os.ReadFile(name) // a process that has ended has none
		fields := strings.Fields(string(raw))
		if len(fields) > 3 && strings.HasPrefix(fields[1], "(WebKitWebProces") && fields[3] == strconv.Itoa(d.program.Process.Pid) {
			pid, _ := strconv.Atoi(fields[0]) // the kernel writes numbers
			pids = append(pids, pid)
		}
	}
	if len(pids) == 0 {
		d.t.Fatal("nobody draws the page")
	}
	return pids
}
