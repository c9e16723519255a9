package publish

import (
	"context"

	"github.com/pagewright/pagewright/backend/publish/probe"
	"github.com/pagewright/pagewright/backend/store"
)

// Capabilities is what a store was found to do. It can be kept as JSON and
// given to the next Publisher. The zero value means: not known.
type Capabilities = probe.Capabilities

// Trusted returns the capabilities of the drivers dir and mem, which need no
// probe: this program itself keeps their conditions.
func Trusted() Capabilities { return probe.Trusted() }

// Probe finds out what a store can do, with some thirty requests. The error is
// a store's: wrong key, no bucket, not reachable.
func Probe(ctx context.Context, st *store.Store) (Capabilities, error) { return probe.Run(ctx, st) }

// Capabilities returns what the publisher knows of its store: what it was
// given, or what it found. Zero: nothing yet.
func (p *Publisher) Capabilities() Capabilities { return p.known() }

// known returns what is known of the store.
func (p *Publisher) known() Capabilities {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.caps
}

// know probes the store where nothing is known of it.
func (p *Publisher) know(ctx context.Context) error {
	if p.known().Switch != "" {
		return nil
	}
	caps, err := Probe(ctx, p.store)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.caps = caps
	return nil
}
