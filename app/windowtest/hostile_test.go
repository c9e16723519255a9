//go:build window

package windowtest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"sync"
	"testing"

	"github.com/pagewright/pagewright/app/windowtest/attack"
)

// TestAHostileSiteInTheEditor opens a hostile site with the program as people
// have it and looks at each of its pages and panels: titles, menus, tags, names
// of files and pictures are shown by the editor itself, outside of the canvas.
func TestAHostileSiteInTheEditor(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]bool{}
	canary := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked[r.URL.Path] = true
	}))
	defer canary.Close()
	dir := t.TempDir()
	if err := attack.Site(dir, canary.URL); err != nil {
		t.Fatal(err)
	}
	d := launch(t, dir)
	title := d.screen.text(`document.title`)
	for _, panel := range []string{"Layers", "Pictures", "Menus", "Design", "Pages"} {
		d.click(panel, button(panel))
	}
	const rows = `[...document.querySelectorAll('aside li > button')].filter((b) => b.offsetParent !== null)`
	var pages int
	if err := d.screen.eval(rows+`.length`, &pages); err != nil {
		t.Fatal(err)
	}
	if pages < len(attack.Tries("")) {
		t.Fatalf("the list has %d pages, the site has more than %d", pages, len(attack.Tries("")))
	}
	for n := range pages {
		row := rows + `[` + strconv.Itoa(n) + `]`
		d.screen.is(row + `.click(), true`)
		d.screen.wait("page "+strconv.Itoa(n), row+`.getAttribute('aria-current') === 'page' && `+page(`readyState === 'complete'`))
	}
	if now := d.screen.text(`document.title`); now != title {
		t.Errorf("the window's title was %q and is %q", title, now)
	}
	if opened, err := os.ReadFile(d.opened); err == nil {
		t.Errorf("the browser was opened: %s", opened)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(asked) != 0 {
		t.Errorf("got out: %v", asked)
	}
	d.photograph("window-hostile")
}
