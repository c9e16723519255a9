package channel

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// LeaseLasts is how long a lease counts without being given back.
const LeaseLasts = 15 * time.Minute

// leaseNote is what a lease says to others.
type leaseNote struct {
	Owner string    `json:"owner"`
	Who   string    `json:"who"`
	Until time.Time `json:"until"`
}

// Lease takes the channel's lease on a store that can neither create nor
// compare, and returns how to give it back. On other stores it does nothing.
//
// It is the weakest of the three ways: everybody writes a note and looks for
// others; who sees one steps back, so of two that meet both may. It relies on
// clocks that are right to within minutes.
func (c *Channel) Lease(ctx context.Context) (func(), error) {
	if c.Known().Switch != release.Leased {
		return func() {}, nil
	}
	nonce, err := c.o.Random(8)
	if err != nil {
		return nil, err
	}
	key := c.o.Layout.Leases(c.o.Name) + nonce
	if err := c.writeLease(ctx, key); err != nil {
		return nil, err
	}
	letGo := func() {
		c.mu.Lock()
		c.held = ""
		c.mu.Unlock()
		_ = c.store.Delete(context.WithoutCancel(ctx), key) // else it runs out by itself
	}
	if err := c.holdLease(ctx); err != nil {
		letGo()
		return nil, err
	}
	return letGo, nil
}

// writeLease writes the note that we have the lease from now on.
func (c *Channel) writeLease(ctx context.Context, key string) error {
	until := c.o.Now().Add(LeaseLasts)
	note, err := json.Marshal(leaseNote{c.o.Owner, c.o.Who, until.UTC()})
	if err != nil {
		return err
	}
	if _, err := c.store.PutBytes(ctx, key, note, store.PutOptions{Type: Type, CacheControl: NoStore}); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held, c.until = key, until
	return nil
}

// keepLease makes sure, before the channel s is written, that ours is the only
// lease that counts. One that has run out, or soon will, is taken anew, as at
// first: the note, then the look. While it had run out somebody else may have had
// one: where the channel is not as it was, store.Precondition.
func (c *Channel) keepLease(ctx context.Context, s State) error {
	c.mu.Lock()
	held, left := c.held, c.until.Sub(c.o.Now())
	c.mu.Unlock()
	if held == "" || left > LeaseLasts/2 {
		return c.holdLease(ctx)
	}
	if err := c.writeLease(ctx, held); err != nil {
		return err
	}
	if err := c.holdLease(ctx); err != nil || left > 0 {
		return err
	}
	now, err := c.Read(ctx)
	if err == nil && now.Nonce() != s.Nonce() {
		err = store.Fail(store.Precondition, nil)
	}
	return err
}

// holdLease makes sure that ours is the only lease that counts.
func (c *Channel) holdLease(ctx context.Context) error {
	c.mu.Lock()
	held := c.held
	c.mu.Unlock()
	keys, err := c.store.List(ctx, c.o.Layout.Leases(c.o.Name), 100)
	if err != nil {
		return err
	}
	ours := false
	for _, key := range keys {
		data, _, err := c.store.Read(ctx, key, 1<<12, store.GetOptions{})
		if store.Is(err, store.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		var note leaseNote
		counts := json.Unmarshal(data, &note) == nil && note.Until.After(c.o.Now())
		switch {
		case key == held:
			ours = counts
		case counts:
			return store.Fail(LeaseHeld, nil, "who", note.Who, "when", When(note.Until.Add(-LeaseLasts), c.o.Now()))
		}
	}
	if !ours {
		return store.Fail(LeaseHeld, nil, "who", strings.TrimSpace(c.o.Who), "when", When(c.o.Now(), c.o.Now()))
	}
	return nil
}
