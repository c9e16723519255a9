package publish

import (
	"context"
	"errors"
	"fmt"
	"strings"
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
