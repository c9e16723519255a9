// Package serve shows the editor in a browser on this computer: the API's
// handler behind a loopback port that only the person who started it can use.
//
// It never listens beyond this computer and never decides what a call does.
// Start reading at Open, then guard.go, which says who may pass.
package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/generator/diag"
)

// Codes of what can go wrong at the start.
const (
	CodeNotLoopback = "serve-not-loopback" // the address is not this computer alone
	CodeListen      = "serve-listen"       // the address is taken or not to be had
)

// Options says what is served where.
type Options struct {
	Listen string       // host:port; port 0: a free one. Loopback only
	API    http.Handler // the editor, an *api.Server
	Bus    *api.Bus     // its events, for /events
}

// Server is the editor on a port. Make one with Open.
type Server struct {
	listener net.Listener
	guard    *guard
	door     *door
	http     *http.Server
}

// Open takes the port. Nothing is answered before Run.
func Open(o Options) (*Server, error) {
	listener, err := Listen(o.Listen)
	if err != nil {
		return nil, err
	}
	host := listener.Addr().String()
	d := &door{}
	g := newGuard(host, rand.Text(), rand.Text())
	g.entered = func() { _ = d.shut() } // Run shuts it too, and says what stands in the way
	inner := http.NewServeMux()
	inner.Handle("/", o.API)
	inner.Handle("/events", api.Wall(stream(o.Bus)))
	return &Server{
		listener: listener,
		guard:    g,
		door:     d,
		http: &http.Server{
			Handler:           api.Wall(g.wrap(inner)),
			ReadHeaderTimeout: 10 * time.Second,
			IdleTimeout:       2 * time.Minute,
			MaxHeaderBytes:    64 << 10,
		},
	}, nil
}

// Listen takes a loopback address and nothing else: the editor is never to be
// reached from another computer.
func Listen(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	if err != nil || ip == nil || !ip.IsLoopback() {
		return nil, &diag.Diag{Code: CodeNotLoopback, Severity: diag.Error, Args: map[string]string{"address": address}, Err: err}
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &diag.Diag{Code: CodeListen, Severity: diag.Error, Args: map[string]string{"address": address}, Err: err}
	}
	return l, nil
}

// Address is what the person opens: it lets in once, and only once.
func (s *Server) Address() string {
	return fmt.Sprintf("http://%s/login?t=%s", s.guard.host, s.guard.login)
}

// Run answers until ctx ends, then closes what is still open.
func (s *Server) Run(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { _ = s.http.Close() }) // streams never end by themselves
	defer stop()
	err := s.http.Serve(s.listener)
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, s.door.shut())
}
