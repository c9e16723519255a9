package publish

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/backend/store/storetest"
	"github.com/pagewright/pagewright/generator/diag"
)

// Several people publish different sites at once, to one store. One wins
// whole, every other is told who it was and when.
func TestDuel(t *testing.T) {
	server := storetest.Versity(t)
	where := t.TempDir()
	for name, open := range map[string]func() store.Driver{
		"mem": func() store.Driver { return &mem.Store{} },
		"s3":  func() store.Driver { return bucket(t, server, nil) },
		"dir": func() store.Driver { // each its own, as processes have
			d, err := dir.Open(where)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { d.Close() })
			return d
		},
	} {
		for _, delivery := range []Delivery{Edge, Website} {
			t.Run(name+"/"+string(delivery), func(t *testing.T) {
				shared := open()
				for round := range 5 {
					prefix := fmt.Sprintf("%s-%d/", delivery, round)
					duel(t, delivery, func() store.Driver {
						if name == "dir" {
							return storetest.Below(open(), prefix)
						}
						return storetest.Below(shared, prefix)
					})
				}
			})
		}
	}
}

func duel(t *testing.T, delivery Delivery, open func() store.Driver) {
	const people = 4
	var wg sync.WaitGroup
	start := make(chan struct{})
	results := make([]error, people)
	for i := range people {
		b := newBench(t, open(), delivery).as(fmt.Sprint("owner ", i), fmt.Sprint("Person ", i))
		plan, err := b.publisher().Plan(context.Background(), contender(i).release())
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			<-start
			_, results[i] = b.publisher().Publish(context.Background(), contender(i).release(), plan, false)
		})
	}
	close(start)
	wg.Wait()
	winner := -1
	for i, err := range results {
		if err == nil {
			if winner >= 0 {
				t.Errorf("%d and %d both won", winner, i)
			}
			winner = i
		}
	}
	if winner < 0 {
		t.Fatalf("nobody won: %v", results)
	}
	for i, err := range results {
		var d *diag.Diag
		if i != winner && (!errors.As(err, &d) || d.Code != Overtaken || d.Args["who"] != fmt.Sprint("Person ", winner) || d.Args["when"] == "") {
			t.Errorf("%d lost and is told %v %v", i, err, d)
		}
	}
	d := open()
	shows(t, newBench(t, d, delivery).reader(d), contender(winner))
}

func contender(i int) files { return site(fmt.Sprint("of person ", i), 3+i) }

// Somebody else published before: one is asked, and may publish over it.
func TestForeign(t *testing.T) {
	ann := newBench(t, &mem.Store{}, Edge)
	ann.publish(one)
	maria := ann.as("maria", "Maria's laptop")
	plan, err := maria.publisher().Plan(context.Background(), two.release())
	if err != nil {
		t.Fatal(err)
	}
	if plan.Foreign == nil || plan.Foreign.Who != "Ann's laptop" || !plan.Foreign.At.Equal(ann.clock) {
		t.Errorf("the plan says %+v", plan.Foreign)
	}
	_, err = maria.publisher().Publish(context.Background(), two.release(), plan, false)
	var d *diag.Diag
	if !errors.As(err, &d) || d.Code != Foreign || d.Args["who"] != "Ann's laptop" || d.Args["when"] != "3 May 2026, 14:03" ||
		d.Args["live"] != "the release of 3 May 2026, 14:03" {
		t.Errorf("%v %v", err, d)
	}
	shows(t, ann.edge(), one)
	if _, err := maria.publisher().Publish(context.Background(), two.release(), plan, true); err != nil {
		t.Fatal(err)
	}
	shows(t, ann.edge(), two)
	if _, err := ann.publisher().Publish(context.Background(), one.release(), nil, false); !store.Is(err, Foreign) {
		t.Errorf("now it is foreign for the other: %v", err)
	}
	if plan, err := maria.publisher().Plan(context.Background(), one.release()); err != nil || plan.Foreign != nil {
		t.Errorf("her own release is foreign: %v, %v", plan, err)
	}
}

// "Over" is agreed to for what the plan showed, not for what came after it.
func TestOverIsForWhatWasShown(t *testing.T) {
	ann := newBench(t, &mem.Store{}, Edge)
	ann.publish(zero)
	maria := ann.as("maria", "Maria")
	plan, err := maria.publisher().Plan(context.Background(), two.release())
	if err != nil {
		t.Fatal(err)
	}
	ann.publish(one)
	if _, err := maria.publisher().Publish(context.Background(), two.release(), plan, true); !store.Is(err, Overtaken) {
		t.Errorf("%v", err)
	}
	shows(t, ann.edge(), one)
}

// A sweep that writes the pointer in between is nobody's release: the publish
// plans again by itself.
func TestSweepInBetween(t *testing.T) {
	ann := newBench(t, &mem.Store{}, Edge)
	ann.o.Keep = 1
	for i := range 4 {
		ann.publish(site(fmt.Sprint(i), 3))
	}
	plan, err := ann.publisher().Plan(context.Background(), two.release())
	if err != nil {
		t.Fatal(err)
	}
	ann.clock = ann.clock.Add(48 * time.Hour)
	if r, err := ann.publisher().Sweep(context.Background(), false); err != nil || r.Objects == 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if _, err := ann.publisher().Publish(context.Background(), two.release(), plan, false); err != nil {
		t.Error(err)
	}
	shows(t, ann.edge(), two)
}

// The weaker ways to switch work too: publish, publish again, go back, two at
// once.
func TestOtherWaysToSwitch(t *testing.T) {
	for name, c := range map[string]struct {
		open func() store.Driver
		caps Capabilities
	}{
		"numbered":           {func() store.Driver { return &storetest.Racy{Driver: &mem.Store{}, NoSwaps: true} }, Capabilities{Switch: "numbered", Create: true, Copy: true}},
		"lease":              {func() store.Driver { return &mem.Store{Deaf: true} }, Capabilities{Switch: "lease", Copy: true}},
		"lease without copy": {func() store.Driver { return &storetest.Racy{Driver: &mem.Store{Deaf: true}, NoCopies: true} }, Capabilities{Switch: "lease"}},
	} {
		for _, delivery := range []Delivery{Edge, Website} {
			t.Run(name+"/"+string(delivery), func(t *testing.T) {
				d := c.open()
				b := newBench(t, d, delivery)
				b.o.Caps = c.caps
				for _, f := range []files{zero, one, one, two} {
					b.publish(f)
					shows(t, b.reader(d), f)
				}
				if _, err := b.publisher().Rollback(context.Background(), ""); err != nil {
					t.Fatal(err)
				}
				shows(t, b.reader(d), one)
				if again := b.publish(one); again.Switched || again.Requests > 8 {
					t.Errorf("nothing changed: %+v", again)
				}
				if left, _ := d.List(context.Background(), control+"leases/", 10); len(left) > 0 {
					t.Errorf("leases are left: %v", left)
				}
			})
		}
	}
}

func TestNumberedDuel(t *testing.T) {
	d := &storetest.Racy{Driver: &mem.Store{}, NoSwaps: true}
	caps := Capabilities{Switch: "numbered", Create: true, Copy: true}
	ann := newBench(t, d, Edge)
	ann.o.Caps = caps
	ann.publish(zero)
	plan, err := ann.publisher().Plan(context.Background(), one.release())
	if err != nil {
		t.Fatal(err)
	}
	maria := ann.as("maria", "Maria")
	if _, err := maria.publisher().Publish(context.Background(), two.release(), nil, true); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.publisher().Publish(context.Background(), one.release(), plan, false); !store.Is(err, Overtaken) {
		t.Errorf("%v", err)
	}
	shows(t, ann.edge(), two)
}

func TestLeaseIsHeld(t *testing.T) {
	d := &mem.Store{Deaf: true}
	ann := newBench(t, d, Edge)
	ann.o.Caps = Capabilities{Switch: "lease"}
	p := ann.publisher()
	letGo, err := p.channel.Lease(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	maria := ann.as("maria", "Maria")
	_, err = maria.publisher().Publish(context.Background(), one.release(), nil, false)
	var told *diag.Diag
	if !errors.As(err, &told) || told.Code != LeaseHeld || told.Args["who"] != "Ann's laptop" {
		t.Errorf("%v", err)
	}
	letGo()
	maria.publish(one)
	if _, err = p.channel.Lease(context.Background()); err != nil { // and dies with it
		t.Fatal(err)
	}
	ann.clock = ann.clock.Add(channel.LeaseLasts + time.Minute)
	maria.publish(two)
	shows(t, maria.edge(), two)
}

// A publish that takes longer than a lease, of a large site over a slow line,
// takes it anew before it switches, where nobody else has taken it meanwhile.
func TestLeaseIsTakenAnew(t *testing.T) {
	for _, late := range []time.Duration{channel.LeaseLasts * 2 / 3, channel.LeaseLasts + time.Minute} {
		b := newBench(t, &mem.Store{Deaf: true}, Edge)
		b.o.Caps = Capabilities{Switch: "lease"}
		b.o.Progress = func(p Progress) {
			if p.Phase == Switching && p.Done == 0 {
				b.clock = b.clock.Add(late)
			}
		}
		b.publish(one)
		shows(t, b.edge(), one)
		maria := b.as("maria", "Maria")
		maria.o.Progress = func(p Progress) {
			if p.Phase == Switching && p.Done == 0 { // Ann comes after her lease has run out
				b.clock = b.clock.Add(channel.LeaseLasts + time.Minute)
				letGo, err := b.publisher().channel.Lease(context.Background())
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(letGo)
			}
		}
		if _, err := maria.publisher().Publish(context.Background(), two.release(), nil, true); !store.Is(err, LeaseHeld) {
			t.Errorf("somebody else has it: %v", err)
		}
		shows(t, b.edge(), one)
	}
}

// Who was so slow that somebody else had the lease meanwhile, and gave it back,
// does not go over their release.
func TestLeaseThatSomebodyElseHad(t *testing.T) {
	b := newBench(t, &mem.Store{Deaf: true}, Edge)
	b.o.Caps = Capabilities{Switch: "lease"}
	b.publish(zero)
	maria := b.as("maria", "Maria")
	b.o.Progress = func(p Progress) {
		if p.Phase == Switching && p.Done == 0 {
			b.clock = b.clock.Add(channel.LeaseLasts + time.Minute)
			if _, err := maria.publisher().Publish(context.Background(), two.release(), nil, true); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := b.publisher().Publish(context.Background(), one.release(), nil, false); !store.Is(err, Overtaken) {
		t.Errorf("%v", err)
	}
	shows(t, b.edge(), two)
}
