package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
)

var ctx = context.Background()

// counting is a store whose waits are written down and not waited.
func counting(d store.Driver, waits *[]time.Duration) *store.Store {
	return store.New(d, store.Options{Prefix: "p/", Sleep: func(ctx context.Context, d time.Duration) error {
		*waits = append(*waits, d)
		return ctx.Err()
	}})
}

func TestTriesAgain(t *testing.T) {
	for _, c := range []struct {
		code  string
		fails int // calls that fail before one works
		works bool
		calls int64
	}{
		{store.Busy, 5, true, 6}, {store.Busy, 50, false, 9}, {store.Conflict, 5, true, 6},
		{store.Unreachable, 3, true, 4}, {store.Unreachable, 4, false, 4},
		{store.Denied, 1, false, 1}, {store.Precondition, 1, false, 1}, {store.NotFound, 1, false, 1}, {store.Failed, 1, false, 1},
	} {
		d := &mem.Store{Inject: func(call mem.Call) mem.Fault {
			if call.N <= c.fails {
				return mem.Fault{Err: store.Fail(c.code, nil)}
			}
			return mem.Fault{}
		}}
		var waits []time.Duration
		st := counting(d, &waits)
		_, err := st.PutBytes(ctx, "k", []byte("x"), store.PutOptions{})
		if (err == nil) != c.works || st.Requests() != c.calls || int64(len(waits)) != c.calls-1 {
			t.Errorf("%s, %d times: %v after %d calls and %d waits", c.code, c.fails, err, st.Requests(), len(waits))
		}
		var all time.Duration
		for i, w := range waits {
			if w <= 0 || w > 5*time.Second || i > 0 && i < 4 && w < waits[i-1]/4 {
				t.Errorf("%s: waits %v", c.code, waits)
			}
			all += w
		}
		if all > 30*time.Second {
			t.Errorf("%s: waited %v in all", c.code, all)
		}
	}
}

func TestReadTriesAgainWhenCutOff(t *testing.T) {
	n := 0
	d := &mem.Store{}
	var waits []time.Duration
	st := counting(d, &waits)
	if _, err := st.PutBytes(ctx, "k", []byte("content"), store.PutOptions{}); err != nil {
		t.Fatal(err)
	}
	d.Inject = func(mem.Call) mem.Fault { n++; return mem.Fault{Cut: n < 3} }
	data, _, err := st.Read(ctx, "k", 100, store.GetOptions{})
	if err != nil || string(data) != "content" || n != 3 {
		t.Errorf("%q, %v after %d calls", data, err, n)
	}
	if _, _, err := st.Read(ctx, "k", 6, store.GetOptions{}); !store.Is(err, store.Damaged) {
		t.Errorf("longer than allowed: %v", err)
	}
}

func TestEndsWithItsContext(t *testing.T) {
	over, cancel := context.WithCancel(ctx)
	d := &mem.Store{Inject: func(mem.Call) mem.Fault { cancel(); return mem.Fault{Err: store.Fail(store.Busy, nil)} }}
	var waits []time.Duration
	st := counting(d, &waits)
	if err := st.Delete(over, "k"); !errors.Is(err, context.Canceled) || st.Requests() != 1 {
		t.Errorf("%v after %d requests", err, st.Requests())
	}
}

func TestPrefixAndNames(t *testing.T) {
	d := &mem.Store{}
	var waits []time.Duration
	st := counting(d, &waits)
	for _, key := range []string{"a", "b/c"} {
		if _, err := st.PutBytes(ctx, key, nil, store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Copy(ctx, "a", "b/d", store.PutOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(d.Keys(""), " "); got != "p/a p/b/c p/b/d" {
		t.Errorf("keys %s", got)
	}
	if keys, err := st.List(ctx, "b/", 9); err != nil || strings.Join(keys, " ") != "b/c b/d" {
		t.Errorf("listed %v, %v", keys, err)
	}
	for _, key := range []string{"", "/", "../x", "a//b", "x/..", strings.Repeat("k", 901), "a\\b", "a\tb"} {
		if _, err := st.Get(ctx, key, store.GetOptions{}); !store.Is(err, store.BadName) {
			t.Errorf("%q: %v", key, err)
		}
		if err := st.Copy(ctx, key, "b", store.PutOptions{}); !store.Is(err, store.BadName) {
			t.Errorf("copy of %q: %v", key, err)
		}
	}
}
