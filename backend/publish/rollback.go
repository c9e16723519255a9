package publish

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/diag"
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
	r.meter.Phase(Checking, 0, 0)
	letGo, err := r.p.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer letGo()
	for attempt := 1; ; attempt++ {
		c, err := r.p.channel.Read(ctx)
		if err != nil {
			return nil, err
		}
		result, err := r.back(ctx, c, to)
		if !errors.Is(err, channel.ErrOvertaken) {
			return result, err
		}
		if err := r.overtaken(ctx, c.Pointer.Release, attempt); err != nil {
			return nil, err
		}
	}
}

// back is one attempt to go from c back to the release to.
func (r *run) back(ctx context.Context, c channel.State, to string) (*Result, error) {
	var err error
	r.seen = see(c)
	if c.Pointer == nil || c.Pointer.Delivery != string(r.p.o.Delivery) {
		return nil, store.Fail(NoRelease, nil, "release", to)
	}
	unfinished := c.Pointer.Applied != c.Pointer.Release
	switch {
	case to == "" && unfinished: // going there was cut off: finish it, and go no further
		to = c.Pointer.Release
	case to == "":
		to = c.Pointer.Previous
	}
	if !c.Pointer.Keeps(to) {
		return nil, store.Fail(NoRelease, nil, "release", to)
	}
	if unfinished {
		if c, err = r.finish(ctx, c); err != nil {
			return nil, err
		}
		r.seen = see(c)
	}
	if to == c.Pointer.Release {
		return &Result{Release: to, Previous: to, At: c.Pointer.At, SweepDue: r.p.sweepDue(c.Pointer)}, nil
	}
	return r.backTo(ctx, c, to)
}

func (r *run) backTo(ctx context.Context, c channel.State, to string) (*Result, error) {
	m, err := r.p.channel.Manifest(ctx, to)
	if err != nil {
		return nil, err
	}
	var old *release.Manifest
	next := r.p.follow(c.Pointer, to)
	switch r.p.o.Delivery {
	case Website:
		if old, err = r.p.channel.Manifest(ctx, c.Pointer.Release); err != nil {
			return nil, err
		}
	case Edge: // open tabs still need what the release that is left has: served by reference
		next.Carry = append([]string{c.Pointer.Release}, c.Pointer.Carry...)
		next.Carry = slices.DeleteFunc(slices.Compact(next.Carry), func(id string) bool { return id == to })
		next.Carry = next.Carry[:min(3, len(next.Carry))]
	}
	r.p.retire(&next)
	return r.switchTo(ctx, c, next, old, m)
}

// ReleaseInfo is one release that the channel keeps.
type ReleaseInfo struct {
	release.Kept
	Name     string // tells it from the others: when it was published, with seconds where two share a minute
	Mine     bool   // this owner published it
	Live     bool   // visitors see it now
	Previous bool   // what Rollback goes to when it is not told
	Back     bool   // Rollback can go there
}

// Releases returns the releases that the channel keeps, newest first; none
// when nothing was published. One request. Errors are those of package store,
// and NotReadable.
func (p *Publisher) Releases(ctx context.Context) ([]ReleaseInfo, error) {
	c, err := p.channel.Read(ctx)
	if err != nil {
		var d *diag.Diag
		if errors.As(err, &d) && d.Code == NotReadable {
			err = p.explain(publishing, err, seen{})
		}
		return nil, err // nothing was to be published: the store's own words say it
	}
	if c.Pointer == nil {
		return nil, nil
	}
	names := names(c.Pointer.Kept, p.o.Now().Location())
	var out []ReleaseInfo
	for i, k := range c.Pointer.Kept {
		live := k.ID == c.Pointer.Release
		out = append(out, ReleaseInfo{
			Kept: k, Name: names[i], Mine: k.Owner != "" && k.Owner == p.o.Owner, Live: live, Previous: k.ID == c.Pointer.Previous,
			Back: !live && c.Pointer.Delivery == string(p.o.Delivery),
		})
	}
	return out, nil
}

// names gives each release a name that no other has: its time to the minute,
// to the second where two share the minute, with a number where two share
// that.
func names(kept []release.Kept, zone *time.Location) []string {
	const minute, second = "2 January 2006, 15:04", "2 January 2006, 15:04:05"
	minutes, seconds := map[string]int{}, map[string]int{}
	for _, k := range kept {
		minutes[k.At.In(zone).Format(minute)]++
	}
	out := make([]string, len(kept))
	for i := len(kept) - 1; i >= 0; i-- { // the oldest first: a number stays when others come
		at := kept[i].At.In(zone)
		name := at.Format(minute)
		if minutes[name] > 1 {
			name = at.Format(second)
			if seconds[name]++; seconds[name] > 1 {
				name += " (" + strconv.Itoa(seconds[name]) + ")"
			}
		}
		out[i] = name
	}
	return out
}
