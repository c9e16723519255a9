package storetest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
)

func createOnly(t *testing.T, d store.Driver, _ Options) {
	put(t, d, "once", "first", store.PutOptions{IfAbsent: true})
	_, err := d.Put(ctx, "once", store.Bytes("second"), store.PutOptions{IfAbsent: true})
	want(t, "a second create", err, store.Precondition)
	if got, _ := read(t, d, "once", store.GetOptions{}); got != "first" {
		t.Errorf("after a refused create: %q", got)
	}
}

func compareAndSwap(t *testing.T, d store.Driver, _ Options) {
	_, err := d.Put(ctx, "swap", store.Bytes("x"), store.PutOptions{IfMatch: "00000000000000000000000000000000"})
	want(t, "a swap of nothing", err, store.Precondition, store.NotFound)
	first := put(t, d, "swap", "first", store.PutOptions{})
	second := put(t, d, "swap", "second", store.PutOptions{IfMatch: first})
	_, err = d.Put(ctx, "swap", store.Bytes("third"), store.PutOptions{IfMatch: first})
	want(t, "a stale swap", err, store.Precondition)
	if got, object := read(t, d, "swap", store.GetOptions{}); got != "second" || object.ETag != second {
		t.Errorf("after a refused swap: %q, tag %q", got, object.ETag)
	}
}

// race lets eight writers meet and returns what each came to. Contents differ
// from round to round: equal ones may have the same tag.
func race(d store.Driver, key string, round int, o store.PutOptions) []error {
	var wg sync.WaitGroup
	start := make(chan struct{})
	results := make([]error, 8)
	for i := range results {
		wg.Go(func() {
			<-start
			for { // two that meet may both be told to come again
				_, results[i] = d.Put(ctx, key, store.Bytes(content(round, i)), o)
				if !store.Is(results[i], store.Conflict) {
					return
				}
			}
		})
	}
	close(start)
	wg.Wait()
	return results
}

func content(round, writer int) string { return fmt.Sprintf("round %d, writer %d", round, writer) }

func oneWinner(t *testing.T, d store.Driver, key string, round int, results []error) {
	t.Helper()
	winner := -1
	for i, err := range results {
		switch {
		case err == nil && winner >= 0:
			t.Errorf("%s: writers %d and %d both won", key, winner, i)
		case err == nil:
			winner = i
		default:
			want(t, "a loser", err, store.Precondition)
		}
	}
	if got, _ := read(t, d, key, store.GetOptions{}); got != content(round, winner) {
		t.Errorf("%s holds %q, the winner is %d", key, got, winner)
	}
}

func creatorsRace(t *testing.T, d store.Driver, _ Options) {
	for round := range 10 {
		key := fmt.Sprint("race/", round)
		oneWinner(t, d, key, round, race(d, key, round, store.PutOptions{IfAbsent: true}))
	}
}

func swappersRace(t *testing.T, d store.Driver, _ Options) {
	tag := put(t, d, "swap", "start", store.PutOptions{})
	for round := range 10 {
		oneWinner(t, d, "swap", round, race(d, "swap", round, store.PutOptions{IfMatch: tag}))
		_, object := read(t, d, "swap", store.GetOptions{})
		tag = object.ETag
	}
}
