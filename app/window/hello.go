package window

import (
	"net/http"
	"sync"
	"time"
)

const (
	// patience is how long the editor may take to say hello once its page is
	// loaded. It takes a tenth of a second, mostly; one that takes longer is
	// loaded again, which loses nothing.
	patience = 5 * time.Second
	// tries is how often the editor is loaded again without a hello: a
	// program without a front end stays as it is.
	tries = 3
)

// hello notices when the window shows something else than the editor: a page
// that a link or a dropped file brought there has no way back by itself. That
// is for systems without the fence, where no other page can be refused.
//
// The hello may come before the page counts as loaded, or after it. So it is
// known of each page whether it was asked for as the editor's.
type hello struct {
	mu    sync.Mutex
	timer *time.Timer
	tries int
	asked bool          // the editor's page was asked for, and is not loaded yet
	heard bool          // and has said hello
	over  bool          // goodbye was said
	left  chan struct{} // closed when the editor has closed its site
	once  sync.Once     // closes it
}

func newHello() *hello { return &hello{left: make(chan struct{})} }

// watch passes requests on to next. The editor's first call is its hello, and
// when it was answered arrived is called; after it was told goodbye, that it
// closes its site says that it has handed everything over.
func (h *hello) watch(next http.Handler, arrived func()) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		call := ""
		switch {
		case r.Method == http.MethodPost:
			call = r.URL.Path
		case r.URL.Path == "/":
			h.begun()
		}
		if call == "/api/app.state" {
			h.said()
		}
		next.ServeHTTP(w, r)
		if call == "/api/app.state" {
			arrived()
		}
		if call == "/api/site.close" && h.goodbye() {
			h.once.Do(func() { close(h.left) })
		}
	})
}

// begun is called when the editor's page is asked for.
func (h *hello) begun() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked, h.heard = true, false
}

// expect is called when a page is loaded. It calls reload unless the editor has
// said hello from this page, or does so in time.
func (h *hello) expect(reload func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.asked && h.heard
	h.asked = false
	if known {
		return
	}
	if h.timer != nil {
		h.timer.Stop()
	}
	if h.tries >= tries {
		return
	}
	h.tries++
	h.timer = time.AfterFunc(patience, reload)
}

func (h *hello) said() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tries, h.heard = 0, true
	if h.timer != nil {
		h.timer.Stop()
	}
}

// goodbye reports whether goodbye was said to the editor.
func (h *hello) goodbye() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.over
}

// end says that the editor is told goodbye now.
func (h *hello) end() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.over = true
	if h.timer != nil {
		h.timer.Stop()
	}
}
