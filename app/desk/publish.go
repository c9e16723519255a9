package desk

import (
	"context"
	"errors"
	"strings"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/backend/publish"
)

// place opens a target, by its name, for one call.
func (s *session) place(ctx context.Context, name string) (*target.Place, error) {
	return s.openTarget(ctx, name, target.Options{})
}

func (s *session) openTarget(ctx context.Context, name string, o target.Options) (*target.Place, error) {
	t, err := s.targets.Find(name)
	if err != nil {
		return nil, err
	}
	if err := s.EnsureControl(ctx); err != nil {
		return nil, err
	}
	o.Now, o.Progress, o.Describe = s.o.Now, s.onProgress, target.Describe(s.Engine())
	return s.targets.Open(ctx, t, o)
}

// publish begins to publish and answers at once; events tell of the rest.
func (s *session) publish(_ context.Context, q api.PublishRequest) (api.Progress, error) {
	return s.begin(job{
		doing: "publish", target: q.Target, options: target.Options{Resend: q.Resend},
		work: func(ctx context.Context, p *target.Place) (*publish.Result, error) {
			r, err := s.ToPublishAt(ctx, p.BuildAddress(s.Settings()))
			if err != nil {
				return nil, err
			}
			plan := s.publishing.agreed(p.Name, r)
			if q.Resend { // what the person saw is not what will be sent
				plan = nil
			}
			return p.Publisher.Publish(ctx, r, plan, q.Over)
		},
	})
}

// rollback begins to go back to an earlier release and answers at once.
func (s *session) rollback(_ context.Context, q api.RollbackRequest) (api.Progress, error) {
	return s.begin(job{
		doing: "rollback", target: q.Target,
		work: func(ctx context.Context, p *target.Place) (*publish.Result, error) {
			return p.Publisher.Rollback(ctx, q.To)
		},
	})
}

// job is one publish or rollback to run in the background.
type job struct {
	doing   string // as api.Progress has it
	target  string
	options target.Options
	work    func(context.Context, *target.Place) (*publish.Result, error)
}

// begin runs a job in the background, on the open target.
func (s *session) begin(j job) (api.Progress, error) {
	t, err := s.targets.Find(j.target)
	if err != nil {
		return api.Progress{}, err
	}
	ctx, err := s.publishing.begin(j.doing, t.Name)
	if err != nil {
		return api.Progress{}, err
	}
	first := s.publishing.state()
	s.tell("publish", first)
	go s.run(ctx, j)
	return first, nil
}

func (s *session) run(ctx context.Context, j job) {
	last := api.Progress{Phase: failed}
	p, err := s.openTarget(ctx, j.target, j.options)
	if err == nil {
		var result *publish.Result
		result, err = j.work(ctx, p)
		if err == nil {
			last = s.finish(p, result)
		}
		err = errors.Join(err, p.Close())
	}
	if err != nil {
		problem := words(s.o.Explain(err))
		last = api.Progress{Phase: failed, Problem: &problem}
		if ctx.Err() != nil && strings.HasSuffix(problem.Code, cancelled) {
			last.Phase = cancelled // nothing worse
		}
	}
	s.tell("publish", s.publishing.end(last))
	if last.Phase == done {
		s.touch() // what is not published is another count now
	}
}

// finish tells visitors of this computer, remembers what they see and says so.
// It is published: what fails from here on is no failure of that, and is done
// again the next time that somebody looks.
func (s *session) finish(p *target.Place, r *publish.Result) api.Progress {
	ctx := context.Background()
	err := s.learn(ctx, p)
	if p.Local {
		err = errors.Join(err, s.refreshLocal(ctx))
	}
	if err != nil {
		s.o.Explain(err) // a report, where nobody expected it
	}
	before := s.publishing.state()
	last := api.Progress{
		Phase: done, Done: before.Done, Total: before.Total, DoneBytes: before.DoneBytes, AllBytes: before.AllBytes,
		Release: r.Release, Address: p.Address, Requests: int(r.Requests),
	}
	if r.Warning != nil {
		problem := words(s.o.Explain(r.Warning))
		last.Problem = &problem
	}
	if r.SweepDue {
		s.sweep(ctx, p)
	}
	if p.Local && s.o.Host.Capabilities().OpenExternal {
		// The site is published and the window says where: that no browser
		// opens is no failure of it.
		_ = s.o.Host.Browse(p.Address)
	}
	return last
}

// sweep removes what no release needs any more. It can be broken off and fail
// without harm: the next one finishes it.
func (s *session) sweep(ctx context.Context, p *target.Place) {
	if _, err := p.Publisher.Sweep(ctx, false); err != nil {
		s.o.Explain(err) // a report, where nobody expected it
	}
}

// onProgress tells the editor how far a publish is.
func (s *session) onProgress(from publish.Progress) {
	if from.Phase == publish.Done || from.Phase == publish.Failed {
		return // run says it, with the address or the problem
	}
	if from.Phase == publish.Verifying && from.Done == 0 {
		// So that the publisher finds the new site there at once. A failure
		// is told by finish, which does it again.
		_ = s.refreshLocal(context.Background())
	}
	if state, tell := s.publishing.update(from, s.o.Now()); tell {
		s.tell("publish", state)
	}
}

func (s *session) cancel(context.Context, api.Empty) (api.Empty, error) {
	s.publishing.mu.Lock()
	defer s.publishing.mu.Unlock()
	if s.publishing.cancel != nil {
		s.publishing.cancel()
	}
	return api.Empty{}, nil
}

func (s *session) progress(context.Context, api.Empty) (api.Progress, error) {
	return s.publishing.state(), nil
}
