// Package edge answers visitors from a published store. It polls the channel's
// pointer, reads the manifest that it names, and swaps one atomic pointer: from
// then on every request is answered from the new release, before it from the
// old one, and never from both.
//
// It never writes to the store, never follows a pointer or a manifest that it
// can not read or whose hash is wrong (the old release stays), and never lets
// anything remember that a path is missing. What a path means is decided by
// release.Resolve alone. Start with Edge.
package edge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
	"golang.org/x/sync/singleflight"
)

// Options says how an Edge behaves. The zero value is right for real use.
type Options struct {
	Channel string        // "" means live
	Poll    time.Duration // between looks at the pointer in Run; 0 means one second
	Memory  int64         // bytes of content to keep; 0 means 128 MiB
	Log     *slog.Logger  // nil: nothing is logged
}

// Edge is an http.Handler over a published store. Safe for concurrent use.
type Edge struct {
	store  *store.Store
	layout release.Layout
	o      Options
	site   atomic.Pointer[site]
	cache  *cache

	loading  singleflight.Group       // by hash: what many want is read once, and compressed once
	loads    chan struct{}            // a place for each content that is read at a time
	compress func(data []byte) []byte // compress, but for tests

	mu  sync.Mutex // one Refresh at a time
	tag string     // of the pointer that site is from
}

// site is one release as it is served. It never changes.
type site struct {
	pointer  *release.Pointer
	manifest *release.Manifest
}

// New returns the edge of what is published under the control prefix. It
// serves nothing before the first Refresh or Run.
func New(st *store.Store, control string, o Options) *Edge {
	if o.Channel == "" {
		o.Channel = release.Live
	}
	if o.Poll <= 0 {
		o.Poll = time.Second
	}
	if o.Memory <= 0 {
		o.Memory = 128 << 20
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Edge{store: st, layout: release.LayoutOf(control, o.Channel), o: o, cache: newCache(o.Memory), loads: make(chan struct{}, maxLoads), compress: compress}
}

// Run refreshes until ctx ends, and returns its error. A failed look is
// logged; visitors keep the release they have.
func (e *Edge) Run(ctx context.Context) error {
	t := time.NewTicker(e.o.Poll)
	defer t.Stop()
	for {
		if err := e.Refresh(ctx); err != nil && ctx.Err() == nil {
			e.o.Log.Warn("the pointer or the manifest can not be read; the old release stays", "err", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
		}
	}
}

// Release returns the id of the release that is served; "" before the first.
func (e *Edge) Release() string {
	if s := e.site.Load(); s != nil {
		return s.pointer.Release
	}
	return ""
}

// Refresh looks at the pointer once and switches to the release it names. One
// request while nothing changed. After an error, what was served is served on.
func (e *Edge) Refresh(ctx context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.site.Load()
	pointer, tag, err := e.pointer(ctx, now)
	if err != nil || pointer == nil {
		return err
	}
	if now != nil && now.pointer.Release == pointer.Release && fmt.Sprint(now.pointer.Carry) == fmt.Sprint(pointer.Carry) {
		e.site.Store(&site{pointer, now.manifest})
		e.tag = tag
		return nil
	}
	m, err := e.read(ctx, pointer, now)
	if err != nil {
		return err
	}
	e.site.Store(&site{pointer, m})
	e.tag = tag
	return nil
}

const (
	maxPointer  = 1 << 20
	maxManifest = 64 << 20
)

// pointer returns the channel's pointer and its tag; nil: it is the one that
// is served, or there is none yet.
func (e *Edge) pointer(ctx context.Context, now *site) (*release.Pointer, string, error) {
	p, tag, err := e.one(ctx, e.layout.Channel(e.o.Channel), e.tag)
	switch {
	case store.Is(err, store.NotFound):
		return nil, "", nil
	case store.Is(err, store.NotModified):
		p, tag = nil, e.tag
	case err != nil:
		return nil, "", err
	}
	if p == nil && (now == nil || now.pointer.Mode != release.Sequential) || p != nil && p.Mode != release.Sequential {
		return p, tag, nil
	}
	if p == nil || now != nil && now.pointer.Seq > p.Seq {
		p = now.pointer
	}
	for range release.MaxLag { // the hint may lag behind the numbers
		next, _, err := e.one(ctx, e.layout.Numbered(e.o.Channel, p.Seq+1), "")
		if store.Is(err, store.NotFound) {
			return p, tag, nil
		}
		if err == nil && !next.Follows(p.Seq) {
			err = store.Fail(store.Damaged, fmt.Errorf("pointer %d says that it is %d", p.Seq+1, next.Seq))
		}
		if err != nil {
			return nil, "", err
		}
		p = next
	}
	return nil, "", store.Fail(store.Damaged, errors.New("the numbered pointers have no end"))
}

func (e *Edge) one(ctx context.Context, key, tag string) (*release.Pointer, string, error) {
	data, tag, err := e.store.Read(ctx, key, maxPointer, store.GetOptions{IfNoneMatch: tag})
	if err != nil {
		return nil, "", err
	}
	p, err := release.DecodePointer(data)
	return p, tag, err
}

// read reads the manifest that the pointer names, with the fingerprinted files
// of the releases that it carries by name and of the one that is served now:
// its visitors still have its pages open, and an edge that did not reach the
// store for a while goes over more releases than a manifest carries.
func (e *Edge) read(ctx context.Context, p *release.Pointer, now *site) (*release.Manifest, error) {
	m, err := e.manifest(ctx, p.Release)
	if err != nil {
		return nil, err
	}
	before := []*release.Manifest{}
	if now != nil {
		before = append(before, now.manifest)
	}
	for _, id := range p.Carry {
		left, err := e.left(ctx, id, now)
		if store.Is(err, store.NotFound) { // open tabs lose their styles; no reason to keep what was rolled back
			e.o.Log.Warn("a carried release is gone", "release", id)
			continue
		}
		if err != nil {
			return nil, err
		}
		before = append(before, left)
	}
	merged := *m
	merged.Carry = m.Carried(before)
	return &merged, nil
}

// left returns the manifest of a release that was live; mostly it is still at
// hand.
func (e *Edge) left(ctx context.Context, id string, now *site) (*release.Manifest, error) {
	if now != nil && now.pointer.Release == id {
		return now.manifest, nil
	}
	return e.manifest(ctx, id)
}

func (e *Edge) manifest(ctx context.Context, id string) (*release.Manifest, error) {
	data, _, err := e.store.Read(ctx, e.layout.Release(id), maxManifest, store.GetOptions{})
	if err != nil {
		return nil, err
	}
	if release.IDOf(data) != id {
		return nil, store.Fail(store.Damaged, fmt.Errorf("manifest %s has another hash", id), "key", e.layout.Release(id))
	}
	return release.Decode(data)
}
