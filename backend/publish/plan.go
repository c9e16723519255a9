package publish

import (
	"context"
	"strconv"
	"time"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// Plan is what a publish of a release would do. It is read, shown, and given
// to Publish, which refuses it when the channel was switched in between.
type Plan struct {
	Release  string       // id that the release will have there, with what it carries
	Previous string       // live now; empty: the first publish
	Changes  Changes      // what visitors will find different
	Uploads  int          // objects to send
	Bytes    int64        // of these
	Foreign  *Other       // whose release is live, where it is not this owner's; nil: ours or none
	Finishes bool         // website: an earlier publish was cut off; this one finishes it first
	Problems []*diag.Diag // warnings to show before the person agrees

	manifest *release.Manifest // as it will be written
	content  release.Content
	channel  channel.State
	live     *release.Manifest   // of the channel; nil: none
	carried  []*release.Manifest // named by the channel since a rollback
	missing  []object            // to send, in order
	hazards  map[string]bool     // hashes that a cut-off sweep may still remove
	resend   bool                // no object is taken for there
	encoded  []byte              // manifest, canonical
	source   *release.Manifest   // of the release that was planned
	lost     *diag.Diag          // nothing is to be done, but the store lost something; among Problems too
	delivery Delivery
	requests int64 // that planning took
}

// Other is another publisher.
type Other struct {
	Owner, Who string
	At         time.Time
}

// Nothing reports whether visitors see this release already.
func (p *Plan) Nothing() bool {
	return p.Previous != "" && p.Release == p.Previous && !p.Finishes && !p.resend
}

// inPlace returns the manifest whose pages lie at the public paths; nil: none.
func (p *Plan) inPlace() *release.Manifest {
	if p.channel.Pointer == nil || p.delivery == Website && p.channel.Pointer.Delivery != string(Website) {
		return nil
	}
	return p.live
}

// Plan says what publishing r would do. It reads the pointer and the live
// manifest, and changes nothing. Errors are those of Publish.
func (p *Publisher) Plan(ctx context.Context, r *release.Release) (*Plan, error) {
	before := p.store.Requests()
	plan, s, err := p.plan(ctx, r)
	if err != nil {
		return nil, p.explain(publishing, err, s)
	}
	plan.requests = p.store.Requests() - before
	return plan, nil
}

func (p *Publisher) plan(ctx context.Context, r *release.Release) (*Plan, seen, error) {
	c, err := p.channel.Read(ctx)
	if err != nil {
		return nil, seen{}, err
	}
	s := see(c)
	wanted, content := p.wanted(r)
	plan := &Plan{channel: c, content: content, manifest: wanted, delivery: p.o.Delivery, resend: p.o.Resend,
		source: r.Manifest}
	if err := r.Manifest.Validate(); err != nil {
		return nil, s, err
	}
	if !change.HasPages(r.Manifest) {
		return nil, s, store.Fail(NoPages, nil)
	}
	if err := p.readLive(ctx, plan); err != nil {
		return nil, s, err
	}
	if plan.resend {
		if err := p.carryWhatIsThere(ctx, wanted); err != nil {
			return nil, s, err
		}
	} else if plan.live != nil && plan.live.SameSite(wanted) && c.Pointer.Delivery == string(p.o.Delivery) {
		plan.manifest = plan.live
	}
	plan.encoded = plan.manifest.Encode()
	plan.Release = release.IDOf(plan.encoded)
	plan.Changes = Compare(plan.live, r, p.o.Describe)
	p.findMissing(plan)
	plan.Foreign = p.foreign(c)
	plan.warn(p.o.Describe)
	plan.warnOfLarge(p.o.Describe)
	if plan.Nothing() {
		if err := p.lookForLosses(ctx, plan); err != nil {
			return nil, s, err
		}
	}
	return plan, s, nil
}

// see says what visitors see while the channel is c.
func see(c channel.State) seen {
	s := seen{known: true}
	if c.Pointer == nil {
		return s
	}
	s.at = c.Pointer.At
	for _, k := range c.Pointer.Kept {
		if k.ID == c.Pointer.Release {
			s.at = k.At
		}
	}
	s.mixed = c.Pointer.Applied != c.Pointer.Release
	return s
}

// foreign returns who published last, where that was another owner.
func (p *Publisher) foreign(c channel.State) *Other {
	if c.Pointer == nil || c.Pointer.Owner == p.o.Owner {
		return nil
	}
	return &Other{c.Pointer.Owner, c.Pointer.Who, c.Pointer.At}
}

// readLive reads what the plan is compared with: the live manifest, those that
// a rollback carries, those that a sweep is deleting from. It completes the
// wanted manifest with what it carries.
func (p *Publisher) readLive(ctx context.Context, plan *Plan) error {
	pointer := plan.channel.Pointer
	if pointer == nil {
		return nil
	}
	plan.Previous = pointer.Release
	plan.Finishes = pointer.Applied != pointer.Release
	var err error
	plan.live, err = p.channel.Manifest(ctx, pointer.Release)
	if store.Is(err, store.NotFound, store.Damaged) { // somebody removed it: what else is gone?
		plan.resend, plan.Finishes = true, false
		return nil
	}
	if err != nil {
		return err
	}
	for _, id := range pointer.Carry {
		m, err := p.channel.Manifest(ctx, id)
		if err != nil {
			return err
		}
		plan.carried = append(plan.carried, m)
	}
	if p.off != "carry" && pointer.Delivery == string(p.o.Delivery) { // else they lie where this delivery has nothing
		plan.manifest.Carry = plan.manifest.Carried(append([]*release.Manifest{plan.live}, plan.carried...))
	}
	return p.readHazards(ctx, plan)
}

// readHazards finds the objects that a sweep, running or cut off, may remove
// at any moment: that they are there now says nothing.
func (p *Publisher) readHazards(ctx context.Context, plan *Plan) error {
	sweeping := plan.channel.Pointer.Sweeping
	if sweeping == nil {
		return nil
	}
	plan.hazards = map[string]bool{}
	for _, id := range sweeping.Releases {
		m, err := p.channel.Manifest(ctx, id)
		if store.Is(err, store.NotFound) { // its manifest goes last: all of it is gone
			continue
		}
		if err != nil {
			return err
		}
		for _, f := range m.All() {
			plan.hazards[f.Hash] = true
		}
	}
	return nil
}

// warn adds what a person should know before agreeing.
func (p *Plan) warn(describe Describe) {
	if p.live == nil {
		return
	}
	gone, pages := p.Changes.Count(change.Page).Gone, change.CountPages(p.live, describe)
	if gone < 5 || gone*2 < pages {
		return
	}
	d := store.Fail(ManyGone, nil, "gone", strconv.Itoa(gone), "pages", strconv.Itoa(pages))
	d.Severity = diag.Warning
	p.Problems = append(p.Problems, d)
}
