// Package storetest is the contract of a store's driver as tests: every driver
// runs it, the one of S3 against a real server. It also starts that server.
package storetest

import (
	"context"
	"io"
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
