package desk

import (
	"context"
	"slices"
	"time"

	"github.com/pagewright/pagewright/app/api"
)

// quiet is how long nothing must change before the background looks at the
// whole site.
const quiet = 300 * time.Millisecond

// status is what the background found out when it last looked.
type status struct {
	unpublished int // -1: never published
	problems    []api.Problem
	changed     map[string]bool // pages that differ from what visitors see, by source
}

// changedOutside takes in what other programs changed.
func (s *session) changedOutside(paths []string) {
	ctx := context.Background()
	if len(paths) > 0 {
		if err := s.take(ctx, paths); err != nil {
			s.tell("problem", words(s.o.Explain(err)))
			return
		}
	}
	s.touch()
	s.mu.Lock()
	page := s.current
	s.mu.Unlock()
	if page != "" && s.Engine().Site().Page(page) != nil {
		state, before, err := s.look(ctx, page)
		if err == nil && state.Revision != before.revision {
			s.tell("page", state)
		}
	}
	s.tell("site", s.state())
}

// take takes changed files into the engine. A look of the background at the
// whole site would be waited for: it is broken off.
func (s *session) take(ctx context.Context, changed []string) error {
	s.mu.Lock()
	stop := s.stopLooking
	s.mu.Unlock()
	if stop != nil {
		stop()
	}
	return s.Update(ctx, changed)
}

// touch says that the site is another one now.
func (s *session) touch() {
	s.mu.Lock()
	s.revision++
	s.mu.Unlock()
	s.preview.Changed()
	select {
	case s.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// lookAgain counts what is not published, and finds what is wrong in the site,
// each time that changes have come to rest.
func (s *session) lookAgain(ctx context.Context) {
	rest := time.NewTimer(0)
	defer rest.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
			rest.Reset(quiet)
		case <-rest.C:
			s.background(ctx)
		}
	}
}

func (s *session) background(ctx context.Context) {
	ctx, done := context.WithCancel(ctx)
	defer done()
	s.mu.Lock()
	s.stopLooking = done
	s.mu.Unlock()
	result, err := s.Look(ctx)
	if ctx.Err() != nil {
		return // it looks again once the change that came between has come to rest
	}
	next := status{unpublished: -1, problems: []api.Problem{}}
	if err != nil {
		next.problems = append(next.problems, words(s.o.Explain(err)))
	} else {
		// What was repaired when the site was opened stays told as long as it is open.
		next.problems = s.o.explainAll(slices.Concat(s.Site.Findings, result.Diags))
		next.unpublished, next.changed = s.unpublished(result.Release)
	}
	s.mu.Lock()
	s.status = next
	s.mu.Unlock()
	s.tell("site", s.state())
	_ = s.Warm(ctx) // what fails here the next publish tells
}
