package publish

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
)

// The answer to the switch is lost: the publish knows that it landed. Without
// the look at what is there, it does not.
func TestLostAnswerOfTheSwitch(t *testing.T) {
	run := func(off string) error {
		b, d := prepared(t, Edge)
		d.Inject = func(c mem.Call) mem.Fault {
			if c.Op == "put" && c.Key == control+"channels/live.json" {
				return mem.Fault{Err: store.Fail(store.Unreachable, mem.ErrLost), Land: true}
			}
			return mem.Fault{}
		}
		p := b.publisher()
		p.off = off
		r, err := p.Publish(context.Background(), two.release(), nil, false)
		d.Inject = nil
		shows(t, b.edge(), two) // it landed
		if err == nil && !r.Switched {
			t.Error("it says that nothing was switched")
		}
		return err
	}
	if err := run(""); err != nil {
		t.Errorf("a lost answer: %v", err)
	}
	if err := run("read back"); err == nil {
		t.Error("without reading back the test passes too: it shows nothing")
	}
}

// No answer to the switch and none to the question after it: that is what the
// person is told, and the next try finds out.
func TestUnknownSwitch(t *testing.T) {
	for _, land := range []bool{false, true} {
		b, d := prepared(t, Edge)
		b.o.Workers = 1
		gone := false
		d.Inject = func(c mem.Call) mem.Fault {
			gone = gone || c.Op == "put" && c.Key == control+"channels/live.json"
			if gone {
				return mem.Fault{Err: store.Fail(store.Unreachable, mem.ErrLost), Land: land}
			}
			return mem.Fault{}
		}
		if _, err := b.publisher().Publish(context.Background(), two.release(), nil, false); !store.Is(err, SwitchUnknown) {
			t.Errorf("landed %v: %v", land, err)
		}
		d.Inject = nil
		if r := b.publish(two); r.Switched == land {
			t.Errorf("landed %v: the next try switched: %v", land, r.Switched)
		}
		shows(t, b.edge(), two)
	}
}

// A store that answers well and keeps nothing is found out before the switch.
func TestStoreThatKeepsNothing(t *testing.T) {
	run := func(off string) error {
		b, d := prepared(t, Edge)
		d.Inject = func(c mem.Call) mem.Fault {
			return mem.Fault{Lie: c.Op == "put" && len(c.Key) > len(control) && c.Key[:len(control)+8] == control+"objects/"}
		}
		p := b.publisher()
		p.off = off
		_, err := p.Publish(context.Background(), two.release(), nil, false)
		d.Inject = nil
		if off == "" {
			shows(t, b.edge(), one)
		}
		return err
	}
	if err := run(""); !store.Is(err, "publish-damaged") {
		t.Errorf("a store that keeps nothing: %v", err)
	}
	if err := run("sample"); err != nil {
		t.Errorf("without the sample it is not found out: %v", err)
	}
}

// Files that changed since the build are never published.
func TestSourceThatChanged(t *testing.T) {
	b, d := prepared(t, Edge)
	r := two.release()
	r.Content = two.with("page-2/index.html", "<p>somebody typed").with("page-3/index.html", "")
	if _, err := b.publisher().Publish(context.Background(), r, nil, false); !store.Is(err, SourceChanged) {
		t.Errorf("%v", err)
	}
	shows(t, b.visitors(d), one)
}

// Storms: of three calls one is refused as too many, and all is sent; of twenty
// nineteen, and it fails, without asking for ever, and goes on where it was.
func TestStorm(t *testing.T) {
	for _, c := range []struct{ refused, works int }{{30, 1}, {95, 0}} {
		b, d := prepared(t, Edge)
		dice := rand.New(rand.NewPCG(1, 2))
		var mu sync.Mutex
		d.Inject = func(mem.Call) mem.Fault {
			mu.Lock()
			defer mu.Unlock()
			if dice.IntN(100) < c.refused {
				return mem.Fault{Err: store.Fail(store.Busy, nil)}
			}
			return mem.Fault{}
		}
		large := site("large", 300)
		_, err := b.publisher().Publish(context.Background(), large.release(), nil, false)
		if (err == nil) != (c.works == 1) || err != nil && !store.Is(err, "publish-busy") {
			t.Errorf("%d of 100 refused: %v", c.refused, err)
		}
		if calls := d.Calls(); calls > 1000 {
			t.Errorf("%d of 100 refused: %d calls", c.refused, calls)
		}
		d.Inject = nil
		if c.works == 0 {
			shows(t, b.edge(), one)
			b.publish(large)
		}
		shows(t, b.edge(), large)
	}
}

// A publish that was cut off while it sent goes on where it was: what was sent
// is not sent again, unless it is not there any more.
func TestGoesOnWhereItWas(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(b *bench, d *mem.Store)
		again  int // objects of the first run that are sent again
	}{
		{"nothing happened", func(*bench, *mem.Store) {}, 0},
		{"the store was emptied", func(_ *bench, d *mem.Store) {
			for _, key := range d.Keys("") {
				_ = d.Delete(context.Background(), key)
			}
		}, 50},
		{"somebody published", func(b *bench, _ *mem.Store) { b.publish(one) }, 49}, // both sites have the same logo
	} {
		d := &mem.Store{}
		b := newBench(t, d, Edge)
		b.o.Workers = 1
		var sent Sent
		b.o.Recall, b.o.Remember = func() Sent { return sent }, func(s Sent) { sent = s }
		large := site("large", 200)
		puts := map[string]int{}
		d.Inject = func(call mem.Call) mem.Fault {
			if call.Op == "put" && len(puts) == 50 {
				return mem.Fault{Err: store.Fail(store.Denied, nil)}
			}
			if call.Op == "put" {
				puts[call.Key]++
			}
			return mem.Fault{}
		}
		if _, err := b.publisher().Publish(context.Background(), large.release(), nil, false); err == nil {
			t.Fatal("it worked")
		}
		d.Inject = nil
		forgetting := *b
		forgetting.o.Recall, forgetting.o.Remember = nil, nil
		c.change(&forgetting, d)
		again := 0
		d.Inject = func(call mem.Call) mem.Fault {
			if call.Op == "put" && puts[call.Key] > 0 {
				again++
			}
			return mem.Fault{}
		}
		var last Progress
		b.o.Progress = func(p Progress) {
			if p.Phase == Uploading {
				last = p
			}
		}
		b.publish(large)
		d.Inject, b.o.Progress = nil, nil
		shows(t, b.edge(), large)
		if last.Done != last.Total || last.DoneBytes != last.AllBytes {
			t.Errorf("%s: at the end of sending %+v", c.name, last)
		}
		if again != c.again {
			t.Errorf("%s: %d of 50 objects were sent again, want %d", c.name, again, c.again)
		}
		if len(sent.Keys) != 0 {
			t.Errorf("%s: %d keys are remembered after the end", c.name, len(sent.Keys))
		}
	}
}
