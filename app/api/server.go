package api

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// TokenHeader carries the session token of every POST.
const TokenHeader = "X-Pagewright-Token"

// Views draws what the editor shows of the open site. All three return an
// error that wraps fs.ErrNotExist for what is not there, and are safe for
// concurrent use.
type Views interface {
	// Canvas returns the HTML of a page, by its source path, with the marks
	// of its blocks and nothing in it that could run.
	Canvas(ctx context.Context, page string) ([]byte, error)
	// File returns a file of the site, by its path in the release.
	File(ctx context.Context, path string) ([]byte, release.File, error)
	// Thumb returns a small picture of a file in media/ and its media type.
	Thumb(ctx context.Context, path string) (body []byte, mediaType string, err error)
}

// Options is what a Server is made of. All of it is needed.
type Options struct {
	Token   string              // of the session; the editor finds it in its page
	Shell   fs.FS               // the built editor, index.html at its root
	Calls   []Call              // one for every verb of Verbs
	Views   Views               // what GET shows of the site
	Explain func(error) Problem // an error in words; logs what has none
}

// Server answers the editor. Make one with New; it is safe for concurrent use.
type Server struct {
	options Options
	calls   map[string]Call
	walled  http.Handler
}

// New returns the handler of the API and of the editor's pages. It fails when
// the calls are not exactly those of Verbs, with their types.
func New(o Options) (*Server, error) {
	s := &Server{options: o, calls: map[string]Call{}}
	for _, c := range o.Calls {
		s.calls[c.verb.Name] = c
	}
	for _, v := range Verbs() {
		if c, ok := s.calls[v.Name]; !ok || c.verb != v {
			return nil, fmt.Errorf("api: %s is mounted as %v, want %v", v.Name, c.verb, v)
		}
	}
	if len(s.calls) != len(Verbs()) || o.Token == "" {
		return nil, errors.New("api: a call that is no verb, or no token")
	}
	s.walled = Wall(http.HandlerFunc(s.route))
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.walled.ServeHTTP(w, r) }

// route finds what answers. A panic below it becomes a Problem.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			s.fail(w, fmt.Errorf("panic in %s %s: %v", r.Method, r.URL.Path, p))
		}
	}()
	switch name, isCall := strings.CutPrefix(r.URL.Path, "/api/"); {
	case isCall:
		s.call(w, r, name)
	case r.Method != http.MethodGet:
		s.fail(w, refuse(CodeMethod, nil))
	default:
		s.page(w, r)
	}
}

// call answers POST /api/<name>. Nothing else than this has an effect.
func (s *Server) call(w http.ResponseWriter, r *http.Request, name string) {
	c, ok := s.calls[name]
	switch {
	case r.Method != http.MethodPost:
		s.fail(w, refuse(CodeMethod, nil))
	case subtle.ConstantTimeCompare([]byte(r.Header.Get(TokenHeader)), []byte(s.options.Token)) != 1:
		s.fail(w, refuse(CodeToken, nil))
	case !ok:
		s.fail(w, refuse(CodeNoRoute, nil))
	default:
		answer, err := c.do(r.Context(), r)
		if err != nil {
			s.fail(w, err)
			return
		}
		writeJSON(w, http.StatusOK, answer)
	}
}

// fail answers with the Problem of err.
func (s *Server) fail(w http.ResponseWriter, err error) {
	writeJSON(w, statusOf(err), s.options.Explain(err))
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := marshal(v)
	if err != nil { // a type that JSON can not say: found by the first test that calls it
		status, body = http.StatusInternalServerError, []byte(`{"code":"internal-error"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the reader went away: nobody is left to be told
}

// statusOf returns the HTTP status of an error. The editor goes by the code.
func statusOf(err error) int {
	var d *diag.Diag
	if !errors.As(err, &d) {
		if errors.Is(err, fs.ErrNotExist) {
			return http.StatusNotFound
		}
		return http.StatusInternalServerError
	}
	switch d.Code {
	case CodeToken:
		return http.StatusForbidden
	case CodeNoRoute:
		return http.StatusNotFound
	case CodeMethod:
		return http.StatusMethodNotAllowed
	case CodeTooBig:
		return http.StatusRequestEntityTooLarge
	case CodeRequest, CodeAddress:
		return http.StatusBadRequest
	}
	return http.StatusUnprocessableEntity
}
