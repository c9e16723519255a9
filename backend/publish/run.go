package publish

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// run is one publish or rollback on its way.
type run struct {
	p       *Publisher
	doing   undertaking
	release *release.Release
	over    bool
	seen    seen
	meter   meter
	memory  *memory
	objects atomic.Int64 // sent
	bytes   atomic.Int64
}

func (p *Publisher) newRun(u undertaking) *run {
	return &run{p: p, doing: u, meter: meter{tell: p.o.Progress}}
}

// end closes a run: the last progress, the requests, the error in words.
func (r *run) end(result *Result, err error, before int64) (*Result, error) {
	requests := r.p.store.Requests() - before
	if err != nil {
		r.meter.end(Failed, requests)
		return nil, r.p.explain(r.doing, err, r.seen)
	}
	result.Requests = requests
	r.meter.end(Done, requests)
	return result, nil
}

func (r *run) sent(bytes int64) {
	r.objects.Add(1)
	r.bytes.Add(bytes)
}

// publish is the whole road: plan, upload, switch, put in place, verify.
func (r *run) publish(ctx context.Context, plan *Plan) (*Result, error) {
	r.meter.phase(Checking, 0, 0)
	if err := r.p.know(ctx); err != nil {
		return nil, err
	}
	letGo, err := r.p.lease(ctx)
	if err != nil {
		return nil, err
	}
	defer letGo()
	for attempt := 1; ; attempt++ {
		if plan == nil {
			if plan, r.seen, err = r.p.plan(ctx, r.release); err != nil {
				return nil, err
			}
		}
		r.seen = see(plan.channel)
		result, err := r.attempt(ctx, plan)
		if !errors.Is(err, errOvertaken) {
			return result, err
		}
		if err := r.overtaken(ctx, plan.Previous, attempt); err != nil {
			return nil, err
		}
		plan = nil
	}
}

// attempt carries out one plan.
func (r *run) attempt(ctx context.Context, plan *Plan) (*Result, error) {
	if plan.Nothing() {
		result := &Result{Release: plan.Release, Previous: plan.Release, At: plan.channel.pointer.At,
			SweepDue: r.p.sweepDue(plan.channel.pointer)}
		if plan.lost != nil {
			result.Warning = plan.lost
		}
		return result, nil
	}
	if plan.Foreign != nil && !r.over {
		return nil, store.Fail(Foreign, nil, "who", plan.Foreign.Who, "when", when(plan.Foreign.At, r.p.o.Now()))
	}
	if plan.Finishes { // then plan against the finished state
		if _, err := r.finish(ctx, plan.channel); err != nil {
			return nil, err
		}
		next, _, err := r.p.plan(ctx, r.release)
		if err != nil {
			return nil, err
		}
		result, err := r.attempt(ctx, next)
		if err == nil {
			result.Switched = true
		}
		return result, err
	}
	if err := r.upload(ctx, plan); err != nil {
		r.memory.flush()
		return nil, r.notForeign(ctx, plan, err)
	}
	r.memory.flush()
	result, err := r.switchTo(ctx, plan.channel, r.next(plan), plan.inPlace(), plan.manifest)
	if err == nil && r.p.o.Remember != nil {
		r.p.o.Remember(Sent{})
	}
	return result, err
}

// notForeign looks twice at a file that seems foreign: it may be a page of
// somebody who published in this very moment.
func (r *run) notForeign(ctx context.Context, plan *Plan, err error) error {
	if !store.Is(err, ForeignFile) {
		return err
	}
	if now, e := r.p.readBack(ctx); e == nil && now.nonce() != plan.channel.nonce() {
		return errOvertaken
	}
	return err
}

// overtaken says who switched the channel while this run was on its way. It
// returns nil where visitors still see the release before: then only a sweep
// wrote, and nobody's work is undone by planning again.
func (r *run) overtaken(ctx context.Context, before string, attempt int) error {
	now, err := r.p.readBack(ctx)
	if err != nil || now.pointer == nil {
		return store.Fail(Overtaken, errors.Join(errOvertaken, err))
	}
	r.seen = see(now)
	if attempt < 4 && now.pointer.Release == before && now.pointer.Applied == now.pointer.Release {
		return nil
	}
	return store.Fail(Overtaken, errOvertaken, "who", now.pointer.Who, "when", when(now.pointer.At, r.p.o.Now()))
}
