package desk

import (
	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/release"
)

// pictures is the step of building in which pictures are made smaller.
const pictures = "pictures"

// onPictures tells the editor how far the pictures are that a plan or a publish
// waits for.
func (s *session) onPictures(p generator.Progress) {
	s.tell("building", api.Progress{Phase: building, Step: pictures, Done: p.Done, Total: p.Total})
	if state, ok := s.publishing.pictures(p); ok {
		s.tell("publish", state)
	}
}

// pictures takes in how far the pictures are; ok is false while no publish
// waits for them.
func (p *publishing) pictures(from generator.Progress) (state api.Progress, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cancel == nil || p.progress.Phase != building {
		return api.Progress{}, false
	}
	p.progress.Step, p.progress.Done, p.progress.Total = pictures, from.Done, from.Total
	return p.progress, true
}

// settled fills in what a look at the site did not make: a picture that visitors
// have at the same path is the same, for the path has its fingerprint.
func settled(r *release.Release, live *release.Manifest) *release.Release {
	m := *r.Manifest
	m.Files = make(map[string]release.File, len(r.Manifest.Files))
	for path, f := range r.Manifest.Files {
		if was, ok := live.Files[path]; ok && f.Hash == "" {
			f = was
		}
		m.Files[path] = f
	}
	return &release.Release{Manifest: &m, Content: r.Content}
}
