package storetest

import (
	"context"
	"strings"
	"sync"

	"github.com/pagewright/pagewright/backend/store"
)

// Racy is a store that looks before it writes, and not in one step: its
// conditions hold until writers meet. It is for tests of what finds that out.
type Racy struct {
	store.Driver
	Creates  bool   // create-only writes race
	Swaps    bool   // writes with IfMatch race
	NoSwaps  bool   // IfMatch is refused as unknown
	NoCopies bool   // Copy is refused as unknown
	Meet     string // writers of keys with this in it wait for each other
	Writers  int    // how many of them

	mu      sync.Mutex
	looking int
	met     *sync.Cond
}

// Put implements store.Driver.
func (r *Racy) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	if o.IfMatch != "" && r.NoSwaps {
		return "", store.Fail(store.Unsupported, nil)
	}
	if o.IfAbsent && r.Creates || o.IfMatch != "" && r.Swaps {
		have, err := r.Driver.Get(ctx, key, store.GetOptions{})
		if o.IfAbsent && err == nil || o.IfMatch != "" && (err != nil || have.ETag != o.IfMatch) {
			return "", store.Fail(store.Precondition, nil)
		}
		if strings.Contains(key, r.Meet) {
			r.meet()
		}
		o.IfAbsent, o.IfMatch = false, ""
	}
	return r.Driver.Put(ctx, key, body, o)
}

// meet lets writers wait until all racers have looked.
func (r *Racy) meet() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.met == nil {
		r.met = sync.NewCond(&r.mu)
	}
	if r.looking++; r.looking >= r.Writers {
		r.met.Broadcast()
	}
	for r.looking < r.Writers {
		r.met.Wait()
	}
}

// Copy implements store.Driver.
func (r *Racy) Copy(ctx context.Context, from, to string, o store.PutOptions) error {
	if r.NoCopies {
		return store.Fail(store.Unsupported, nil)
	}
	return r.Driver.Copy(ctx, from, to, o)
}
