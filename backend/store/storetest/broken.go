package storetest

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
)

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
