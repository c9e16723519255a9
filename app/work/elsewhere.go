package work

import (
	"context"

	"github.com/pagewright/pagewright/generator/release"
)

// ToPublishAt is ToPublish with pages that say that they are at address; "" is
// what the settings say. Where that is not the address that the site is open
// for, all pages are made for it. Without a change since the last time it is the
// same value.
func (w *Work) ToPublishAt(ctx context.Context, address string) (*release.Release, error) {
	if address == w.address() {
		return w.ToPublish(ctx)
	}
	w.building.Lock()
	defer w.building.Unlock()
	changed := w.changed.Load() // before it is built: what changes meanwhile is built the next time
	if w.other.result != nil && w.other.seen == changed && w.otherAt == address {
		return forVisitors(w.other.result, nil)
	}
	e, err := newEngine(ctx, w.Site, w.o, address)
	if err != nil {
		return nil, err
	}
	result, err := e.Build(ctx, nil)
	if err == nil {
		w.other, w.otherAt = made{result: result, seen: changed}, address
	}
	return forVisitors(result, err)
}
