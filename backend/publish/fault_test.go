package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	words "github.com/pagewright/pagewright/backend/problem"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/diag"
)

// act is something that a person starts and that may fail in its middle.
type act struct {
	name string
	do   func(b *bench) error
	want files // what visitors see when it is done
}

var one, two = site("one", 4), site("two", 5)

// acts are tried from a store where first "zero", then "one" was published.
func acts() []act {
	publish := func(b *bench) error {
		_, err := b.publisher().Publish(context.Background(), two.release(), nil, false)
		return err
	}
	back := func(b *bench) error { // told where to, or a second try would go further back
		all, err := b.publisher().Releases(context.Background())
		if err != nil {
			return fmt.Errorf("%w: %w", errList, err)
		}
		_, err = b.publisher().Rollback(context.Background(), all[len(all)-1].ID)
		return err
	}
	return []act{{"publish", publish, two}, {"rollback", back, zero}}
}

var zero = site("zero", 3)

// prepared returns a bench on which "zero" and then "one" are published.
func prepared(t *testing.T, delivery Delivery) (*bench, *mem.Store) {
	d := &mem.Store{}
	b := newBench(t, d, delivery)
	b.publish(zero)
	b.publish(one)
	return b, d
}

// whole reports what is wrong for visitors in the middle of an act, while the
// store works for them.
func whole(b *bench, d *mem.Store, old, new files) string {
	inject := d.Inject
	d.Inject = nil
	defer func() { d.Inject = inject }()
	return mixed(b, d, old, new)
}

// mixed reports what is wrong between two releases: through the edge visitors
// see all of one of them; on a website every page is whole and what it needs is
// there. old nil: before it there was nothing.
func mixed(b *bench, d store.Driver, old, new files) string {
	if old == nil {
		old = files{}
		if b.o.Delivery == Edge && get(b.reader(d), "/").Code == 503 {
			return ""
		}
	}
	visitors := b.reader(d)
	if b.o.Delivery == Edge {
		if len(old) > 0 && differs(visitors, old) == "" || differs(visitors, new) == "" {
			return ""
		}
		return "visitors see neither: " + differs(visitors, old) + "; " + differs(visitors, new)
	}
	for path := range union(old, new) {
		w := get(visitors, address(path))
		text := w.Body.String()
		if text != old[path] && text != new[path] && text != old["404.html"] && text != new["404.html"] {
			return fmt.Sprintf("%s is %q", path, cut(text))
		}
		for _, link := range links.FindAllStringSubmatch(text, -1) {
			if got := get(visitors, link[1]); got.Code != 200 {
				return fmt.Sprintf("%s needs %s: %d", path, link[1], got.Code)
			}
		}
	}
	return ""
}

func union(a, b files) files {
	out := files{}
	for p, t := range a {
		out[p] = t
	}
	for p, t := range b {
		out[p] = t
	}
	return out
}

// The fault table: every store call of every act fails without landing, fails
// after landing, is refused for good, is cut off, or is where the person
// cancels. Always: visitors see a whole site, the person is told a Problem
// that says what visitors see, and a second try finishes.
func TestFaults(t *testing.T) {
	lost := store.Fail(store.Unreachable, mem.ErrLost)
	for _, delivery := range []Delivery{Edge, Website} {
		for _, a := range acts() {
			for name, fault := range map[string]mem.Fault{
				"fails":                   {Err: lost},
				"lands, then fails":       {Err: lost, Land: true},
				"is refused":              {Err: store.Fail(store.Denied, nil)},
				"lands, then fails oddly": {Err: store.Fail(store.Failed, nil), Land: true},
				"is cut off":              {Cut: true},
				"is busy":                 {Err: store.Fail(store.Busy, nil, "retryAfter", "1")},
			} {
				for _, lasting := range []bool{false, true} {
					n := faultEach(t, delivery, a, fmt.Sprintf("%s/%s: call %%d %s (lasting: %v)", delivery, a.name, name, lasting), fault, lasting)
					if n < 4 { // a rollback on an edge, with the list of releases
						t.Errorf("%s/%s: only %d calls were tried", delivery, a.name, n)
					}
				}
			}
		}
	}
}

// faultEach lets call n fail, for n = 1, 2, 3, … until an act needs no call n.
// lasting: all calls after it fail too. It returns how many calls were tried.
func faultEach(t *testing.T, delivery Delivery, a act, name string, fault mem.Fault, lasting bool) int {
	t.Helper()
	for n := 1; ; n++ {
		b, d := prepared(t, delivery)
		b.o.Workers = 1 // the same calls in the same order
		start, hit := d.Calls(), false
		d.Inject = func(c mem.Call) mem.Fault {
			if at := c.N - start; at == n || lasting && at > n {
				hit = true
				return fault
			}
			return mem.Fault{}
		}
		err := a.do(b)
		if !hit {
			return n - 1
		}
		at := fmt.Sprintf(name, n)
		if bad := whole(b, d, one, a.want); bad != "" {
			t.Errorf("%s: %s", at, bad)
		}
		checkProblem(t, at, a.name, err)
		d.Inject = nil
		if err := a.do(b); err != nil {
			t.Errorf("%s: the second try: %v", at, err)
		}
		if bad := differs(b.visitors(d), a.want); bad != "" {
			t.Errorf("%s: after the second try: %s", at, bad)
		}
	}
}

// errList: the list of releases could not be read, which is no publishing: the
// store's own words say it.
var errList = errors.New("list of releases")

// checkProblem: a failure is a Diag of this package that says what was tried
// (publish, rollback or sweep) and what visitors see, and that there are words for.
func checkProblem(t *testing.T, at, tried string, err error) {
	t.Helper()
	var d *diag.Diag
	if err == nil {
		return
	}
	if errors.Is(err, errList) {
		if !errors.As(err, &d) || !strings.HasPrefix(d.Code, "store-") {
			t.Errorf("%s: %v is no problem of a store", at, err)
		}
		return
	}
	if !errors.As(err, &d) || !strings.HasPrefix(d.Code, tried+"-") || !words.Known(d.Code) {
		t.Errorf("%s: %v is no problem of a %s", at, err, tried)
		return
	}
	if d.Args["live"] == "" {
		t.Errorf("%s: %s does not say what visitors see", at, d.Code)
	}
}

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
		b.publish(large)
		d.Inject = nil
		shows(t, b.edge(), large)
		if again != c.again {
			t.Errorf("%s: %d of 50 objects were sent again, want %d", c.name, again, c.again)
		}
		if len(sent.Keys) != 0 {
			t.Errorf("%s: %d keys are remembered after the end", c.name, len(sent.Keys))
		}
	}
}
