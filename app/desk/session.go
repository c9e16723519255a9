package desk

import (
	"context"
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/preview"
	"github.com/pagewright/pagewright/generator/content"
)

// session is one open site. Its calls may come from many goroutines.
type session struct {
	*work.Work
	o          *Options
	targets    *target.Book
	live       *liveBook
	local      *local
	preview    *preview.Preview
	address    string // of the preview
	publishing *publishing

	end  context.CancelFunc
	done sync.WaitGroup // goroutines of the session

	mu       sync.Mutex
	revision int64
	pages    map[string]seenPage // as the editor last saw them
	current  string              // the page on the canvas
	status   status
	wake     chan struct{} // something changed: look again in the background
	// stopLooking breaks off the look that is under way; nil: none was yet.
	stopLooking context.CancelFunc
}

// openSession opens everything of the site in dir, or nothing.
func openSession(ctx context.Context, o *Options, dir string) (*session, error) {
	s := &session{
		o: o, publishing: &publishing{progress: api.Progress{Phase: idle}},
		pages: map[string]seenPage{}, revision: 1, wake: make(chan struct{}, 1),
		status: status{unpublished: -1, problems: []api.Problem{}},
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	w, err := work.Open(ctx, dir, work.Options{
		Now: o.Now, Use: "desk", Watched: true, Address: s.buildAddress(dir), Spare: o.Place.Spare(dir), Progress: s.onPictures,
	})
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	s.Work = w
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(err, s.close())
	}
	o.Place.TidySpare(dir)
	_ = o.Place.Remember(place.Recent{Dir: w.Site.Dir, Title: w.Settings().Title}) // a comfort: a full disk keeps no site from opening
	return s, nil
}

// buildAddress returns the function that says where pages are built for: the
// first target. It is called with the settings each time that they change; the
// first time this computer gets its port, which is part of the address.
func (s *session) buildAddress(dir string) func(*content.Config) string {
	return func(settings *content.Config) string {
		if s.targets == nil {
			s.targets = &target.Book{Home: s.o.Place, Vault: s.o.Vault, Site: target.SiteID(settings, dir)}
			if l, err := listenLocal(s.targets.Site); err == nil { // start tells of a failure
				s.local, s.targets.Here = l, l.address
			}
		}
		book := *s.targets
		book.Settings = func() *content.Config { return settings }
		return book.List()[0].BuildAddress(settings)
	}
}

// start begins what goes on beside the calls: the preview, this computer's
// edge, the watch of the folder and the count of what is not published.
func (s *session) start(ctx context.Context) error {
	if s.local == nil {
		return errors.New("desk: no port is free on this computer")
	}
	s.targets.Settings = s.Settings
	s.live = s.newLiveBook()
	if err := errors.Join(s.askLocal(ctx), s.refreshLocal(ctx)); err != nil {
		// Visitors of this computer see nothing until the next publish; the
		// person can work on.
		s.tell("problem", words(s.o.Explain(err)))
	}
	running, end := context.WithCancel(context.Background())
	s.end = end
	// What is published here may be a rehearsal, which nobody else is to read.
	s.serve(running, s.local.listener, preview.Guard(s.local))
	if err := s.servePreview(running); err != nil {
		return err
	}
	s.done.Go(func() {
		_ = s.Site.Watch(running, s.changedOutside) // it ends with the session; what it can not watch, it polls
	})
	s.done.Go(func() { s.lookAgain(running) })
	s.done.Go(func() { s.followLocal(running) })
	return nil
}

func (s *session) servePreview(ctx context.Context) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.address = "http://" + listener.Addr().String()
	s.preview = preview.New(preview.Options{
		Site: s.Preview,
		Explain: func(err error) (string, string) {
			p := s.o.Explain(err)
			return p.Title, p.Next
		},
	})
	s.serve(ctx, listener, s.preview)
	return nil
}

// serve answers on a listener until the session ends.
func (s *session) serve(ctx context.Context, listener net.Listener, handler http.Handler) {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // streams never end by themselves
	s.done.Go(func() {
		defer stop()
		_ = server.Serve(listener) // ends with the session
	})
}

// close ends everything. What was changed is on the disk already.
func (s *session) close() error {
	s.publishing.stop()
	if s.end != nil {
		s.end()
	}
	s.done.Wait()
	var errs []error
	if s.local != nil {
		errs = append(errs, s.local.close())
	}
	if s.Work != nil {
		errs = append(errs, s.Work.Close())
	}
	return errors.Join(errs...)
}

// itoa is short for numbers in names.
func itoa(n int) string { return strconv.Itoa(n) }
