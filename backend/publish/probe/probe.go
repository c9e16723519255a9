// Package probe finds out what a store can do by trying it, with races. What a
// store says of itself counts for nothing: some accept a condition and ignore
// it, some keep it only while nobody races.
//
// It writes only below a prefix of its own, and removes it again. Start with
// Run.
package probe

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// racers is how many writers meet in a probe's race.
const racers = 8

// Capabilities is what a store was found to do. It can be kept as JSON. The
// zero value means: not known.
type Capabilities struct {
	Switch string `json:"switch"`       // exclusive, numbered or lease
	Create bool   `json:"create"`       // create-only writes hold
	Copy   bool   `json:"copy"`         // the store copies objects itself
	At     string `json:"at,omitempty"` // RFC 3339, when it was probed; empty: not noted
}

// Trusted returns the capabilities of the drivers dir and mem, which need no
// probe: this program itself keeps their conditions.
func Trusted() Capabilities {
	return Capabilities{Switch: release.Exclusive, Create: true, Copy: true}
}

// Run probes a store with some thirty requests. The error is a store's: wrong
// key, no bucket, not reachable.
func Run(ctx context.Context, st *store.Store) (Capabilities, error) {
	p := probe{st, ".pagewright-probe/" + rand.Text() + "/"}
	defer p.clean(ctx)
	var caps Capabilities
	if err := p.keeps(ctx); err != nil {
		return caps, err
	}
	var err error
	if caps.Create, err = p.creates(ctx); err != nil {
		return caps, err
	}
	compares, err := p.compares(ctx)
	if err != nil {
		return caps, err
	}
	if caps.Copy, err = p.copies(ctx); err != nil {
		return caps, err
	}
	switch {
	case caps.Create && compares:
		caps.Switch = release.Exclusive
	case caps.Create:
		caps.Switch = release.Sequential
	default:
		caps.Switch = release.Leased
	}
	return caps, nil
}

type probe struct {
	store  *store.Store
	prefix string
}

const probeType = "text/x-probe; charset=utf-8"

func (p probe) put(ctx context.Context, name, text string, o store.PutOptions) (string, error) {
	o.Type, o.CacheControl = probeType, "no-store"
	return p.store.PutBytes(ctx, p.prefix+name, []byte(text), o)
}

// is reports whether the object holds text, and returns its tag.
func (p probe) is(ctx context.Context, name, text string) (bool, string, error) {
	data, tag, err := p.store.Read(ctx, p.prefix+name, 1<<10, store.GetOptions{})
	if store.Is(err, store.NotFound) {
		return false, "", nil
	}
	return bytes.Equal(data, []byte(text)), tag, err
}

// keeps: what is written comes back.
func (p probe) keeps(ctx context.Context) error {
	if _, err := p.put(ctx, "kept", "first", store.PutOptions{}); err != nil {
		return err
	}
	if _, err := p.put(ctx, "kept", "second", store.PutOptions{}); err != nil {
		return err
	}
	same, _, err := p.is(ctx, "kept", "second")
	if err == nil && !same {
		err = store.Fail(store.Damaged, errors.New("what was written did not come back"))
	}
	return err
}

// creates: a create-only write over something is refused, and of several that
// race one wins.
func (p probe) creates(ctx context.Context) (bool, error) {
	_, err := p.put(ctx, "kept", "third", store.PutOptions{IfAbsent: true})
	if ok, err := refuses(err); !ok || err != nil {
		return false, err
	}
	return p.race(ctx, "created", store.PutOptions{IfAbsent: true})
}

// compares: a write over another version than the named one is refused, and of
// several that race one wins.
func (p probe) compares(ctx context.Context) (bool, error) {
	stale, err := p.put(ctx, "compared", "first", store.PutOptions{})
	if err != nil {
		return false, err
	}
	fresh, err := p.put(ctx, "compared", "second", store.PutOptions{})
	if err != nil {
		return false, err
	}
	if stale == "" || fresh == "" || stale == fresh {
		return false, nil
	}
	_, err = p.put(ctx, "compared", "third", store.PutOptions{IfMatch: stale})
	if ok, err := refuses(err); !ok || err != nil {
		return false, err
	}
	same, tag, err := p.is(ctx, "compared", "second")
	if err != nil || !same || tag != fresh {
		return false, err
	}
	return p.race(ctx, "compared", store.PutOptions{IfMatch: tag})
}

// refuses sorts what a write came to whose condition did not hold: refused, as
// it should be; done or not understood, which is no error; a real error.
func refuses(err error) (bool, error) {
	switch {
	case err == nil, store.Is(err, store.Unsupported):
		return false, nil
	case store.Is(err, store.Precondition):
		return true, nil
	}
	return false, err
}

// race lets several conditional writes meet and reports whether exactly one
// said that it won, and its content is there.
func (p probe) race(ctx context.Context, name string, o store.PutOptions) (bool, error) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	results := make([]error, racers)
	for i := range racers {
		wg.Go(func() {
			<-start
			_, results[i] = p.put(ctx, name, fmt.Sprint("racer ", i), o)
		})
	}
	close(start)
	wg.Wait()
	winners, winner := 0, 0
	for i, err := range results {
		switch {
		case err == nil:
			winners++
			winner = i
		case !store.Is(err, store.Precondition, store.Conflict):
			return false, err
		}
	}
	if winners != 1 {
		return false, nil
	}
	same, _, err := p.is(ctx, name, fmt.Sprint("racer ", winner))
	return same, err
}

// copies: the store copies by itself, with a new media type.
func (p probe) copies(ctx context.Context) (bool, error) {
	if _, err := p.put(ctx, "source", "to be copied", store.PutOptions{}); err != nil {
		return false, err
	}
	err := p.store.Copy(ctx, p.prefix+"source", p.prefix+"copied", store.PutOptions{Type: probeType})
	if store.Is(err, store.Unsupported, store.Failed) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	same, _, err := p.is(ctx, "copied", "to be copied")
	return same, err
}

// clean removes what the probe wrote; what can not be removed stays, which
// does no harm.
func (p probe) clean(ctx context.Context) {
	ctx = context.WithoutCancel(ctx)
	for _, name := range []string{"kept", "created", "compared", "source", "copied"} {
		if p.store.Delete(ctx, p.prefix+name) != nil {
			return
		}
	}
}
