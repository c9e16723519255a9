package publish

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/publish/meter"
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
	meter   meter.Meter
	memory  *memory
	objects atomic.Int64 // sent
	bytes   atomic.Int64
}

func (p *Publisher) newRun(u undertaking) *run {
	return &run{p: p, doing: u, meter: meter.Meter{Tell: p.o.Progress}}
}

// begin learns what the store can do, where that is not known, and takes the
// lease where there is one. letGo gives it back.
func (p *Publisher) begin(ctx context.Context) (letGo func(), err error) {
	if err := p.channel.Know(ctx); err != nil {
		return nil, err
	}
	return p.channel.Lease(ctx)
}

// end closes a run: the last progress, the requests, the error in words.
func (r *run) end(result *Result, err error, before int64) (*Result, error) {
	requests := r.p.store.Requests() - before
	if err != nil {
		r.meter.End(Failed, requests)
		return nil, r.p.explain(r.doing, err, r.seen)
	}
	result.Requests = requests
	r.meter.End(Done, requests)
	return result, nil
}

func (r *run) sent(bytes int64) {
	r.objects.Add(1)
	r.bytes.Add(bytes)
}

// publish is the whole road: plan, upload, switch, put in place, verify.
func (r *run) publish(ctx context.Context, plan *Plan) (*Result, error) {
	r.meter.Phase(Checking, 0, 0)
	letGo, err := r.p.begin(ctx)
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
		if !errors.Is(err, channel.ErrOvertaken) {
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
		result := &Result{Release: plan.Release, Previous: plan.Release, At: plan.channel.Pointer.At,
			SweepDue: r.p.sweepDue(plan.channel.Pointer)}
		if plan.lost != nil {
			result.Warning = plan.lost
		}
		return result, nil
	}
	if plan.Foreign != nil && !r.over {
		return nil, store.Fail(Foreign, nil, "who", plan.Foreign.Who, "when", channel.When(plan.Foreign.At, r.p.o.Now()))
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
	if now, e := r.p.channel.ReadBack(ctx); e == nil && now.Nonce() != plan.channel.Nonce() {
		return channel.ErrOvertaken
	}
	return err
}

// overtaken says who switched the channel while this run was on its way. It
// returns nil where visitors still see the release before: then only a sweep
// wrote, and nobody's work is undone by planning again.
func (r *run) overtaken(ctx context.Context, before string, attempt int) error {
	now, err := r.p.channel.ReadBack(ctx)
	if err != nil || now.Pointer == nil {
		return store.Fail(Overtaken, errors.Join(channel.ErrOvertaken, err))
	}
	r.seen = see(now)
	if attempt < 4 && now.Pointer.Release == before && now.Pointer.Applied == now.Pointer.Release {
		return nil
	}
	return store.Fail(Overtaken, channel.ErrOvertaken, "who", now.Pointer.Who, "when", channel.When(now.Pointer.At, r.p.o.Now()))
}

// next returns the pointer that makes the plan's release live.
func (r *run) next(plan *Plan) release.Pointer {
	next := r.p.follow(plan.channel.Pointer, plan.Release)
	at := next.At
	kept := release.Kept{ID: plan.Release, At: at, Pages: plan.Changes.Pages, Files: len(plan.manifest.Files),
		Owner: next.Owner, Who: next.Who, Note: note(plan)}
	for _, f := range plan.manifest.Files {
		kept.Bytes += f.Size
	}
	next.Kept = slices.DeleteFunc(slices.Clone(next.Kept), func(k release.Kept) bool { return k.ID == plan.Release })
	next.Kept = slices.Insert(next.Kept, 0, kept)
	r.p.retire(&next)
	return next
}

// note is what was new in a release, for the list of releases.
func note(plan *Plan) string {
	switch {
	case plan.channel.Pointer == nil:
		return "first publish"
	case plan.resend:
		return "sent again"
	}
	return strings.Join(plan.Changes.Words(), ", ")
}

// follow returns the pointer after old for the release id, without its place
// among the kept ones.
func (p *Publisher) follow(old *release.Pointer, id string) release.Pointer {
	next := release.Pointer{Delivery: string(p.o.Delivery), Release: id, Applied: id, At: p.o.Now().UTC(),
		Owner: p.o.Owner, Who: p.o.Who}
	if old == nil {
		if p.o.Delivery == Website {
			next.Applied = ""
		}
		return next
	}
	next.Previous, next.Kept, next.Retired, next.Sweeping = old.Release, old.Kept, old.Retired, old.Sweeping
	if old.Delivery != next.Delivery { // its objects lie elsewhere: there is no way back over this
		for _, k := range next.Kept {
			next.Retired = append(slices.Clone(next.Retired), release.Retired{ID: k.ID, Since: next.At})
		}
		next.Kept, next.Previous, next.Applied = nil, "", ""
	} else if p.o.Delivery == Website {
		next.Applied = old.Applied
	}
	if p.o.Delivery == Edge || p.off == "intent" {
		next.Applied = id
	}
	return next
}

// retire moves what is kept too long to the list of what may be swept. What
// visitors or open tabs still use stays.
func (p *Publisher) retire(next *release.Pointer) {
	needed := append([]string{next.Release, next.Previous, next.Applied}, next.Carry...)
	var kept []release.Kept
	for i, k := range next.Kept {
		if i < p.o.Keep || slices.Contains(needed, k.ID) {
			kept = append(kept, k)
		} else {
			next.Retired = append(slices.Clone(next.Retired), release.Retired{ID: k.ID, Since: next.At})
		}
	}
	next.Kept = kept
	next.Retired = slices.DeleteFunc(slices.Clone(next.Retired), func(r release.Retired) bool { return next.Keeps(r.ID) })
}

// switchTo is the point of no return: the one write, then for a website the
// pages, then a look at what visitors get.
func (r *run) switchTo(ctx context.Context, c channel.State, next release.Pointer, old, m *release.Manifest) (*Result, error) {
	r.meter.Phase(Switching, 0, 0)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	now, err := r.p.channel.Write(ctx, c, next)
	if err != nil {
		return nil, err
	}
	r.seen = see(now)
	if r.p.o.Delivery == Website {
		if now, err = r.place(ctx, now, old, m); err != nil {
			return nil, err
		}
	}
	r.seen = seen{known: true, switched: true, at: now.Pointer.At}
	result := &Result{Release: next.Release, Previous: next.Previous, Switched: true, At: now.Pointer.At,
		Uploaded: int(r.objects.Load()), Bytes: r.bytes.Load(), SweepDue: r.p.sweepDue(now.Pointer)}
	result.Confirmed, result.Warning = r.confirm(ctx, next.Release, old, m)
	return result, nil
}
