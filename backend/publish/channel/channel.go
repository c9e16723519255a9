// Package channel reads and switches the pointer of a channel: in one of three
// ways, as the store can, each with its promise. Publishing is its only user.
//
// It knows nothing of what a release is for, and deletes nothing but a lease.
// Start with Channel; DESIGN.md of package publish has the formats.
package channel

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/pagewright/pagewright/backend/publish/probe"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// The codes of this package, said of a publish.
const (
	SwitchUnknown = "publish-switch-unknown" // no answer to the switch, and none to the question after it
	NotReadable   = "publish-not-readable"   // written by a newer program, or damaged
	LeaseHeld     = "publish-lease-held"     // another computer publishes; Args: who, when
)

// Options says which channel, and who asks.
type Options struct {
	Name       string // of the channel
	Layout     release.Layout
	Owner, Who string
	Now        func() time.Time
	Random     func(n int) (string, error) // n bytes in hex
	Blind      func() bool                 // a test takes away the look at what a lost answer came to; nil: never
}

// Channel is one channel of a store. Safe for concurrent use.
type Channel struct {
	store *store.Store
	o     Options

	mu    sync.Mutex
	caps  probe.Capabilities
	held  string    // key of the lease that is held
	until time.Time // when it runs out
}

// New returns the channel of a store that can do caps; zero: not known yet.
func New(st *store.Store, caps probe.Capabilities, o Options) *Channel {
	return &Channel{store: st, caps: caps, o: o}
}

// Known returns what is known of the store.
func (c *Channel) Known() probe.Capabilities {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.caps
}

// Know probes the store where nothing is known of it. Errors are those of
// package store.
func (c *Channel) Know(ctx context.Context) error {
	if c.Known().Switch != "" {
		return nil
	}
	caps, err := probe.Run(ctx, c.store)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.caps = caps
	return nil
}

// The caching and the media type of pointers and manifests.
const (
	NoStore = "no-store"
	Type    = "application/json"
)

// MaxManifest bounds a manifest, in bytes: some 400,000 files.
const MaxManifest = 64 << 20

const maxPointer = 1 << 20 // bytes; far above what a pointer comes to

// State is the pointer as it was read, with what the next write needs.
type State struct {
	Pointer *release.Pointer // nil: never published
	tag     string           // exclusive: entity tag; else empty
}

// seq returns the number of the last switch, 0 before the first.
func (s State) seq() int64 {
	if s.Pointer == nil {
		return 0
	}
	return s.Pointer.Seq
}

// Nonce returns what tells this write of the pointer from all others; "" before
// the first.
func (s State) Nonce() string {
	if s.Pointer == nil {
		return ""
	}
	return s.Pointer.Nonce
}

// When says a time for people, in now's time zone.
func When(at, now time.Time) string { return at.In(now.Location()).Format("2 January 2006, 15:04") }

// Read reads the channel: one request, on numbered stores one more for every
// switch that the hint does not know yet.
func (c *Channel) Read(ctx context.Context) (State, error) {
	pointer, tag, err := c.readPointer(ctx, c.o.Layout.Channel(c.o.Name))
	if err != nil {
		return State{}, err
	}
	s := State{pointer, tag}
	if c.Known().Switch != release.Sequential && (pointer == nil || pointer.Mode != release.Sequential) {
		return s, nil
	}
	for range release.MaxLag {
		next, _, err := c.readPointer(ctx, c.o.Layout.Numbered(c.o.Name, s.seq()+1))
		if err != nil || next == nil {
			return s, err
		}
		if !next.Follows(s.seq()) {
			break
		}
		s.Pointer = next
	}
	return State{}, store.Fail(NotReadable, errors.New("the numbered pointers are no numbers, or have no end"))
}

// readPointer returns nil where there is none.
func (c *Channel) readPointer(ctx context.Context, key string) (*release.Pointer, string, error) {
	data, tag, err := c.store.Read(ctx, key, maxPointer, store.GetOptions{})
	if store.Is(err, store.NotFound) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	pointer, err := release.DecodePointer(data)
	if err != nil {
		return nil, "", store.Fail(NotReadable, err)
	}
	return pointer, tag, nil
}

// Manifest reads a release's manifest and checks that it is the one of that id.
func (c *Channel) Manifest(ctx context.Context, id string) (*release.Manifest, error) {
	data, _, err := c.store.Read(ctx, c.o.Layout.Release(id), MaxManifest, store.GetOptions{})
	if err != nil {
		return nil, err
	}
	if have := release.IDOf(data); have != id {
		return nil, store.Fail(store.Damaged, fmt.Errorf("manifest %s has the bytes of %s", id, have))
	}
	m, err := release.Decode(data)
	if err != nil {
		return nil, store.Fail(NotReadable, err)
	}
	return m, nil
}
