package publish

import (
	"context"
	"errors"
	"slices"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// Rollback makes visitors see the release to again, which the channel must
// keep; "" means the one before the live one. It uploads nothing: three
// requests on an edge, whatever the size of the site; on a website also one
// for each page that differs. Errors are those of Publish, and NoRelease.
func (p *Publisher) Rollback(ctx context.Context, to string) (*Result, error) {
	before := p.store.Requests()
	r := p.newRun(goingBack)
	r.over = true
	result, err := r.rollback(ctx, to)
	return r.end(result, err, before)
}

func (r *run) rollback(ctx context.Context, to string) (*Result, error) {
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
		c, err := r.p.read(ctx)
		if err != nil {
			return nil, err
		}
		result, err := r.back(ctx, c, to)
		if !errors.Is(err, errOvertaken) {
			return result, err
		}
		if err := r.overtaken(ctx, c.pointer.Release, attempt); err != nil {
			return nil, err
		}
	}
}

// back is one attempt to go from c back to the release to.
func (r *run) back(ctx context.Context, c channel, to string) (*Result, error) {
	var err error
	r.seen = see(c)
	if c.pointer == nil || c.pointer.Delivery != string(r.p.o.Delivery) {
		return nil, store.Fail(NoRelease, nil, "release", to)
	}
	unfinished := c.pointer.Applied != c.pointer.Release
	switch {
	case to == "" && unfinished: // going there was cut off: finish it, and go no further
		to = c.pointer.Release
	case to == "":
		to = c.pointer.Previous
	}
	if !c.pointer.Keeps(to) {
		return nil, store.Fail(NoRelease, nil, "release", to)
	}
	if unfinished {
		if c, err = r.finish(ctx, c); err != nil {
			return nil, err
		}
		r.seen = see(c)
	}
	if to == c.pointer.Release {
		return &Result{Release: to, Previous: to, At: c.pointer.At, SweepDue: r.p.sweepDue(c.pointer)}, nil
	}
	return r.backTo(ctx, c, to)
}

func (r *run) backTo(ctx context.Context, c channel, to string) (*Result, error) {
	m, err := r.p.manifest(ctx, to)
	if err != nil {
		return nil, err
	}
	var old *release.Manifest
	next := r.p.follow(c.pointer, to)
	switch r.p.o.Delivery {
	case Website:
		if old, err = r.p.manifest(ctx, c.pointer.Release); err != nil {
			return nil, err
		}
	case Edge: // open tabs still need what the release that is left has: served by reference
		next.Carry = append([]string{c.pointer.Release}, c.pointer.Carry...)
		next.Carry = slices.DeleteFunc(slices.Compact(next.Carry), func(id string) bool { return id == to })
		next.Carry = next.Carry[:min(3, len(next.Carry))]
	}
	r.p.retire(&next)
	return r.switchTo(ctx, c, next, old, m)
}
