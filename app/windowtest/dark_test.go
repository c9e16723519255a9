//go:build window

package windowtest

import (
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestADarkStartIsDark starts the program where all windows are dark and looks
// at the screen until the page is there: nothing white is seen, as WebKit shows
// it by itself.
func TestADarkStartIsDark(t *testing.T) {
	t.Setenv("GTK_THEME", "Adwaita:dark")
	var seen []string
	var looking sync.WaitGroup
	stop := make(chan struct{})
	looking.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			// The middle of the window, where the page comes to stand.
			out, err := exec.Command("import", "-silent", "-window", "root", "-crop", "1x1+640+600", "-depth", "8", "txt:-").Output()
			if _, pixel, ok := strings.Cut(string(out), "0,0: "); err == nil && ok {
				seen = append(seen, strings.Fields(pixel)[1])
			}
		}
	})
	d := launch(t, florist(t))
	close(stop)
	looking.Wait()
	if !d.screen.is(`matchMedia('(prefers-color-scheme: dark)').matches`) {
		t.Fatal("the editor is not dark: nothing is shown by this")
	}
	d.photograph("window-dark")
	if seen = slices.Compact(seen); len(seen) < 3 || slices.Contains(seen, "#FFFFFF") {
		t.Errorf("these colours were seen: %v", seen)
	}
}
