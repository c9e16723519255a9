package publish

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// leaseLasts is how long a lease counts without being given back.
const leaseLasts = 15 * time.Minute

// leaseNote is what a lease says to others.
type leaseNote struct {
	Owner string    `json:"owner"`
	Who   string    `json:"who"`
	Until time.Time `json:"until"`
}

// lease takes the channel's lease on a store that can neither create nor
// compare, and returns how to give it back. On other stores it does nothing.
//
// It is the weakest of the three ways: everybody writes a note and looks for
// others; who sees one steps back, so of two that meet both may. It relies on
// clocks that are right to within minutes.
func (p *Publisher) lease(ctx context.Context) (func(), error) {
	if p.known().Switch != release.Leased {
		return func() {}, nil
	}
	nonce, err := p.random(8)
	if err != nil {
		return nil, err
	}
	key := p.layout.Leases(p.o.Channel) + nonce
	note, err := json.Marshal(leaseNote{p.o.Owner, p.o.Who, p.o.Now().Add(leaseLasts).UTC()})
	if err != nil {
		return nil, err
	}
	if _, err := p.store.PutBytes(ctx, key, note, store.PutOptions{Type: jsonType, CacheControl: noStore}); err != nil {
		return nil, err
	}
	p.setHeld(key)
	letGo := func() {
		p.setHeld("")
		_ = p.store.Delete(context.WithoutCancel(ctx), key) // else it runs out by itself
	}
	if err := p.holdLease(ctx); err != nil {
		letGo()
		return nil, err
	}
	return letGo, nil
}

func (p *Publisher) setHeld(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = key
}

// holdLease makes sure that ours is the only lease that counts.
func (p *Publisher) holdLease(ctx context.Context) error {
	p.mu.Lock()
	held := p.held
	p.mu.Unlock()
	keys, err := p.store.List(ctx, p.layout.Leases(p.o.Channel), 100)
	if err != nil {
		return err
	}
	ours := false
	for _, key := range keys {
		data, _, err := p.store.Read(ctx, key, 1<<12, store.GetOptions{})
		if store.Is(err, store.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		var note leaseNote
		counts := json.Unmarshal(data, &note) == nil && note.Until.After(p.o.Now())
		switch {
		case key == held:
			ours = counts
		case counts:
			return store.Fail(LeaseHeld, nil, "who", note.Who, "when", when(note.Until.Add(-leaseLasts), p.o.Now()))
		}
	}
	if !ours {
		return store.Fail(LeaseHeld, nil, "who", strings.TrimSpace(p.o.Who), "when", when(p.o.Now(), p.o.Now()))
	}
	return nil
}
