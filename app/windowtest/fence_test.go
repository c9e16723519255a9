//go:build window

package windowtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// outside is a page of somebody else, which counts who comes.
type outside struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newOutside(t *testing.T) *outside {
	t.Helper()
	o := &outside{}
	o.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.asked = append(o.asked, r.URL.Path)
		_, _ = w.Write([]byte("<title>hostile</title><h1>Somewhere else</h1>")) // who has left is counted all the same
	}))
	t.Cleanup(o.Close)
	return o
}

func (o *outside) visits() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.asked)
}

// TestTheWindowStaysWithTheEditor tries every way to another page, as a link or
// a script could: none of them shows, and nobody is asked for one.
func TestTheWindowStaysWithTheEditor(t *testing.T) {
	away := newOutside(t)
	lines, _ := start(t, away.URL, filepath.Join(t.TempDir(), "opened"), "-mode=window", "-does=leave")
	title, here, hellos := "", 0, 0
	const long = 40 // 8 seconds: longer than the patience with an editor that says nothing
	for l := range lines {
		switch {
		case l.What == "call" && l.More == "app.state":
			hellos++
		case l.What == "page" && l.More == "here" && title != "":
			here++
		case l.What == "page" && title == "":
			_, _ = fmt.Sscanf(l.More, "done-%s", &title) // anything else is not its last word
		}
		if here == long {
			break
		}
	}
	if title != "editor" || hellos != 1 || here != long {
		t.Errorf("title %q, %d times after the last way, the editor began %d times", title, here, hellos)
	}
	if asked := away.visits(); len(asked) > 0 {
		t.Errorf("other pages were asked for: %v", asked)
	}
}

// TestWithoutTheFenceTheWindowLeavesAndComesBack is the control, and how it is
// on a system where another page can not be refused: it shows, and the editor
// comes back.
func TestWithoutTheFenceTheWindowLeavesAndComesBack(t *testing.T) {
	away := newOutside(t)
	lines, _ := startWith(t, program(t, "./victim", "unfenced"), away.URL, filepath.Join(t.TempDir(), "opened"), "-mode=window", "-does=leave")
	hellos := 0
	for l := range lines {
		if l.What == "call" && l.More == "app.state" {
			hellos++
		}
		if hellos == 2 {
			break
		}
	}
	if hellos != 2 || len(away.visits()) == 0 {
		t.Errorf("the editor began %d times, other pages were asked for: %v", hellos, away.visits())
	}
}

// TestADroppedPageIsNotShown drops a page from the file manager on a frame that
// does not take it: WebKit would show it in the place of the editor, where its
// script runs.
func TestADroppedPageIsNotShown(t *testing.T) {
	away, lines := dropPage(t)
	for range len(lines) + 8 { // what it said so far, and more
		if l, on := <-lines; !on || l.What == "call" {
			t.Errorf("after the drop: %v", l)
		}
	}
	if asked := away.visits(); len(asked) > 0 {
		t.Errorf("other pages were asked for: %v", asked)
	}
}

// TestWithoutTheFenceADroppedPageIsShown is the control: the same drops.
func TestWithoutTheFenceADroppedPageIsShown(t *testing.T) {
	away, lines := dropPage(t, "unfenced")
	if !away.sawDropped() {
		t.Fatal("the dropped page was not shown: the test would not notice it")
	}
	for l := range lines {
		if l.What == "call" && l.More == "app.state" {
			return // the editor came back
		}
	}
	t.Error("the editor did not come back")
}

// dropPage shows an editor that stays, in the window built with more tags, and
// drops a page on it whose script asks away for /dropped: a few times, until it
// does, for WebKit lets the first drop into a new window pass now and then. It
// returns what the editor says from then on.
func dropPage(t *testing.T, more ...string) (away *outside, lines <-chan line) {
	t.Helper()
	away = newOutside(t)
	lines, _ = startWith(t, program(t, "./victim", more...), away.URL, filepath.Join(t.TempDir(), "opened"), "-mode=window", "-does=stay")
	for l := range lines {
		if l.What == "page" && l.More == "here" {
			break
		}
	}
	h := &hand{t: t}
	s := h.dragSource("page.html", []byte("<title>hostile</title><script>new Image().src = '"+away.URL+"/dropped'</script>"))
	for range 4 {
		h.hold(s, 640, 420)
		h.let(s)
		if inTime(time.Second, away.sawDropped) {
			break
		}
	}
	return away, lines
}

// sawDropped reports whether the dropped page ran its script.
func (o *outside) sawDropped() bool { return slices.Contains(o.visits(), "/dropped") }
