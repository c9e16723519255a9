package edge

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/release"
)

func TestKeepsTheOldReleaseWhenTheNewCanNotBeRead(t *testing.T) {
	two, content := one("two")
	for name, spoil := range map[string]func(d *mem.Store){
		"pointer is no pointer": func(d *mem.Store) { overwrite(t, d, control+"channels/live.json", "<html>") },
		"pointer is of a newer program": func(d *mem.Store) {
			overwrite(t, d, control+"channels/live.json", `{"v":99}`)
		},
		"manifest is gone": func(d *mem.Store) {
			if err := d.Delete(ctx, control+"releases/"+two.ID()+".json"); err != nil {
				t.Fatal(err)
			}
		},
		"manifest has another hash": func(d *mem.Store) {
			overwrite(t, d, control+"releases/"+two.ID()+".json", string(two.Encode())+" ")
		},
		"pointer can not be read": func(d *mem.Store) {
			d.Inject = func(mem.Call) mem.Fault { return mem.Fault{Err: store.Fail(store.Denied, nil)} }
		},
	} {
		d := &mem.Store{}
		m, c := one("one")
		put(t, d, m, 1, c, nil)
		e := fresh(t, d)
		if got := ask(e, "GET", "/").Body.String(); got != "one" { // and into the cache
			t.Fatalf("%s: %q", name, got)
		}
		put(t, d, two, 2, content, nil)
		spoil(d)
		if err := e.Refresh(ctx); err == nil {
			t.Errorf("%s: no error", name)
		}
		if w := ask(e, "GET", "/"); w.Code != 200 || w.Body.String() != "one" {
			t.Errorf("%s: visitors see %d %q", name, w.Code, w.Body)
		}
		d.Inject = nil
		put(t, d, two, 3, content, nil)
		if err := e.Refresh(ctx); err != nil || ask(e, "GET", "/").Body.String() != "two" {
			t.Errorf("%s: it does not recover: %v", name, err)
		}
	}
}

func TestNothingPublished(t *testing.T) {
	if w := ask(fresh(t, &mem.Store{}), "GET", "/"); w.Code != 503 || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestPollsWithOneRequest(t *testing.T) {
	d := &mem.Store{}
	m, c := one("one")
	put(t, d, m, 1, c, nil)
	e := fresh(t, d)
	before := d.Calls()
	for range 3 {
		if err := e.Refresh(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.Calls() - before; got != 3 {
		t.Errorf("three looks took %d requests", got)
	}
	ask(e, "GET", "/")
	before = d.Calls()
	ask(e, "GET", "/")
	if got := d.Calls() - before; got != 0 {
		t.Errorf("a page that is in memory took %d requests", got)
	}
}

func TestServesWhatARollbackCarries(t *testing.T) {
	d := &mem.Store{}
	old, oldContent := one("old")
	left, leftContent := one("left")
	put(t, d, left, 1, leftContent, nil)
	put(t, d, old, 2, oldContent, func(p *release.Pointer) { p.Carry = []string{left.ID()} })
	e := fresh(t, d)
	for m, text := range map[*release.Manifest]string{old: "old", left: "left"} {
		for path, f := range m.Files {
			if w := ask(e, "GET", "/"+path); f.Class == release.Immutable && w.Code != 200 {
				t.Errorf("the stylesheet of %s: %d", text, w.Code)
			}
		}
	}
	if got := ask(e, "GET", "/").Body.String(); got != "old" {
		t.Errorf("the page is %q", got)
	}
}

// An edge that did not look for a while still has what its visitors' pages
// need, even if no manifest carries it any more.
func TestServesWhatItServedBefore(t *testing.T) {
	d := &mem.Store{}
	old, content := one("old")
	put(t, d, old, 1, content, nil)
	e := fresh(t, d)
	for i := range release.MaxAge + 1 {
		m, content := one(fmt.Sprint("new ", i))
		put(t, d, m, int64(2+i), content, nil)
		if err := e.Refresh(ctx); err != nil {
			t.Fatal(err)
		}
		want := 200
		if i >= release.MaxAge {
			want = 404
		}
		for path, f := range old.Files {
			if w := ask(e, "GET", "/"+path); f.Class == release.Immutable && w.Code != want {
				t.Errorf("after %d releases the stylesheet answers %d, want %d", i+1, w.Code, want)
			}
		}
	}
}

func TestNumberedPointers(t *testing.T) {
	d := &mem.Store{}
	m, c := one("one")
	numbered := func(p *release.Pointer) { p.Mode = release.Sequential }
	put(t, d, m, 1, c, numbered)
	e := fresh(t, d)
	two, content := one("two")
	put(t, d, two, 2, content, numbered)
	data, _, err := store.New(d, quick()).Read(ctx, control+"channels/live.json", 1<<20, store.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, d, control+"channels/live/000000000002.json", string(data))
	put(t, d, m, 1, c, numbered) // the hint lags behind
	if err := e.Refresh(ctx); err != nil || ask(e, "GET", "/").Body.String() != "two" {
		t.Errorf("%v, %q", err, ask(e, "GET", "/").Body)
	}
	if got := ask(fresh(t, d), "GET", "/").Body.String(); got != "two" {
		t.Errorf("a new edge shows %q", got)
	}
}

func TestRunPollsUntilItsContextEnds(t *testing.T) {
	d := &mem.Store{}
	m, c := one("one")
	put(t, d, m, 1, c, nil)
	looked := make(chan struct{}, 100)
	d.Inject = func(mem.Call) mem.Fault { looked <- struct{}{}; return mem.Fault{} }
	e := New(store.New(d, quick()), control, Options{Poll: time.Millisecond})
	over, cancel := context.WithCancel(ctx)
	done := make(chan error)
	go func() { done <- e.Run(over) }()
	for range 5 {
		<-looked
	}
	cancel()
	if err := <-done; err != context.Canceled {
		t.Error(err)
	}
	if e.Release() != m.ID() {
		t.Errorf("release %q", e.Release())
	}
}
