// Package preview shows a site as visitors would get it if it were published
// now, on a loopback port of its own, and lets open pages follow each change.
// It is another origin than the editor: the site's scripts and embeds run
// here, where there is nothing of the program to reach.
//
// It answers as every edge does, with release.Resolve; only the script for the
// reload and the caching are its own. It never writes. Start at New.
package preview

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/pagewright/pagewright/generator/release"
)

// Source gives the site as it is now. The release may be the same value as
// long as nothing changed; entries of files that are made when they are opened
// may lack hash and size. It is safe for concurrent use.
type Source func(ctx context.Context) (*release.Release, error)

// Options is what a preview is made of.
type Options struct {
	Site    Source
	Explain func(error) (title, next string) // a failure of Site in words
}

// folder holds what is the preview's own; a site's paths never begin with it.
const folder = "/.pagewright-preview/"

//go:embed reload.js
var reloadScript []byte

// Preview is an http.Handler. Make one with New; it is safe for concurrent use.
type Preview struct {
	options Options

	mu      sync.Mutex
	count   int64         // changes so far
	changed chan struct{} // closed by the next change
}

// New returns a preview of the site.
func New(o Options) *Preview {
	return &Preview{options: o, changed: make(chan struct{})}
}

// Changed tells the open pages that the site is another one now.
func (p *Preview) Changed() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count++
	close(p.changed)
	p.changed = make(chan struct{})
}

// state returns how many changes there were and what tells of the next.
func (p *Preview) state() (int64, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.count, p.changed
}

// ServeHTTP implements http.Handler.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	Guard(http.HandlerFunc(p.route)).ServeHTTP(w, r)
}

func (p *Preview) route(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		fail(w, http.StatusMethodNotAllowed, "This page can only be read.", "")
	case r.URL.Path == folder+"reload.js":
		h.Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(reloadScript) // a reader that went away needs no answer
	case r.URL.Path == folder+"changes":
		p.stream(w, r)
	default:
		p.answer(w, r)
	}
}

// answer sends what the release has for the request's path.
func (p *Preview) answer(w http.ResponseWriter, r *http.Request) {
	count, _ := p.state() // before the site is read: a change in between reloads
	site, err := p.options.Site(r.Context())
	if err != nil {
		title, next := p.options.Explain(err)
		fail(w, http.StatusInternalServerError, title, next)
		return
	}
	found := release.Resolve(site.Manifest, r.URL.EscapedPath())
	switch {
	case found.Location != "":
		// Not for good, whatever the release says: a browser would keep it
		// after the next change.
		http.Redirect(w, r, found.Location, http.StatusFound)
	case found.Path == "":
		fail(w, found.Status, "There is no page at this address.", "")
	default:
		p.send(w, r, site, found, count)
	}
}

func (p *Preview) send(w http.ResponseWriter, r *http.Request, site *release.Release, found release.Resolution, count int64) {
	body, err := read(r.Context(), site.Content, found.Path)
	if r.Context().Err() != nil {
		return // nobody waits any more
	}
	if err != nil {
		title, next := p.options.Explain(err)
		fail(w, http.StatusInternalServerError, title, next)
		return
	}
	if strings.HasPrefix(found.File.Type, "text/html") {
		body = withReload(body, count)
	}
	w.Header().Set("Content-Type", found.File.Type)
	if found.Status == http.StatusOK {
		serveRange(w, r, body)
		return
	}
	w.WriteHeader(found.Status)
	_, _ = w.Write(body) // a reader that went away needs no answer
}

func read(ctx context.Context, c release.Content, path string) ([]byte, error) {
	f, err := release.Open(ctx, c, path)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(f)
	if e := f.Close(); err == nil {
		err = e
	}
	return body, err
}

// withReload adds the script that waits for the next change.
func withReload(page []byte, count int64) []byte {
	script := fmt.Appendf(nil, `<script src="%sreload.js" data-count="%d"></script>`, folder, count)
	if i := bytes.LastIndex(page, []byte("</body>")); i >= 0 {
		return bytes.Join([][]byte{page[:i], script, page[i:]}, nil)
	}
	return append(page[:len(page):len(page)], script...)
}

// stream answers with one event as soon as there are more changes than the
// page has seen.
func (p *Preview) stream(w http.ResponseWriter, r *http.Request) {
	seen, err := strconv.ParseInt(r.URL.Query().Get("count"), 10, 64)
	if err != nil {
		fail(w, http.StatusBadRequest, "There is no page at this address.", "")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = io.WriteString(w, ": waiting\n\n")
	if http.NewResponseController(w).Flush() != nil {
		return
	}
	count, next := p.state()
	if count == seen {
		select {
		case <-next:
		case <-r.Context().Done():
			return
		}
	}
	_, _ = io.WriteString(w, "data: changed\n\n") // a reader that went away needs no answer
}
