package publish

import (
	"context"

	"github.com/pagewright/pagewright/generator/release"
)

// Capabilities is what a store was found to do. It can be kept as JSON and
// given to the next Publisher. The zero value means: not known.
type Capabilities struct {
	Switch string `json:"switch"`       // exclusive, numbered or lease
	Create bool   `json:"create"`       // create-only writes hold
	Copy   bool   `json:"copy"`         // the store copies objects itself
	At     string `json:"at,omitempty"` // RFC 3339, when it was probed
}

// Trusted returns the capabilities of the drivers dir and mem, which need no
// probe: this program itself keeps their conditions.
func Trusted() Capabilities {
	return Capabilities{Switch: release.Exclusive, Create: true, Copy: true}
}

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

// Capabilities returns what the publisher knows of its store: what it was
// given, or what it found. Zero: nothing yet.
func (p *Publisher) Capabilities() Capabilities { return p.known() }
