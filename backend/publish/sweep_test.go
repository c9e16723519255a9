package publish

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/release"
	"pgregory.net/rapid"
)

// sweep sweeps and fails the test on an error.
func (b *bench) sweep(dry bool) *SweepResult {
	b.t.Helper()
	r, err := b.publisher().Sweep(context.Background(), dry)
	if err != nil {
		b.t.Fatalf("sweep: %v", err)
	}
	return r
}

// A release that is no longer kept goes a day later, with what only it needs;
// nothing that a kept one needs goes, nothing that somebody else put there.
func TestSweep(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		d := &mem.Store{}
		b := newBench(t, d, delivery)
		b.o.Keep = 2
		if r := b.sweep(false); len(r.Releases) != 0 {
			t.Errorf("before the first publish: %+v", r)
		}
		for i := range release.MaxAge + 5 { // until what the first ones had is carried no more
			b.publish(site(fmt.Sprint(i), 3))
		}
		foreign := control + "objects/zz/somebody-elses"
		if _, err := d.Put(context.Background(), foreign, store.Bytes("x"), store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
		if r := b.sweep(false); len(r.Releases) != 0 || r.Waiting != release.MaxAge+3 {
			t.Errorf("%s: on the same day: %+v", delivery, r)
		}
		b.clock = b.clock.Add(25 * time.Hour)
		before := len(d.Keys(""))
		dry := b.sweep(true)
		if len(d.Keys("")) != before || dry.Objects == 0 {
			t.Errorf("%s: a dry sweep: %+v, %d of %d objects are there", delivery, dry, len(d.Keys("")), before)
		}
		r := b.sweep(false)
		if r.Objects != dry.Objects || len(r.Releases) != release.MaxAge+3 || len(d.Keys("")) >= before {
			t.Errorf("%s: a day later: %+v, %d of %d objects are there", delivery, r, len(d.Keys("")), before)
		}
		keptWhole(t, b, d)
		shows(t, b.reader(d), site(fmt.Sprint(release.MaxAge+4), 3))
		if keys := strings.Join(d.Keys(control+"objects/zz"), ""); keys != foreign {
			t.Errorf("%s: a foreign object is gone", delivery)
		}
		if r := b.sweep(false); len(r.Releases) != 0 {
			t.Errorf("%s: once more: %+v", delivery, r)
		}
		if _, err := b.publisher().Rollback(context.Background(), ""); err != nil {
			t.Errorf("%s: %v", delivery, err)
		}
		shows(t, b.reader(d), site(fmt.Sprint(release.MaxAge+3), 3))
	}
}

// keptWhole: every object of every kept release is there.
func keptWhole(t interface{ Errorf(string, ...any) }, b *bench, d *mem.Store) {
	p := b.publisher()
	c, err := p.channel.Read(context.Background())
	if err != nil || c.Pointer == nil {
		return
	}
	for _, k := range c.Pointer.Kept {
		m, err := p.channel.Manifest(context.Background(), k.ID)
		if err != nil {
			t.Errorf("the manifest of kept release %s: %v", k.ID, err)
			continue
		}
		for path, f := range m.All() {
			o := p.objectOf(path, f)
			if same, err := p.holds(context.Background(), o.key, f); err != nil || !same {
				t.Errorf("kept release %s lacks %s at %s: %v", k.ID, path, o.key, err)
			}
		}
	}
}

// A sweep that is cut off anywhere leaves everything whole, and the next one
// finishes it.
func TestSweepCutOff(t *testing.T) {
	for n := 1; ; n++ {
		d := &mem.Store{}
		b := newBench(t, d, Edge)
		b.o.Keep, b.o.Workers = 1, 1
		for i := range 4 {
			b.publish(site(fmt.Sprint(i), 3).with("only-"+fmt.Sprint(i)+".txt", fmt.Sprint("only in ", i)))
		}
		b.clock = b.clock.Add(25 * time.Hour)
		start, hit := d.Calls(), false
		d.Inject = func(c mem.Call) mem.Fault {
			if c.N-start >= n {
				hit = true
				return mem.Fault{Err: store.Fail(store.Denied, nil)}
			}
			return mem.Fault{}
		}
		_, err := b.publisher().Sweep(context.Background(), false)
		if !hit {
			if n < 10 {
				t.Errorf("only %d calls were tried", n-1)
			}
			return
		}
		checkProblem(t, fmt.Sprint("call ", n), "sweep", err)
		d.Inject = nil
		keptWhole(t, b, d)
		b.clock = b.clock.Add(2 * time.Hour) // a sweep that was announced may still be at work for one
		b.sweep(false)
		keptWhole(t, b, d)
		if keys := d.Keys(control + "releases/"); len(keys) > 2 {
			t.Errorf("call %d: %d manifests are left", n, len(keys))
		}
	}
}

// The computer sleeps in the middle of a sweep, and wakes when others take it
// for ended: it removes nothing more, for that may be theirs by now.
func TestSweepThatSlept(t *testing.T) {
	d := &mem.Store{}
	b := newBench(t, d, Edge)
	b.o.Keep, b.o.Workers = 2, 1
	for i := range release.MaxAge + 5 {
		b.publish(site(fmt.Sprint(i), 3))
	}
	b.clock = b.clock.Add(25 * time.Hour)
	var slept atomic.Bool
	was := b.clock
	b.o.Now = func() time.Time {
		if slept.Load() {
			return was.Add(2 * time.Hour)
		}
		return was
	}
	deleted := 0
	d.Inject = func(c mem.Call) mem.Fault {
		if c.Op == "delete" {
			deleted++
			slept.Store(true)
		}
		return mem.Fault{}
	}
	if _, err := b.publisher().Sweep(context.Background(), false); !errors.Is(err, context.DeadlineExceeded) || deleted != 1 {
		t.Errorf("it went on: %d are gone, %v", deleted, err)
	}
	d.Inject = nil
	b.publish(site("0", 3)) // what was being swept is published again, and whole
	shows(t, b.reader(d), site("0", 3))
	keptWhole(t, b, d)
}

// Somebody publishes what is being swept at this moment: they are told to wait.
// Without that guard their release would lack what the sweep removes.
func TestPublishWhatIsBeingSwept(t *testing.T) {
	run := func(off string) (*bench, *mem.Store, error) {
		d := &mem.Store{}
		b := newBench(t, d, Edge)
		b.o.Keep, b.o.Workers = 1, 1
		old := site("old", 3).with("only.txt", "only in the old one")
		b.publish(old)
		for i := range 3 {
			b.publish(site(fmt.Sprint(i), 3))
		}
		b.clock = b.clock.Add(25 * time.Hour)
		var err error
		swept := false
		d.Inject = func(c mem.Call) mem.Fault {
			if c.Op == "delete" && !swept {
				swept = true
				p := b.publisher()
				p.off = off
				_, err = p.Publish(context.Background(), old.release(), nil, false)
			}
			return mem.Fault{}
		}
		b.sweep(false)
		d.Inject = nil
		return b, d, err
	}
	b, d, err := run("")
	if !store.Is(err, SweepRunning) {
		t.Errorf("%v", err)
	}
	keptWhole(t, b, d)
	b, d, err = run("hazards")
	var bad counter
	keptWhole(&bad, b, d)
	if err != nil || bad == 0 {
		t.Errorf("without the guard nothing is missing (%v): the test shows nothing", err)
	}
}

type counter int

func (c *counter) Errorf(string, ...any) { *c++ }

// Random publishes, rollbacks, sweeps, cuts and days: what is kept is always
// whole, visitors always see one release, and in the end publishing works.
func TestModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := &mem.Store{}
		delivery := rapid.SampledFrom([]Delivery{Edge, Website}).Draw(rt, "delivery")
		b := newBench(t, d, delivery)
		b.o.Keep = rapid.IntRange(1, 3).Draw(rt, "keep")
		b.o.Workers = 2
		for range rapid.IntRange(1, 14).Draw(rt, "steps") {
			b.clock = b.clock.Add(time.Duration(rapid.SampledFrom([]int{1, 1, 70, 24*60 + 1}).Draw(rt, "minutes")) * time.Minute)
			cutAt, start := rapid.IntRange(0, 60).Draw(rt, "cut"), d.Calls()
			land := rapid.Bool().Draw(rt, "land")
			d.Inject = func(c mem.Call) mem.Fault {
				if cutAt > 0 && cutAt < 40 && c.N-start >= cutAt {
					return mem.Fault{Err: store.Fail(store.Failed, nil), Land: land && c.N-start == cutAt}
				}
				return mem.Fault{}
			}
			switch rapid.SampledFrom([]string{"publish", "publish", "publish", "rollback", "sweep"}).Draw(rt, "act") {
			case "publish":
				f := site(fmt.Sprint("v", rapid.IntRange(1, 6).Draw(rt, "version")), 3)
				_, _ = b.publisher().Publish(context.Background(), f.release(), nil, false)
			case "rollback":
				_, _ = b.publisher().Rollback(context.Background(), "")
			case "sweep":
				_, _ = b.publisher().Sweep(context.Background(), false)
			}
			d.Inject = nil
			keptWhole(rt, b, d)
		}
		b.clock = b.clock.Add(2 * time.Hour)
		f := site("last", 4)
		if _, err := b.publisher().Publish(context.Background(), f.release(), nil, false); err != nil {
			rt.Fatalf("the last publish: %v", err)
		}
		if bad := differs(b.reader(d), f); bad != "" {
			rt.Fatal(bad)
		}
		keptWhole(rt, b, d)
	})
}

// The pointer stays small, however often a site is published.
func TestPointerStaysSmall(t *testing.T) {
	d := &mem.Store{}
	b := newBench(t, d, Edge)
	for i := range 60 {
		b.publish(site(fmt.Sprint(i), 3))
		b.clock = b.clock.Add(25 * time.Hour)
		b.sweep(false)
	}
	data, _, err := b.store.Read(context.Background(), control+"channels/live.json", 1<<20, store.GetOptions{})
	if err != nil || len(data) > 6000 {
		t.Errorf("the pointer has %d bytes, %v", len(data), err)
	}
	if p, err := release.DecodePointer(data); err != nil || len(p.Kept) != 20 || len(p.Retired) > 1 || p.Sweeping != nil {
		t.Errorf("%d kept, %d retired, %v", len(p.Kept), len(p.Retired), err)
	}
}
