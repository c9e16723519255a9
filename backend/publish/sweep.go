package publish

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// graceful is how long a release stays after it is no longer kept.
const graceful = 24 * time.Hour

// SweepResult is what a sweep came to.
type SweepResult struct {
	Releases []string // that are gone, or would go
	Objects  int      // that are gone, or would go
	Waiting  int      // releases that may go once a day has passed
	Requests int64
}

// Sweep removes the objects that only releases need which the channel keeps
// no more, a day after it let go of them. dry only counts. What goes follows
// from manifests, never from a listing; what no manifest of this channel names
// is never touched. A sweep that is cut off is finished by the next one.
func (p *Publisher) Sweep(ctx context.Context, dry bool) (*SweepResult, error) {
	before := p.store.Requests()
	result, s, err := p.sweep(ctx, dry)
	if err != nil {
		return nil, p.explain(sweeping, err, s)
	}
	result.Requests = p.store.Requests() - before
	return result, nil
}

// sweepDue reports whether a sweep would find something to do.
func (p *Publisher) sweepDue(pointer *release.Pointer) bool {
	due, _ := p.due(pointer)
	return len(due) > 0
}

// due returns the releases that may go now, and how many have to wait.
func (p *Publisher) due(pointer *release.Pointer) (due []string, waiting int) {
	for _, r := range pointer.Retired {
		if p.o.Now().Sub(r.Since) >= graceful {
			due = append(due, r.ID)
		} else {
			waiting++
		}
	}
	if s := pointer.Sweeping; s != nil && p.o.Now().Sub(s.At) > sweepLasts {
		due = append(due, s.Releases...)
	}
	slices.Sort(due)
	return slices.Compact(due), waiting
}

func (p *Publisher) sweep(ctx context.Context, dry bool) (*SweepResult, seen, error) {
	if err := p.know(ctx); err != nil {
		return nil, seen{}, err
	}
	letGo, err := p.lease(ctx)
	if err != nil {
		return nil, seen{}, err
	}
	defer letGo()
	c, err := p.read(ctx)
	if err != nil {
		return nil, seen{}, err
	}
	s := see(c)
	if c.pointer == nil {
		return &SweepResult{}, s, nil
	}
	if sw := c.pointer.Sweeping; sw != nil && p.o.Now().Sub(sw.At) <= sweepLasts {
		return nil, s, store.Fail(SweepRunning, nil)
	}
	due, waiting := p.due(c.pointer)
	result := &SweepResult{Releases: due, Waiting: waiting}
	if len(due) == 0 {
		return result, s, nil
	}
	doomed, err := p.doomed(ctx, c.pointer, due)
	if err != nil {
		return nil, s, err
	}
	result.Objects = len(doomed)
	if dry {
		return result, s, nil
	}
	return result, s, p.remove(ctx, c, due, doomed)
}

// doomed returns the keys that only the releases due need.
func (p *Publisher) doomed(ctx context.Context, pointer *release.Pointer, due []string) ([]string, error) {
	var stay []string
	for _, k := range pointer.Kept {
		stay = append(stay, k.ID)
	}
	for _, r := range pointer.Retired {
		stay = append(stay, r.ID)
	}
	stay = append(stay, pointer.Release, pointer.Applied)
	stay = append(stay, pointer.Carry...)
	slices.Sort(stay)
	needed, gone := map[string]bool{}, map[string]bool{}
	for _, id := range slices.Compact(stay) {
		if id == "" || slices.Contains(due, id) {
			continue
		}
		m, err := p.manifest(ctx, id) // one that can not be read: nothing may go
		if err != nil {
			return nil, err
		}
		p.mark(m, needed)
	}
	for _, id := range due {
		m, err := p.manifest(ctx, id)
		if store.Is(err, store.NotFound) {
			continue // a sweep before this one was cut off after it
		}
		if err != nil {
			return nil, err
		}
		p.mark(m, gone)
	}
	var keys []string
	for key := range gone {
		if !needed[key] {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys, nil
}

// mark adds all keys at which a file of m can lie, whatever the delivery was.
func (p *Publisher) mark(m *release.Manifest, keys map[string]bool) {
	for path, f := range all(m) {
		keys[p.layout.Object(f.Hash)] = true
		keys[p.objectOf(path, f).key] = true
	}
}

// remove announces the sweep in the pointer, deletes, and takes the
// announcement back. Everybody who plans in between knows not to rely on what
// is going; everybody who planned before fails to switch and plans again.
func (p *Publisher) remove(ctx context.Context, c channel, due, doomed []string) error {
	nonce, err := p.random(8)
	if err != nil {
		return err
	}
	next := *c.pointer
	next.Retired = slices.DeleteFunc(slices.Clone(next.Retired), func(r release.Retired) bool { return slices.Contains(due, r.ID) })
	next.Sweeping = &release.Sweeping{Releases: due, At: p.o.Now().UTC(), Nonce: nonce}
	if c, err = p.write(ctx, c, next); err != nil {
		return orOvertaken(err)
	}
	limited, cancel := context.WithTimeout(ctx, sweepLasts/12)
	defer cancel()
	var failed atomic.Int64
	err = each(limited, p.o.Workers, doomed, func(ctx context.Context, key string) error {
		err := p.store.Delete(ctx, key)
		if store.Is(err, store.Denied) { // a bucket that refuses deletes keeps its objects
			failed.Add(1)
			return nil
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range due {
		if err := p.store.Delete(limited, p.layout.Release(id)); err != nil && !store.Is(err, store.Denied) {
			return err
		}
	}
	return p.announceEnd(ctx, c, nonce)
}

// announceEnd takes the announcement back, also where somebody published in
// the meantime.
func (p *Publisher) announceEnd(ctx context.Context, c channel, nonce string) error {
	for range 5 {
		if s := c.pointer.Sweeping; s == nil || s.Nonce != nonce {
			return nil
		}
		next := *c.pointer
		next.Sweeping = nil
		now, err := p.write(ctx, c, next)
		if !errors.Is(err, errOvertaken) {
			return err
		}
		c = now
	}
	return nil // the next sweep does it
}

func orOvertaken(err error) error {
	if errors.Is(err, errOvertaken) {
		return store.Fail(Overtaken, err)
	}
	return err
}
