package desk

import (
	"context"
	"errors"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/backend/publish"
)

// maxItems bounds the changes that a plan lists.
const maxItems = 500

// place opens a target, by its name, for one call.
func (s *session) place(ctx context.Context, name string) (*target.Place, error) {
	t, err := s.targets.Find(name)
	if err != nil {
		return nil, err
	}
	if err := s.EnsureControl(ctx); err != nil {
		return nil, err
	}
	return s.targets.Open(ctx, t, target.Options{Now: s.o.Now, Progress: s.onProgress, Title: s.titles()})
}

// titles returns the title of a page by its path in the release.
func (s *session) titles() func(path string) string {
	site := s.Engine().Site()
	byOutput := make(map[string]string, len(site.Pages))
	for _, p := range site.Pages {
		byOutput[p.Output] = p.Title
	}
	return func(path string) string { return byOutput[path] }
}

func (s *session) plan(ctx context.Context, q api.TargetRequest) (api.Plan, error) {
	p, err := s.place(ctx, q.Target)
	if err != nil {
		return api.Plan{}, err
	}
	plan, err := s.planAt(ctx, p)
	return plan, errors.Join(err, p.Close())
}

func (s *session) planAt(ctx context.Context, p *target.Place) (api.Plan, error) {
	r, err := s.ToPublish(ctx)
	if err != nil {
		return api.Plan{}, err
	}
	plan, err := p.Publisher.Plan(ctx, r)
	if err != nil {
		return api.Plan{}, err
	}
	s.publishing.keep(plan, p.Name, r)
	out := api.Plan{
		Release: plan.Release, Previous: plan.Previous, Words: plan.Words(), Uploads: plan.Uploads, Bytes: plan.Bytes,
		Foreign: plan.Foreign != nil, Problems: []api.Problem{},
	}
	for _, c := range plan.Changes[:min(len(plan.Changes), maxItems)] {
		out.Items = append(out.Items, api.PlanItem(c))
	}
	for _, d := range plan.Problems {
		out.Problems = append(out.Problems, words(s.o.Explain(d)))
	}
	if plan.Foreign != nil {
		out.ForeignWhen = plan.Foreign.At.Format(time.RFC3339)
	}
	return out, nil
}

// publish begins to publish and answers at once; events tell of the rest.
func (s *session) publish(_ context.Context, q api.PublishRequest) (api.Progress, error) {
	return s.begin(q.Target, func(ctx context.Context, p *target.Place) (*publish.Result, error) {
		r, err := s.ToPublish(ctx)
		if err != nil {
			return nil, err
		}
		return p.Publisher.Publish(ctx, r, s.publishing.agreed(p.Name, r), q.Over)
	})
}

// rollback begins to go back to an earlier release and answers at once.
func (s *session) rollback(_ context.Context, q api.RollbackRequest) (api.Progress, error) {
	return s.begin(q.Target, func(ctx context.Context, p *target.Place) (*publish.Result, error) {
		return p.Publisher.Rollback(ctx, q.To)
	})
}

// begin runs work in the background, on the open target.
func (s *session) begin(name string, work func(context.Context, *target.Place) (*publish.Result, error)) (api.Progress, error) {
	if _, err := s.targets.Find(name); err != nil {
		return api.Progress{}, err
	}
	ctx, err := s.publishing.begin()
	if err != nil {
		return api.Progress{}, err
	}
	first := s.publishing.state()
	s.tell("publish", first)
	go s.run(ctx, name, work)
	return first, nil
}

func (s *session) run(ctx context.Context, name string, work func(context.Context, *target.Place) (*publish.Result, error)) {
	last := api.Progress{Phase: failed}
	p, err := s.place(ctx, name)
	if err == nil {
		var result *publish.Result
		result, err = work(ctx, p)
		if err == nil {
			last, err = s.finish(p, result)
		}
		err = errors.Join(err, p.Close())
	}
	if err != nil {
		last = api.Progress{Phase: failed}
		if ctx.Err() != nil {
			last.Phase = cancelled
		}
		problem := words(s.o.Explain(err))
		last.Problem = &problem
	}
	s.publishing.end(last)
	s.tell("publish", last)
	if last.Phase == done {
		s.touch() // what is not published is another count now
	}
}

// finish tells visitors of this computer, remembers what they see and says so.
func (s *session) finish(p *target.Place, r *publish.Result) (api.Progress, error) {
	ctx := context.Background() // it is published: the rest is not to be broken off
	if err := s.learn(ctx, p); err != nil {
		return api.Progress{}, err
	}
	if p.Local {
		if err := s.refreshLocal(ctx); err != nil {
			return api.Progress{}, err
		}
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
	return last, nil
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

func (s *session) releases(ctx context.Context, q api.TargetRequest) (api.ReleaseList, error) {
	p, err := s.place(ctx, q.Target)
	if err != nil {
		return api.ReleaseList{}, err
	}
	kept, err := p.Publisher.Releases(ctx)
	if err = errors.Join(err, p.Close()); err != nil {
		return api.ReleaseList{}, err
	}
	list := api.ReleaseList{Releases: []api.ReleaseInfo{}}
	for _, k := range kept {
		list.Releases = append(list.Releases, api.ReleaseInfo{
			ID: k.ID, At: k.At.Format(time.RFC3339), Live: k.Live, Files: k.Files, Bytes: k.Bytes, Note: k.Note,
		})
	}
	return list, nil
}
