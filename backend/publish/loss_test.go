package publish

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	words "github.com/pagewright/pagewright/backend/problem"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/diag"
)

// lose takes objects away behind everybody's back.
func lose(t *testing.T, d *mem.Store, prefix string) {
	t.Helper()
	keys := d.Keys(prefix)
	if len(keys) == 0 {
		t.Fatalf("nothing lies under %s", prefix)
	}
	for _, key := range keys {
		if err := d.Delete(context.Background(), key); err != nil {
			t.Fatal(err)
		}
	}
}

// offersToResend: the problem names what is lost and what mends it.
func offersToResend(t *testing.T, err error) {
	t.Helper()
	p := words.Of(err)
	if p.Code != Lost || p.Action != "publish.resend" || p.Severity != diag.Warning || !strings.Contains(p.Why, "/") {
		t.Errorf("%+v", p)
	}
}

// A store that lost everything but what says that it is there: looking finds
// it, and sending all again mends it.
func TestLossIsFound(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		b, d := prepared(t, delivery)
		plan, err := b.publisher().Plan(context.Background(), one.release())
		if err != nil || !plan.Nothing() || len(plan.Problems) != 0 {
			t.Fatalf("%s: before: %v, %v", delivery, plan.Problems, err)
		}
		lose(t, d, control+"objects/")
		if delivery == Website { // where the others lie
			lose(t, d, "assets/")
		}
		if plan, err = b.publisher().Plan(context.Background(), one.release()); err != nil || len(plan.Problems) != 1 {
			t.Fatalf("%s: %v, %v", delivery, plan.Problems, err)
		}
		offersToResend(t, plan.Problems[0])
		result, err := b.publisher().Publish(context.Background(), one.release(), nil, false)
		if err != nil || result.Switched || result.Uploaded != 0 || result.Requests > 4 {
			t.Fatalf("%s: %+v, %v", delivery, result, err)
		}
		offersToResend(t, result.Warning)

		b.o.Resend = true
		if result = b.publish(one); result.Uploaded < 4 || result.Warning != nil {
			t.Errorf("%s: sent again: %+v", delivery, result)
		}
		shows(t, b.visitors(d), one)
		b.o.Resend = false
		if result = b.publish(one); result.Warning != nil || result.Uploaded != 0 {
			t.Errorf("%s: after it: %+v", delivery, result)
		}
	}
}

// An object that was cut short is lost too.
func TestShortObjectIsFound(t *testing.T) {
	b, d := prepared(t, Edge)
	for _, key := range d.Keys(control + "objects/") {
		if _, err := d.Put(context.Background(), key, store.Bytes("x"), store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	result, err := b.publisher().Publish(context.Background(), one.release(), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	offersToResend(t, result.Warning)
	b.o.Resend = true
	b.publish(one)
	shows(t, b.edge(), one)
}

// The store lost what did not change in a publish: the look at the address
// after the switch finds it, through the edge.
func TestLossIsFoundAtTheAddress(t *testing.T) {
	for _, c := range []struct {
		lost  bool
		name  string
		again func(files) files
	}{
		{true, "an old page", func(f files) files { return f.with("page-1/index.html", "<p>new") }},
		{false, "nothing", func(f files) files { return f.with("page-1/index.html", "<p>new") }},
	} {
		b, d := prepared(t, Edge)
		e := b.edge()
		visitors := httptest.NewServer(e)
		b.o.Address = visitors.URL
		b.o.Progress = func(p Progress) {
			if p.Phase == Verifying && p.Done == 0 {
				if err := e.Refresh(context.Background()); err != nil {
					t.Error(err)
				}
			}
		}
		if c.lost {
			lose(t, d, control+"objects/")
		}
		result := b.publish(c.again(one))
		visitors.Close()
		if !c.lost {
			if result.Warning != nil || !result.Confirmed {
				t.Errorf("%s: %+v", c.name, result)
			}
			continue
		}
		offersToResend(t, result.Warning)
		b.o.Resend = true
		b.publish(c.again(one))
		shows(t, b.edge(), c.again(one))
	}
}
