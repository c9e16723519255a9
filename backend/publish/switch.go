package publish

import (
	"context"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/generator/release"
)

// next returns the pointer that makes the plan's release live.
func (r *run) next(plan *Plan) release.Pointer {
	next := r.p.follow(plan.channel.pointer, plan.Release)
	at := next.At
	kept := release.Kept{ID: plan.Release, At: at, Pages: change.CountPages(r.release.Manifest), Files: len(plan.manifest.Files),
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
	case plan.channel.pointer == nil:
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
func (r *run) switchTo(ctx context.Context, c channel, next release.Pointer, old, m *release.Manifest) (*Result, error) {
	r.meter.phase(Switching, 0, 0)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	now, err := r.p.write(ctx, c, next)
	if err != nil {
		return nil, err
	}
	r.seen = see(now)
	if r.p.o.Delivery == Website {
		if now, err = r.place(ctx, now, old, m); err != nil {
			return nil, err
		}
	}
	r.seen = seen{known: true, switched: true, at: now.pointer.At}
	result := &Result{Release: next.Release, Previous: next.Previous, Switched: true, At: now.pointer.At,
		Uploaded: int(r.objects.Load()), Bytes: r.bytes.Load(), SweepDue: r.p.sweepDue(now.pointer)}
	result.Confirmed, result.Warning = r.confirm(ctx, next.Release, old, m)
	return result, nil
}
