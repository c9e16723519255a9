// Package publish brings a release to a store so that visitors change from the
// old site to the new one in a single write, and brings them back as fast.
// DESIGN.md beside it has the terms, the format and the order of every write.
//
// It never lists a store to learn what is there, never deletes before the
// switch, never deletes what this program did not create, and never builds: a
// release comes in as a manifest and a way to its bytes. Start with Publisher,
// then plan.go and run.go.
package publish

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"net/http"
	"time"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/publish/meter"
	"github.com/pagewright/pagewright/backend/publish/probe"
	"github.com/pagewright/pagewright/backend/publish/sweep"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// Delivery says who finds the object for a visitor's path.
type Delivery string

const (
	// Edge: a resolver reads the pointer and the manifest. All at once.
	Edge Delivery = release.Edge
	// Website: the store itself, from objects at the public paths. Each page
	// is whole; pages of two releases may mix while they are put in place.
	Website Delivery = release.Website
)

// Options says where and for whom a Publisher publishes.
type Options struct {
	Control  string       // control prefix, with its trailing slash
	Channel  string       // "" means live
	Owner    string       // this installation; a release of another owner is foreign
	Who      string       // the same for people, as "Ann's laptop"; "" means Owner
	Place    string       // the target as people call it, for messages
	Address  string       // where visitors see it; "" means it is not looked at after the switch
	Delivery Delivery     // "" means Edge
	Caps     Capabilities // what Probe found; zero: probed before the first write
	Keep     int          // releases to keep; 0 means 20
	Resend   bool         // send every file again: somebody removed objects from the store
	Workers  int          // parallel requests; 0 means 16

	Now      func() time.Time // nil: time.Now; its location is that of messages
	Rand     io.Reader        // nil: crypto/rand
	Progress func(Progress)   // nil: nobody looks; called from one goroutine at a time
	Describe Describe         // what is known of the pages of the release; nil: nothing
	Recall   func() Sent      // what Remember was last told, in this run of the program or an earlier one; nil: nothing
	Remember func(Sent)       // keeps it, for this channel of this store; nil: nobody
	Client   *http.Client     // for Address; nil: one with a time-out of 10 s
	// Wait waits before Address is looked at again; nil: by the clock.
	Wait func(ctx context.Context, d time.Duration) error
}

// Publisher publishes to one channel of one store. Its methods may be called
// from any goroutine, but only one publish, rollback or sweep at a time is
// useful: of two, one is told that it was overtaken.
type Publisher struct {
	store   *store.Store
	o       Options
	layout  release.Layout
	channel *channel.Channel

	off string // a guard that a test has taken away, to see that it fails without; "" in real use
}

// New returns a publisher to st. Nothing is read or written yet.
func New(st *store.Store, o Options) *Publisher {
	if o.Channel == "" {
		o.Channel = release.Live
	}
	if o.Delivery == "" {
		o.Delivery = Edge
	}
	if o.Who == "" {
		o.Who = o.Owner
	}
	if o.Keep <= 0 {
		o.Keep = 20
	}
	if o.Workers <= 0 {
		o.Workers = 16
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 10 * time.Second}
	}
	if o.Wait == nil {
		o.Wait = store.Sleep
	}
	p := &Publisher{store: st, o: o, layout: release.LayoutOf(o.Control, o.Channel)}
	p.channel = channel.New(st, o.Caps, channel.Options{
		Name: o.Channel, Layout: p.layout, Owner: o.Owner, Who: o.Who, Now: o.Now, Random: p.random,
		Blind: func() bool { return p.off == "read back" },
	})
	return p
}

// Result is what a publish or a rollback came to.
type Result struct {
	Release   string    // what visitors see now
	Previous  string    // what they saw before; equal to Release when nothing was to be done
	Uploaded  int       // objects that were sent
	Bytes     int64     // of these
	Requests  int64     // to the store, planning and repeats included
	Switched  bool      // false: visitors saw this already
	Confirmed bool      // seen at the public address; false with an empty Warning: there is none to look at
	Warning   error     // *diag.Diag: it is published, but could not be seen at the address yet
	SweepDue  bool      // old releases wait to be swept: call Sweep when it suits
	At        time.Time // of the switch
}

// Publish makes visitors see r. plan is what Plan returned for it; nil plans
// first. over allows to replace a release of another owner and to overwrite
// public files that this program did not make.
//
// ctx may end at any moment: before the switch visitors keep what they saw,
// after it the publish is done or the next one finishes it. An error is a
// *diag.Diag of this package that says what visitors see; after any of them
// the same call may be made again.
func (p *Publisher) Publish(ctx context.Context, r *release.Release, plan *Plan, over bool) (*Result, error) {
	before := p.store.Requests()
	if plan != nil && !plan.source.SameSite(r.Manifest) {
		plan = nil // of another release: what it says is of no use here
	}
	if plan != nil {
		before -= plan.requests
	}
	run := p.newRun(publishing)
	run.release, run.over = r, over
	result, err := run.publish(ctx, plan)
	return run.end(result, err, before)
}

// random returns n random bytes in hex.
func (p *Publisher) random(n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(p.o.Rand, b); err != nil {
		return "", err
	}
	return hex.EncodeToString(b), nil
}

// Change is one thing that visitors will find different.
type Change = change.Change

// Changes is all that visitors will find different.
type Changes = change.Changes

// Describe says what is known of a path of a release.
type Describe = change.Describe

// Progress says how far a publish is.
type Progress = meter.Progress

// The phases of a publish, in their order.
const (
	Checking  = meter.Checking
	Uploading = meter.Uploading
	Switching = meter.Switching
	Verifying = meter.Verifying
	Done      = meter.Done
	Failed    = meter.Failed
)

// Compare returns what visitors of old will find different in r, as a Plan
// does. A nil old is no site at all; describe may be nil.
func Compare(old *release.Manifest, r *release.Release, describe Describe) Changes {
	return change.Compare(old, change.Next{Manifest: r.Manifest, Content: r.Content, Describe: describe})
}

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
func (p *Publisher) Capabilities() Capabilities { return p.channel.Known() }

// SweepResult is what a sweep came to.
type SweepResult = sweep.Result

// Sweep removes the objects that only releases need which the channel keeps
// no more, a day after it let go of them. dry only counts. A sweep that is cut
// off is finished by the next one.
func (p *Publisher) Sweep(ctx context.Context, dry bool) (*SweepResult, error) {
	before := p.store.Requests()
	result, s, err := p.sweep(ctx, dry)
	if err != nil {
		return nil, p.explain(sweeping, err, s)
	}
	result.Requests = p.store.Requests() - before
	return result, nil
}

func (p *Publisher) sweep(ctx context.Context, dry bool) (*SweepResult, seen, error) {
	letGo, err := p.begin(ctx)
	if err != nil {
		return nil, seen{}, err
	}
	defer letGo()
	c, err := p.channel.Read(ctx)
	if err != nil {
		return nil, seen{}, err
	}
	w := sweep.Sweep{Channel: p.channel, Store: p.store, Layout: p.layout, Delivery: string(p.o.Delivery), Workers: p.o.Workers,
		Now: p.o.Now, Random: p.random}
	result, err := w.Run(ctx, c, dry)
	return result, see(c), err
}

// sweepDue reports whether a sweep would find something to do.
func (p *Publisher) sweepDue(pointer *release.Pointer) bool {
	due, _ := sweep.Due(pointer, p.o.Now())
	return len(due) > 0
}
