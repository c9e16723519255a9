package s3

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// sighting is what the headers of one call's answer said beside its error.
type sighting struct {
	mu     sync.Mutex
	header http.Header
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

// watch is a transport that notes the answers' headers.
type watch struct {
	next http.RoundTripper
	now  func() time.Time
}

// RoundTrip implements http.RoundTripper.
func (w watch) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := w.next.RoundTrip(r)
	s, ok := r.Context().Value(sightingKey{}).(*sighting)
	if err != nil || !ok {
		return answer, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.header = answer.Header
	if date, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		s.off = date.Sub(w.now())
	}
	return answer, nil
}
