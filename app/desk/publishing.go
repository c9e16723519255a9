package desk

import (
	"context"
	"sync"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// Phases of a publish that the publisher itself does not know.
const (
	idle      = "idle"
	building  = "building"
	cancelled = "cancelled"
	failed    = "failed"
	done      = "done"
)

// publishing is the publish that is under way, or the last one.
type publishing struct {
	mu       sync.Mutex
	cancel   context.CancelFunc // nil: none is under way
	ended    chan struct{}      // closed when it is over
	progress api.Progress
	told     time.Time // when the editor was last told

	plan     *publish.Plan // that the person saw
	planned  string        // its target
	proposed *release.Release
}

// begin takes the place of the one publish or rollback. It fails with
// app-publishing.
func (p *publishing) begin(doing, target string) (context.Context, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cancel != nil {
		return nil, &diag.Diag{Code: CodePublishes, Severity: diag.Error}
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel, p.ended = cancel, make(chan struct{})
	p.progress = api.Progress{Doing: doing, Target: target, Phase: building}
	return ctx, nil
}

// end gives the place back, with the last state, which it returns complete.
func (p *publishing) end(last api.Progress) api.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cancel()
	last.Doing, last.Target = p.progress.Doing, p.progress.Target
	p.cancel, p.progress, p.plan = nil, last, nil
	close(p.ended)
	return last
}

func (p *publishing) running() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cancel != nil
}

// stop ends the publish that is under way and waits for it.
func (p *publishing) stop() {
	p.mu.Lock()
	cancel, ended := p.cancel, p.ended
	p.mu.Unlock()
	if cancel != nil {
		cancel()
		<-ended
	}
}

func (p *publishing) state() api.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.progress
}

// often is how often the editor is told of progress within a phase.
const often = 100 * time.Millisecond

// update takes in progress; tell says whether the editor should know of it now.
func (p *publishing) update(from publish.Progress, now time.Time) (state api.Progress, tell bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	tell = from.Phase != p.progress.Phase || now.Sub(p.told) >= often
	if tell {
		p.told = now
	}
	p.progress = api.Progress{
		Doing: p.progress.Doing, Target: p.progress.Target, Phase: from.Phase, Done: from.Done, Total: from.Total, DoneBytes: from.DoneBytes, AllBytes: from.AllBytes,
		Requests: from.Requests,
	}
	return p.progress, tell
}

// keep remembers the plan that the person sees.
func (p *publishing) keep(plan *publish.Plan, target string, r *release.Release) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan, p.planned, p.proposed = plan, target, r
}

// agreed returns the plan that the person saw, if it is of this target and of
// the site as it is now.
func (p *publishing) agreed(target string, r *release.Release) *publish.Plan {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.planned != target || p.proposed != r {
		return nil
	}
	return p.plan
}
