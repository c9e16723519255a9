// Package desk is what the editor works at: at most one open site, with its
// folder, its engine and its editor, and every call of the API over them. The
// window and the browser use it alike.
//
// It decides in which order the parts work together, and nothing else: bytes
// are changed by package edit, pages drawn by package generator, releases
// published by package publish. Start reading at Desk, then session.go.
package desk

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/backend/problem"
	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/generator/diag"
)

// Codes of this package.
const (
	CodeNoSite    = "app-no-site"    // a call that needs an open site
	CodeAddress   = "app-address"    // an address that is no web address
	CodePublishes = "app-publishing" // a publish is under way already
	CodeNoDialog  = "app-no-dialog"  // a dialog of the window, in a browser
)

// Host is what shows the editor: the window, or a browser.
type Host interface {
	Capabilities() api.Capabilities
	Browse(address string) error // opens an http address in the person's browser
	Folder() (string, error)     // asks for a folder; "": the person closed the dialog
	Files() ([]string, error)    // asks for files; none: likewise
}

// Options is what a Desk is made of. All of it is needed but the Vault.
type Options struct {
	Version string
	Place   *place.Place
	Bus     *api.Bus // events go here
	Host    Host
	Explain func(error) problem.Problem
	Now     func() time.Time
	Vault   *secret.Vault // nil: the system's keychain and environment
	// First is the folder of the site to open when the editor first asks for
	// the state; "": none. Not before, for a second start of the program ends
	// when it finds the first one, which then opens the site.
	First string
}

// Desk holds the open site. Make one with New; it is safe for concurrent use.
type Desk struct {
	o Options

	first sync.Once

	mu     sync.Mutex
	open   *session     // nil: no site is open
	failed *api.Problem // why the first site is not open
}

// New returns a desk with no site on it.
func New(o Options) *Desk {
	if o.Vault == nil {
		o.Vault = secret.New(secret.Options{})
	}
	return &Desk{o: o}
}

// start opens the site that the program was started with. That it can not be
// opened is part of the state that the editor asks for.
func (d *Desk) start(ctx context.Context) {
	if d.o.First == "" {
		return
	}
	if _, err := d.Open(ctx, d.o.First); err != nil {
		why := d.Explain(err)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.failed = &why
	}
}

// Open puts the site in dir on the desk; the one before is closed first.
func (d *Desk) Open(ctx context.Context, dir string) (api.SiteState, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var closing error
	if d.open != nil && sameFolder(d.open.Site.Dir, dir) {
		if d.open.Site.ReadOnly() == "" {
			return d.open.state(), nil
		}
		closing = d.open.close() // it holds the lock, and what kept it from writing may be over
		d.open = nil
	}
	next, err := openSession(ctx, &d.o, dir)
	if err != nil {
		return api.SiteState{}, errors.Join(err, closing)
	}
	if d.open != nil {
		closing = d.open.close()
	}
	d.open, d.failed = next, nil
	return next.state(), closing
}

// Close closes the site, if one is open. What was changed is on the disk.
func (d *Desk) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		return nil
	}
	closing := d.open.close()
	d.open = nil
	return closing
}

// Busy says in a sentence what closing now would break off; "": nothing.
func (d *Desk) Busy() string {
	s, err := d.session()
	if err == nil && s.publishing.running() {
		return "The site is being published. If you close now, visitors may keep seeing the old site."
	}
	return ""
}

// session returns the open site.
func (d *Desk) session() (*session, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		return nil, &diag.Diag{Code: CodeNoSite, Severity: diag.Error}
	}
	return d.open, nil
}

// Explain turns an error into what the API answers.
func (d *Desk) Explain(err error) api.Problem { return words(d.o.Explain(err)) }

func words(p problem.Problem) api.Problem {
	return api.Problem{
		Code: p.Code, Title: p.Title, Why: p.Why, Safe: p.Safe, Next: p.Next, Action: p.Action, Label: p.Label,
		Page: p.Where.Path, Line: p.Where.Line, Quote: p.Where.Text,
	}
}

// explainAll turns findings into what the API answers, each once.
func (d *Options) explainAll(found []diag.Diag) []api.Problem {
	list := []api.Problem{}
	seen := map[api.Problem]bool{}
	for i := range found {
		p := words(d.Explain(&found[i]))
		if !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	return list
}
