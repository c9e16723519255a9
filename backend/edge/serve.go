package edge

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// releaseHeader says which release answered.
const releaseHeader = "X-Pagewright-Release"

// inMemory is the size up to which a content is read whole, checked and kept;
// larger ones are streamed, and their ranges read from the store as ranges.
const inMemory = 4 << 20

// ServeHTTP implements http.Handler.
func (e *Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, "This address can only be read.")
		return
	}
	s := e.site.Load()
	if s == nil {
		w.Header().Set("Retry-After", "5")
		plain(w, http.StatusServiceUnavailable, "Nothing is published here yet.")
		return
	}
	w.Header().Set(releaseHeader, s.pointer.Release)
	switch found := release.Resolve(s.manifest, r.URL.EscapedPath()); {
	case found.Location != "":
		redirect(w, r, found)
	case found.Path == "":
		plain(w, http.StatusNotFound, "There is no page at this address.")
	default:
		e.file(w, r, s, found)
	}
}

// secure sets what every answer has. Pages may embed what their author chose;
// they may not be framed by others, and nothing is guessed from content.
func secure(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Content-Security-Policy", "frame-ancestors 'self'")
	h.Set("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
}

// plain answers with a sentence that nothing may remember: a missing page may
// be there after the next publish.
func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n")
}

func redirect(w http.ResponseWriter, r *http.Request, found release.Resolution) {
	to := found.Location
	if r.URL.RawQuery != "" && !strings.Contains(to, "?") {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.Header().Set("Cache-Control", release.Page.CacheControl())
	w.WriteHeader(found.Status)
}

// file sends a file of the release, with validators and ranges for a page that
// is there, without them for the page of what is not.
func (e *Edge) file(w http.ResponseWriter, r *http.Request, s *site, found release.Resolution) {
	h := w.Header()
	body, err := e.answer(h, r, s, found)
	if err != nil {
		h.Del("Vary")
		if r.Context().Err() == nil {
			e.o.Log.Error("a file of the release can not be read", "path", found.Path, "err", err)
		}
		w.Header().Set("Retry-After", "5")
		plain(w, http.StatusBadGateway, "This page can not be read right now.")
		return
	}
	defer body.Close()
	h.Set("Content-Type", found.File.Type)
	if strings.HasPrefix(found.File.Type, "image/svg") { // opened by itself it is a document, and may hold scripts
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
	}
	if found.Status == http.StatusNotFound {
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusNotFound)
		if r.Method != http.MethodHead {
			_, _ = io.Copy(w, body)
		}
		return
	}
	h.Set("Cache-Control", found.File.Class.CacheControl())
	h.Set("ETag", tagOf(found.File, h.Get("Content-Encoding") != ""))
	http.ServeContent(w, r, "", time.Time{}, body)
}

// tagOf is the validator of a file. A compressed answer is the same content in
// other bytes, which a newer program may make differently: its tag is weak.
func tagOf(f release.File, compressed bool) string {
	tag := `"` + f.Hash[:release.IDLen] + `"`
	if compressed {
		return "W/" + tag
	}
	return tag
}

// answer returns what is sent of a file: its content, or that compressed, with
// the headers that say so.
func (e *Edge) answer(h http.Header, r *http.Request, s *site, found release.Resolution) (io.ReadSeekCloser, error) {
	if !e.compressible(found.File) {
		return e.open(r.Context(), s, found.Path, found.File)
	}
	h.Set("Vary", "Accept-Encoding")
	if !wantsGzip(r) {
		return e.open(r.Context(), s, found.Path, found.File)
	}
	data, err := e.gzipped(r.Context(), s, found.Path, found.File)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return e.open(r.Context(), s, found.Path, found.File)
	}
	h.Set("Content-Encoding", "gzip")
	h.Set("Content-Length", strconv.Itoa(len(data))) // http.ServeContent leaves it out of encoded answers
	return noClose{bytes.NewReader(data)}, nil
}

// open returns the content of a file, to be read from anywhere.
func (e *Edge) open(ctx context.Context, s *site, path string, f release.File) (io.ReadSeekCloser, error) {
	if f.Size > inMemory {
		return &stream{ctx: ctx, store: e.store, key: e.layout.Key(s.pointer.Delivery, path, f), size: f.Size}, nil
	}
	data, err := e.content(ctx, s, path, f)
	if err != nil {
		return nil, err
	}
	return noClose{bytes.NewReader(data)}, nil
}

type noClose struct{ *bytes.Reader }

func (noClose) Close() error { return nil }

// stream reads a large content from the store, from where it was sought to.
type stream struct {
	ctx    context.Context
	store  *store.Store
	key    string
	size   int64
	offset int64
	body   io.ReadCloser
}

func (s *stream) Read(p []byte) (int, error) {
	if s.offset >= s.size {
		return 0, io.EOF
	}
	if s.body == nil {
		o, err := s.store.Get(s.ctx, s.key, store.GetOptions{Offset: s.offset})
		if err != nil {
			return 0, err
		}
		s.body = o.Body
	}
	n, err := s.body.Read(p)
	s.offset += int64(n)
	if err == io.EOF && s.offset < s.size {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (s *stream) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.offset
	case io.SeekEnd:
		offset += s.size
	}
	if offset < 0 {
		return 0, errors.New("seek before the start")
	}
	if offset != s.offset {
		s.Close()
	}
	s.offset = offset
	return offset, nil
}

// Close ends the request to the store, if there is one.
func (s *stream) Close() error {
	if s.body == nil {
		return nil
	}
	err := s.body.Close()
	s.body = nil
	return err
}
