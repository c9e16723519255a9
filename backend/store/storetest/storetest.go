// Package storetest is the contract of a store's driver as tests: every driver
// runs it, the one of S3 against a real server. It also starts that server.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
)

// Options says what a driver's place can not do.
type Options struct {
	NoTypes bool // media type and caching are not kept
}

// Run checks a driver. open returns a driver over a new and empty place.
func Run(t *testing.T, open func(t *testing.T) store.Driver, o Options) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, store.Driver, Options)
	}{
		{"what is written comes back", comesBack}, {"what is not there", notThere}, {"parts", parts},
		{"create only", createOnly}, {"compare and swap", compareAndSwap}, {"creators race", creatorsRace},
		{"swappers race", swappersRace}, {"never seen in part", neverInPart}, {"copy", copies}, {"delete", deletes},
		{"list", lists}, {"a body that breaks", brokenBody}, {"a context that ended", ended},
		{"names", names}, {"not modified", notModified},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t), o) })
	}
}

var ctx = context.Background()

func put(t *testing.T, d store.Driver, key, text string, o store.PutOptions) string {
	t.Helper()
	tag, err := d.Put(ctx, key, store.Bytes(text), o)
	if err != nil {
		t.Fatalf("put %s: %v", key, err)
	}
	return tag
}

func read(t *testing.T, d store.Driver, key string, o store.GetOptions) (string, *store.Object) {
	t.Helper()
	object, err := d.Get(ctx, key, o)
	if err != nil {
		t.Fatalf("get %s: %v", key, err)
	}
	defer object.Body.Close()
	data, err := io.ReadAll(object.Body)
	if err != nil {
		t.Fatalf("read %s: %v", key, err)
	}
	return string(data), object
}

func want(t *testing.T, what string, err error, codes ...string) {
	t.Helper()
	if !store.Is(err, codes...) {
		t.Errorf("%s: %v, want %v", what, err, codes)
	}
}

func comesBack(t *testing.T, d store.Driver, o Options) {
	large := strings.Repeat("0123456789abcdef", 1<<17) // 2 MiB
	for key, text := range map[string]string{"a/one.html": "<p>one", "empty": "", "large.bin": large, "a/b/c/d": "deep"} {
		tag := put(t, d, key, text, store.PutOptions{Type: "text/x-test; charset=utf-8", CacheControl: "public, max-age=7"})
		got, object := read(t, d, key, store.GetOptions{})
		if got != text {
			t.Errorf("%s came back with %d bytes, want %d", key, len(got), len(text))
		}
		if object.Size != int64(len(text)) || object.ETag != tag || tag == "" {
			t.Errorf("%s: size %d, tag %q; put said %q", key, object.Size, object.ETag, tag)
		}
		if !o.NoTypes && (object.Type != "text/x-test; charset=utf-8" || object.CacheControl != "public, max-age=7") {
			t.Errorf("%s: type %q, caching %q", key, object.Type, object.CacheControl)
		}
	}
	before := put(t, d, "empty", "x", store.PutOptions{})
	if after := put(t, d, "empty", "y", store.PutOptions{}); after == before {
		t.Errorf("two contents have the tag %q", after)
	}
	if got, _ := read(t, d, "empty", store.GetOptions{}); got != "y" {
		t.Errorf("after an overwrite: %q", got)
	}
}

func notThere(t *testing.T, d store.Driver, _ Options) {
	_, err := d.Get(ctx, "nothing/here", store.GetOptions{})
	want(t, "get", err, store.NotFound)
	put(t, d, "folder/object", "x", store.PutOptions{})
	_, err = d.Get(ctx, "folder", store.GetOptions{})
	want(t, "get of a folder", err, store.NotFound)
	want(t, "copy", d.Copy(ctx, "nothing/here", "to", store.PutOptions{}), store.NotFound)
}

func parts(t *testing.T, d store.Driver, _ Options) {
	put(t, d, "digits", "0123456789", store.PutOptions{})
	for _, c := range []struct {
		o    store.GetOptions
		want string
	}{{store.GetOptions{Offset: 4}, "456789"}, {store.GetOptions{Length: 3}, "012"}, {store.GetOptions{Offset: 2, Length: 3}, "234"},
		{store.GetOptions{Offset: 8, Length: 9}, "89"}} {
		got, object := read(t, d, "digits", c.o)
		if got != c.want || object.Size != 10 {
			t.Errorf("%+v: %q of %d bytes, want %q of 10", c.o, got, object.Size, c.want)
		}
	}
}

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

func neverInPart(t *testing.T, d store.Driver, _ Options) {
	a, b := strings.Repeat("a", 300_000), strings.Repeat("b", 200_000)
	put(t, d, "whole", a, store.PutOptions{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 40 {
			text := a
			if i%2 == 0 {
				text = b
			}
			if _, err := d.Put(ctx, "whole", store.Bytes(text), store.PutOptions{}); err != nil {
				t.Errorf("put: %v", err)
			}
		}
	}()
	for {
		if got, _ := read(t, d, "whole", store.GetOptions{}); got != a && got != b {
			t.Errorf("saw %d bytes that nobody wrote", len(got))
		}
		select {
		case <-done:
			return
		default:
		}
	}
}

func copies(t *testing.T, d store.Driver, o Options) {
	put(t, d, "from", "content", store.PutOptions{Type: "text/plain"})
	put(t, d, "deep/to", "old", store.PutOptions{Type: "text/plain"})
	if err := d.Copy(ctx, "from", "deep/to", store.PutOptions{Type: "text/html", CacheControl: "no-cache"}); err != nil {
		t.Fatalf("copy: %v", err)
	}
	got, object := read(t, d, "deep/to", store.GetOptions{})
	if got != "content" || !o.NoTypes && (object.Type != "text/html" || object.CacheControl != "no-cache") {
		t.Errorf("the copy is %q of type %q, caching %q", got, object.Type, object.CacheControl)
	}
}

func deletes(t *testing.T, d store.Driver, _ Options) {
	put(t, d, "a/gone", "x", store.PutOptions{})
	put(t, d, "a/stays", "y", store.PutOptions{})
	for range 2 { // what is not there is no error
		if err := d.Delete(ctx, "a/gone"); err != nil {
			t.Fatalf("delete: %v", err)
		}
	}
	_, err := d.Get(ctx, "a/gone", store.GetOptions{})
	want(t, "get of what is gone", err, store.NotFound)
	if got, _ := read(t, d, "a/stays", store.GetOptions{}); got != "y" {
		t.Errorf("its neighbour is %q", got)
	}
}

func lists(t *testing.T, d store.Driver, _ Options) {
	for _, key := range []string{"l/b", "l/a", "l/c/d", "lost", "l/é ü+%&="} {
		put(t, d, key, "x", store.PutOptions{})
	}
	keys, err := d.List(ctx, "l/", 10)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(keys) || len(keys) != 4 || keys[0] != "l/a" {
		t.Errorf("listed %q", keys)
	}
	if keys, err = d.List(ctx, "l/", 2); err != nil || len(keys) != 2 {
		t.Errorf("listed %q, %v; want two", keys, err)
	}
	if keys, err = d.List(ctx, "none/", 2); err != nil || len(keys) != 0 {
		t.Errorf("listed %q, %v; want none", keys, err)
	}
}

// breaks is a body that ends too early, or with an error.
type breaks struct {
	err error
}

func (b breaks) Open() (io.ReadCloser, error) {
	if b.err == nil {
		return io.NopCloser(strings.NewReader("half")), nil
	}
	return io.NopCloser(io.MultiReader(strings.NewReader("half"), failing(b))), nil
}
func (b breaks) Size() int64 { return 8 }

type failing breaks

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func brokenBody(t *testing.T, d store.Driver, _ Options) {
	put(t, d, "kept", "old", store.PutOptions{})
	for _, body := range []store.Body{breaks{}, breaks{errors.New("the disk is gone")}} {
		for _, key := range []string{"kept", "new"} {
			if _, err := d.Put(ctx, key, body, store.PutOptions{}); err == nil {
				t.Errorf("put of a body that breaks worked")
			}
		}
	}
	if got, _ := read(t, d, "kept", store.GetOptions{}); got != "old" {
		t.Errorf("what was there is %q", got)
	}
	_, err := d.Get(ctx, "new", store.GetOptions{})
	want(t, "what was not there", err, store.NotFound)
}

func ended(t *testing.T, d store.Driver, _ Options) {
	over, cancel := context.WithCancel(ctx)
	cancel()
	_, getErr := d.Get(over, "k", store.GetOptions{})
	_, putErr := d.Put(over, "k", store.Bytes("x"), store.PutOptions{})
	_, listErr := d.List(over, "k", 1)
	for _, err := range []error{getErr, putErr, listErr, d.Copy(over, "k", "l", store.PutOptions{}), d.Delete(over, "k")} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after the end: %v", err)
		}
	}
}

// Names are keys that every place must keep apart and give back.
var Names = []string{"plain", "with space/and+plus", "per%cent/%2e", "umlaut-ä-é", "日本/語.html", "a&b=c;d@e,f!g~h'i(j)k", "UPPER/lower", "dots...in.the.middle"}

func names(t *testing.T, d store.Driver, _ Options) {
	for _, key := range Names {
		put(t, d, key, "content of "+key, store.PutOptions{})
	}
	for _, key := range Names {
		if got, _ := read(t, d, key, store.GetOptions{}); got != "content of "+key {
			t.Errorf("%q holds %q", key, got)
		}
	}
}

func notModified(t *testing.T, d store.Driver, _ Options) {
	tag := put(t, d, "polled", "one", store.PutOptions{})
	_, err := d.Get(ctx, "polled", store.GetOptions{IfNoneMatch: tag})
	want(t, "poll", err, store.NotModified)
	put(t, d, "polled", "two", store.PutOptions{})
	if got, _ := read(t, d, "polled", store.GetOptions{IfNoneMatch: tag}); got != "two" {
		t.Errorf("polled %q", got)
	}
}
