package publish

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/publish/sweep"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
)

// The person cancels at every call of every stage: visitors see a whole site,
// they are told which, and a second try finishes.
func TestCancelAnywhere(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		for tried, want := range map[undertaking]files{publishing: two, goingBack: zero} {
			stages := map[string]int{}
			for n := 1; cancelled(t, delivery, tried, want, n, stages); n++ {
			}
			needed := []string{Checking, Uploading, Switching}
			if tried == goingBack {
				needed = []string{Checking, Switching}
			}
			for _, stage := range needed {
				if stages[stage] == 0 {
					t.Errorf("%s: %s was never cancelled while %s: %v", delivery, tried, stage, stages)
				}
			}
		}
	}
}

// cancelled lets the person cancel at call n; false: there is no such call.
func cancelled(t *testing.T, delivery Delivery, tried undertaking, want files, n int, stages map[string]int) bool {
	t.Helper()
	b, d := prepared(t, delivery)
	b.o.Workers = 1
	stage := Checking
	b.o.Progress = func(p Progress) { stage = p.Phase }
	first := oldest(t, b)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	start := d.Calls()
	d.Inject = func(c mem.Call) mem.Fault {
		if c.N-start == n {
			stages[stage]++
			cancel()
		}
		return mem.Fault{}
	}
	do := func(ctx context.Context) error {
		if tried == goingBack {
			_, err := b.publisher().Rollback(ctx, first)
			return err
		}
		_, err := b.publisher().Publish(ctx, two.release(), nil, false)
		return err
	}
	err := do(ctx)
	d.Inject = nil
	if ctx.Err() == nil {
		return false
	}
	at := fmt.Sprintf("%s: %s cancelled at call %d, %s", delivery, tried, n, stage)
	there := differs(b.visitors(d), want) == ""
	if (err == nil) != there {
		t.Errorf("%s: says %v, and visitors see it: %v", at, err, there)
	}
	if bad := mixed(b, d, one, want); bad != "" {
		t.Errorf("%s: %s", at, bad)
	}
	if err != nil {
		told := problem(t, err, tried.code(Cancelled))
		if live := told.Args["live"]; live != "the release of 3 May 2026, 14:04" && !(live == "what they saw before" && stages[Checking] == 1 && len(stages) == 1) {
			t.Errorf("%s: visitors see %q", at, live)
		}
	}
	if err := do(context.Background()); err != nil {
		t.Errorf("%s: the second try: %v", at, err)
	}
	shows(t, b.visitors(d), want)
	return true
}

func oldest(t *testing.T, b *bench) string {
	t.Helper()
	all, err := b.publisher().Releases(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all[len(all)-1].ID
}

// While the address is looked at the site is published already: that is said,
// and cancelling is no failure any more.
func TestCancelWhileVerifying(t *testing.T) {
	b, d := prepared(t, Edge)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	visitors := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "something else")
		cancel()
	}))
	defer visitors.Close()
	b.o.Address = visitors.URL
	result, err := b.publisher().Publish(ctx, two.release(), nil, false)
	if err != nil || !result.Switched || !store.Is(result.Warning, NotConfirmed) {
		t.Fatalf("%+v, %v", result, err)
	}
	shows(t, b.visitors(d), two)
	back, err := b.publisher().Rollback(context.Background(), "")
	if err != nil || !strings.HasPrefix(store.Code(back.Warning), "rollback-") {
		t.Errorf("going back: %+v, %v", back, err)
	}
}

// A sweep that the person ends has removed nothing that is needed, and the next
// one finishes.
func TestCancelASweep(t *testing.T) {
	for n := 1; ; n++ {
		b, d := prepared(t, Edge)
		b.o.Workers, b.o.Keep = 1, 1
		b.publish(two)
		b.clock = b.clock.Add(2 * sweep.Grace)
		b.publish(two.with("more/index.html", "more"))
		ctx, cancel := context.WithCancel(context.Background())
		start := d.Calls()
		d.Inject = func(c mem.Call) mem.Fault {
			if c.N-start == n {
				cancel()
			}
			return mem.Fault{}
		}
		_, err := b.publisher().Sweep(ctx, false)
		d.Inject = nil
		if ctx.Err() == nil {
			cancel()
			if n < 5 {
				t.Errorf("only %d calls", n-1)
			}
			return
		}
		cancel()
		if err != nil {
			problem(t, err, sweeping.code(Cancelled))
		}
		shows(t, b.visitors(d), two.with("more/index.html", "more"))
		b.clock = b.clock.Add(2 * sweep.Lasts)
		if _, err := b.publisher().Sweep(context.Background(), false); err != nil {
			t.Errorf("cancelled at call %d, the second sweep: %v", n, err)
		}
		shows(t, b.visitors(d), two.with("more/index.html", "more"))
	}
}
