package desk

import (
	"context"
	"strings"
	"sync"

	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/generator/release"
)

// liveNote is what is known of a target without asking it.
type liveNote struct {
	Release  string            `json:"release"` // that visitors see; "": never published
	Manifest *release.Manifest `json:"manifest"`
	Keys     bool              `json:"keys"` // keys for it were given or worked
}

// liveBook remembers what visitors see at each target, in memory and beyond
// the program's end.
type liveBook struct {
	mu    sync.Mutex
	notes map[string]liveNote
	read  func(name string) liveNote
	write func(name string, n liveNote) error
}

func (s *session) newLiveBook() *liveBook {
	home, site := s.o.Place, s.targets.Site
	return &liveBook{
		notes: map[string]liveNote{},
		read: func(name string) (n liveNote) {
			home.Noted("live", site, name, &n)
			return n
		},
		write: func(name string, n liveNote) error { return home.Note("live", site, name, n) },
	}
}

func (b *liveBook) of(name string) liveNote {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, ok := b.notes[name]
	if !ok {
		n = b.read(name)
		b.notes[name] = n
	}
	return n
}

// set remembers n. That it can not be kept beyond the program's end only means
// that the target is asked again.
func (b *liveBook) set(name string, n liveNote) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.notes[name] = n
	_ = b.write(name, n)
}

// unpublished counts what differs from what visitors see at the first target,
// and names the pages that do, by their sources. -1: nothing was published.
func (s *session) unpublished(r *release.Release) (count int, pages map[string]bool) {
	live := s.live.of(s.targets.List()[0].Name).Manifest
	if live == nil {
		return -1, nil
	}
	changes := publish.Compare(live, settled(r, live), target.Describe(s.Engine()))
	differs := map[string]bool{}
	for _, c := range changes.List {
		differs[c.Path] = true
	}
	pages = map[string]bool{}
	for _, p := range s.Engine().Site().Pages {
		if differs["/"+strings.TrimSuffix(p.Output, "index.html")] {
			pages[p.Path] = true
		}
	}
	return changes.Things(), pages
}

// askLocal learns what this computer shows: no network is needed for it.
func (s *session) askLocal(ctx context.Context) error {
	t, ok := s.here()
	if !ok || !exists(t.Path) || s.Settings().Publish.Control == "" {
		return nil
	}
	p, err := s.targets.Open(ctx, t, target.Options{Now: s.o.Now})
	if err != nil {
		return err
	}
	err = s.learn(ctx, p)
	if e := p.Close(); err == nil {
		err = e
	}
	return err
}

// learn asks a target what visitors see.
func (s *session) learn(ctx context.Context, p *target.Place) error {
	list, err := p.Publisher.Releases(ctx)
	if err != nil {
		return err
	}
	note := s.live.of(p.Name)
	for _, r := range list {
		if !r.Live || r.ID == note.Release && note.Manifest != nil {
			continue
		}
		m, err := p.Manifest(ctx, r.ID)
		if err != nil {
			return err
		}
		s.live.set(p.Name, liveNote{Release: r.ID, Manifest: m, Keys: true})
	}
	return nil
}
