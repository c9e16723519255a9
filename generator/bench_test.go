package generator

import (
	"context"
	"os"
	"testing"
)

// BenchmarkBuild builds the site in the folder that PAGEWRIGHT_SITE names; to
// look at with a profiler. `make bench` has the figures that count.
func BenchmarkBuild(b *testing.B) {
	dir := os.Getenv("PAGEWRIGHT_SITE")
	if dir == "" {
		b.Skip("PAGEWRIGHT_SITE names no site")
	}
	for b.Loop() {
		if _, err := Build(context.Background(), os.DirFS(dir), Options{NoHighlight: os.Getenv("PAGEWRIGHT_PLAIN") != ""}, discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

// discard is an Output that keeps nothing.
type discard struct{}

func (discard) Write(string, []byte) error { return nil }
func (discard) Remove(string) error        { return nil }

// BenchmarkCold is the same with the state of an earlier build.
func BenchmarkCold(b *testing.B) {
	dir := os.Getenv("PAGEWRIGHT_SITE")
	if dir == "" {
		b.Skip("PAGEWRIGHT_SITE names no site")
	}
	var s memState
	build := func() {
		if _, err := Build(context.Background(), os.DirFS(dir), Options{State: &s}, discard{}); err != nil {
			b.Fatal(err)
		}
	}
	build()
	for b.Loop() {
		build()
	}
	b.ReportMetric(float64(len(s.data)), "state-bytes")
}

// memState is a State in memory.
type memState struct{ data, note []byte }

func (s *memState) Load() ([]byte, error) { return s.data, nil }
func (s *memState) Save(data []byte) error {
	s.data, s.note = append([]byte(nil), data...), nil
	return nil
}

func (s *memState) Noted() ([]byte, error) { return s.note, nil }
func (s *memState) Note(data []byte) error {
	s.note = append([]byte(nil), data...)
	return nil
}

// BenchmarkEdit is one edit in the running engine, until the page's blocks are
// ready.
func BenchmarkEdit(b *testing.B) {
	dir := os.Getenv("PAGEWRIGHT_SITE")
	if dir == "" {
		b.Skip("PAGEWRIGHT_SITE names no site")
	}
	ctx := context.Background()
	e, err := New(ctx, os.DirFS(dir), Options{})
	if err != nil {
		b.Fatal(err)
	}
	path := e.Site().Pages[len(e.Site().Pages)/2].Path
	for b.Loop() {
		if err := e.Update(ctx, []string{path}); err != nil {
			b.Fatal(err)
		}
		if _, err := e.Canvas(context.Background(), path, "/canvas/site"); err != nil {
			b.Fatal(err)
		}
	}
}
