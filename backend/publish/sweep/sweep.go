// Package sweep removes what no release of a channel needs any more. What goes
// follows from manifests, never from a listing: what no manifest names is never
// touched. Start with Run.
package sweep

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
	"golang.org/x/sync/errgroup"
)

// The codes of this package, said of a publish.
const (
	Running   = "publish-sweep-running" // old releases with the same files are being removed right now
	Overtaken = "publish-overtaken"     // somebody else published while this did; Args: who, when
)

// Grace is how long a release stays after it is no longer kept.
const Grace = 24 * time.Hour

// Lasts is how long a sweep may still delete after it was announced. The sweep
// itself stops after a twelfth of it, so clocks may differ a little.
const Lasts = time.Hour

// Sweep is what a sweep works with. All of it is needed.
type Sweep struct {
	Channel  *channel.Channel
	Store    *store.Store
	Layout   release.Layout
	Delivery string
	Workers  int
	Now      func() time.Time
	Random   func(n int) (string, error) // n bytes in hex
}

// Result is what a sweep came to.
type Result struct {
	Releases []string // that are gone, or would go
	Objects  int      // that are gone, or would go
	Waiting  int      // releases that may go once a day has passed
	Requests int64
}

// Due returns the releases that may go now, and how many have to wait.
func Due(pointer *release.Pointer, now time.Time) (due []string, waiting int) {
	for _, r := range pointer.Retired {
		if now.Sub(r.Since) >= Grace {
			due = append(due, r.ID)
		} else {
			waiting++
		}
	}
	if s := pointer.Sweeping; s != nil && now.Sub(s.At) > Lasts {
		due = append(due, s.Releases...)
	}
	slices.Sort(due)
	return slices.Compact(due), waiting
}

// Run sweeps what is due in the channel as it was read. dry only counts. Errors
// are those of package store, Running and Overtaken. A sweep that is cut off is
// finished by the next one.
func (w *Sweep) Run(ctx context.Context, c channel.State, dry bool) (*Result, error) {
	if c.Pointer == nil {
		return &Result{}, nil
	}
	if s := c.Pointer.Sweeping; s != nil && w.Now().Sub(s.At) <= Lasts {
		return nil, store.Fail(Running, nil)
	}
	due, waiting := Due(c.Pointer, w.Now())
	result := &Result{Releases: due, Waiting: waiting}
	if len(due) == 0 {
		return result, nil
	}
	doomed, err := w.doomed(ctx, c.Pointer, due)
	if err != nil {
		return nil, err
	}
	result.Objects = len(doomed)
	if dry {
		return result, nil
	}
	return result, w.remove(ctx, c, due, doomed)
}

// doomed returns the keys that only the releases due need.
func (w *Sweep) doomed(ctx context.Context, pointer *release.Pointer, due []string) ([]string, error) {
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
		m, err := w.Channel.Manifest(ctx, id) // one that can not be read: nothing may go
		if err != nil {
			return nil, err
		}
		w.mark(m, needed)
	}
	for _, id := range due {
		m, err := w.Channel.Manifest(ctx, id)
		if store.Is(err, store.NotFound) {
			continue // a sweep before this one was cut off after it
		}
		if err != nil {
			return nil, err
		}
		w.mark(m, gone)
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
func (w *Sweep) mark(m *release.Manifest, keys map[string]bool) {
	for path, f := range m.All() {
		keys[w.Layout.Object(f.Hash)] = true
		keys[w.Layout.Key(w.Delivery, path, f)] = true
	}
}

// remove announces the sweep in the pointer, deletes, and takes the
// announcement back. Everybody who plans in between knows not to rely on what
// is going; everybody who planned before fails to switch and plans again.
func (w *Sweep) remove(ctx context.Context, c channel.State, due, doomed []string) error {
	nonce, err := w.Random(8)
	if err != nil {
		return err
	}
	next := *c.Pointer
	next.Retired = slices.DeleteFunc(slices.Clone(next.Retired), func(r release.Retired) bool { return slices.Contains(due, r.ID) })
	next.Sweeping = &release.Sweeping{Releases: due, At: w.Now().UTC(), Nonce: nonce}
	if c, err = w.Channel.Write(ctx, c, next); err != nil {
		return orOvertaken(err)
	}
	limited, cancel := context.WithTimeout(ctx, Lasts/12)
	defer cancel()
	announced := next.Sweeping.At
	group, deleting := errgroup.WithContext(limited)
	group.SetLimit(w.Workers)
	for _, key := range doomed {
		group.Go(func() error { return w.delete(deleting, key, announced) })
	}
	if err := errors.Join(group.Wait(), limited.Err()); err != nil {
		return err
	}
	for _, id := range due {
		if err := w.delete(limited, w.Layout.Release(id), announced); err != nil {
			return err
		}
	}
	return w.announceEnd(ctx, c, nonce)
}

// delete removes one object. A bucket that refuses deletes keeps its objects. A
// computer that slept since the sweep was announced must not go on: others take
// it for ended, and what it removes may be theirs by now. The clock of a context
// stands still meanwhile.
func (w *Sweep) delete(ctx context.Context, key string, announced time.Time) error {
	if w.Now().UTC().Sub(announced) > Lasts/12 {
		return context.DeadlineExceeded
	}
	err := w.Store.Delete(ctx, key)
	if store.Is(err, store.Denied) {
		return nil
	}
	return err
}

// announceEnd takes the announcement back, also where somebody published in
// the meantime.
func (w *Sweep) announceEnd(ctx context.Context, c channel.State, nonce string) error {
	for range 5 {
		if s := c.Pointer.Sweeping; s == nil || s.Nonce != nonce {
			return nil
		}
		next := *c.Pointer
		next.Sweeping = nil
		now, err := w.Channel.Write(ctx, c, next)
		if !errors.Is(err, channel.ErrOvertaken) {
			return err
		}
		c = now
	}
	return nil // the next sweep does it
}

func orOvertaken(err error) error {
	if errors.Is(err, channel.ErrOvertaken) {
		return store.Fail(Overtaken, err)
	}
	return err
}
