package edge

import (
	"context"
	"errors"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// maxLoads is how many contents are read from the store at a time: with
// inMemory it bounds what is in memory beside the cache.
const maxLoads = 32

// loadLasts is how long one content may take, whoever waits for it.
const loadLasts = time.Minute

// content returns the whole content of a file that fits into memory, checked
// against its hash. A content that many want at once is read once.
func (e *Edge) content(ctx context.Context, s *site, path string, f release.File) ([]byte, error) {
	if data, ok := e.cache.get(f.Hash); ok {
		return data, nil
	}
	key := e.layout.Key(s.pointer.Delivery, path, f)
	loaded := e.loading.DoChan(f.Hash, func() (any, error) {
		// Who came first may leave; the others still wait.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), loadLasts)
		defer cancel()
		return e.load(ctx, key, f)
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case got := <-loaded:
		data, _ := got.Val.([]byte)
		return data, got.Err
	}
}

// load reads one content, when its turn comes.
func (e *Edge) load(ctx context.Context, key string, f release.File) ([]byte, error) {
	select {
	case e.loads <- struct{}{}:
		defer func() { <-e.loads }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	data, _, err := e.store.Read(ctx, key, f.Size, store.GetOptions{})
	if err != nil {
		return nil, err
	}
	if release.Hash(data) != f.Hash {
		return nil, store.Fail(store.Damaged, errors.New("content has another hash"), "key", key)
	}
	e.cache.put(f.Hash, data)
	return data, nil
}
