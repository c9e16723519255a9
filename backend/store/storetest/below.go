package storetest

import (
	"context"
	"strings"

	"github.com/pagewright/pagewright/backend/store"
)

// Below returns a driver whose keys lie below prefix in d, so that several
// tests can share one place.
func Below(d store.Driver, prefix string) store.Driver { return below{d, prefix} }

type below struct {
	driver store.Driver
	prefix string
}

func (b below) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	return b.driver.Get(ctx, b.prefix+key, o)
}

func (b below) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	return b.driver.Put(ctx, b.prefix+key, body, o)
}

func (b below) Copy(ctx context.Context, from, to string, o store.PutOptions) error {
	return b.driver.Copy(ctx, b.prefix+from, b.prefix+to, o)
}

func (b below) Delete(ctx context.Context, key string) error {
	return b.driver.Delete(ctx, b.prefix+key)
}

func (b below) List(ctx context.Context, prefix string, limit int) ([]string, error) {
	keys, err := b.driver.List(ctx, b.prefix+prefix, limit)
	for i := range keys {
		keys[i] = strings.TrimPrefix(keys[i], b.prefix)
	}
	return keys, err
}
