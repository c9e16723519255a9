package window

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// TestOnlyASilentPageIsLoadedAgain lets the page, its end of loading and the
// editor's first call come in every order that a web view has.
func TestOnlyASilentPageIsLoadedAgain(t *testing.T) {
	const page, hello, loaded = "the page is asked for", "hello", "loaded"
	for name, c := range map[string]struct {
		steps   []string
		reloads int
	}{
		"hello after it was loaded":     {[]string{page, loaded, hello}, 0},
		"hello before it was loaded":    {[]string{page, hello, loaded}, 0},
		"no hello":                      {[]string{page, loaded}, 1},
		"another page":                  {[]string{page, hello, loaded, loaded}, 1},
		"another page after two hellos": {[]string{page, hello, loaded, hello, loaded}, 1},
		"another page, hello late":      {[]string{page, loaded, hello, hello, loaded}, 1},
		"the editor again":              {[]string{page, hello, loaded, page, hello, loaded}, 0},
		"the editor again, silent":      {[]string{page, hello, loaded, page, loaded}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h, reloads := newHello(), 0
				site := h.watch(http.NotFoundHandler(), func() {})
				ask := func(method, path string) {
					site.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, path, nil))
				}
				for _, step := range c.steps {
					switch step {
					case page:
						ask(http.MethodGet, "/")
					case hello:
						ask(http.MethodPost, "/api/app.state")
					case loaded:
						h.expect(func() { reloads++ })
					}
				}
				time.Sleep(2 * patience) // of the test's own clock
				synctest.Wait()
				if reloads != c.reloads {
					t.Errorf("loaded again %d times, want %d", reloads, c.reloads)
				}
			})
		})
	}
}
