package s3

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// sighting is what the headers of one call's answer said beside its error.
type sighting struct {
	mu     sync.Mutex
	asked  int // requests that the call took
	header http.Header
	status int
	off    time.Duration // the server's clock less ours
}

type sightingKey struct{}

// look prepares a context whose answer is looked at.
func look(ctx context.Context) (context.Context, *sighting) {
	s := &sighting{header: http.Header{}}
	return context.WithValue(ctx, sightingKey{}, s), s
}

func (s *sighting) skew() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.off
}

// retryAfter returns the seconds that the server asked to be left alone.
func (s *sighting) retryAfter() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	seconds, _ := strconv.Atoi(s.header.Get("Retry-After"))
	return seconds
}

func (s *sighting) region() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.header.Get("X-Amz-Bucket-Region")
}

// mayAsk counts a request of the call.
func (s *sighting) mayAsk() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	return s.asked <= mostAsked
}

// isPage reports whether what answered is no storage: it sends a web page, or
// sends elsewhere without naming a region. A page of refusal or of failure says
// nothing, for it may come from what stands before a storage.
func (s *sighting) isPage() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.header.Get("ETag") != "" || s.header.Get("X-Amz-Bucket-Region") != "":
		return false
	case s.status >= 300 && s.status < 400:
		return s.status != http.StatusNotModified
	case s.status == 0 || s.status == http.StatusUnauthorized || s.status == http.StatusForbidden || s.status == http.StatusTooManyRequests || s.status >= 500:
		return false
	}
	return strings.HasPrefix(s.header.Get("Content-Type"), "text/html")
}

// What one call may cost: an answer that is no object is some thousand names or
// a sentence, and a list has some pages.
const (
	mostAnswer = 8 << 20 // bytes
	mostAsked  = 16      // requests
)

// limited is the body of an answer that fails where it is longer than it may be.
type limited struct {
	io.ReadCloser
	left int64
}

// Read implements io.Reader.
func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errors.New("the answer has no end")
	}
	n, err := l.ReadCloser.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// isObject reports whether an answer is an object: its reader bounds it.
func isObject(r *http.Request, answer *http.Response) bool {
	return r.Method == http.MethodGet && answer.StatusCode < 300 && !r.URL.Query().Has("list-type")
}

// watch is a transport that notes the answers' headers and bounds what a call
// may cost.
type watch struct {
	next http.RoundTripper
	now  func() time.Time
}

// RoundTrip implements http.RoundTripper.
func (w watch) RoundTrip(r *http.Request) (*http.Response, error) {
	s, ok := r.Context().Value(sightingKey{}).(*sighting)
	if ok && !s.mayAsk() {
		return nil, errors.New("the list has no end")
	}
	answer, err := w.next.RoundTrip(r)
	if err != nil || !ok {
		return answer, err
	}
	if !isObject(r, answer) {
		answer.Body = &limited{answer.Body, mostAnswer}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.header, s.status = answer.Header, answer.StatusCode
	if date, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		s.off = date.Sub(w.now())
	}
	return answer, nil
}
