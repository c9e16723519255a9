// Package mem keeps objects in memory. It is the place of tests: a Fault can
// be put before every call, to fail it, to lose its answer, to cut it off.
package mem

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"sort"
	"strings"
	"sync"

	"github.com/pagewright/pagewright/backend/store"
)

// Fault says what happens to one call instead of its work.
type Fault struct {
	Err  error // nil: the call works
	Land bool  // the work is done all the same; only the answer is lost
	Cut  bool  // Get: the body breaks off in the middle
	Lie  bool  // Put: answers well and keeps nothing
}

// Call is one call of the driver, for a Fault function to look at.
type Call struct {
	Op  string // get, put, copy, delete, list
	Key string
	N   int // counts all calls, from 1
}

// Store is a driver in memory. The zero value is empty and ready; safe for
// concurrent use.
type Store struct {
	// Inject is asked before every call; nil: no faults. Set it before the
	// first call.
	Inject func(Call) Fault
	// Deaf makes the store answer well to a condition and not keep it.
	Deaf bool

	mu      sync.Mutex
	objects map[string]object
	calls   int
}

type object struct {
	data        []byte
	kind, cache string
}

// ErrLost is the cause of an injected failure without another cause.
var ErrLost = errors.New("injected: connection lost")

// call begins a call. It fails where ctx has ended, and with a fault that is to
// happen before anything is done; what only reads does nothing after it.
func (s *Store) call(ctx context.Context, op, key string) (Fault, error) {
	s.mu.Lock()
	s.calls++
	call := Call{Op: op, Key: key, N: s.calls}
	inject := s.Inject
	s.mu.Unlock()
	var f Fault
	if inject != nil {
		f = inject(call)
	}
	if ctx.Err() != nil {
		return f, ctx.Err()
	}
	if f.Land && op != "get" && op != "list" {
		return f, nil
	}
	return f, f.Err
}

// Calls returns how many calls the driver had.
func (s *Store) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// Get implements store.Driver.
func (s *Store) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	f, err := s.call(ctx, "get", key)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	have, ok := s.objects[key]
	s.mu.Unlock()
	if !ok {
		return nil, store.Fail(store.NotFound, nil, "key", key)
	}
	if o.IfNoneMatch != "" && o.IfNoneMatch == etag(have.data) {
		return nil, store.Fail(store.NotModified, nil, "key", key)
	}
	return &store.Object{Body: body(have.data, o, f.Cut), Size: int64(len(have.data)), ETag: etag(have.data),
		Type: have.kind, CacheControl: have.cache}, nil
}

func body(data []byte, o store.GetOptions, cut bool) io.ReadCloser {
	data = data[min(o.Offset, int64(len(data))):]
	if o.Length > 0 {
		data = data[:min(o.Length, int64(len(data)))]
	}
	if cut {
		return io.NopCloser(io.MultiReader(bytes.NewReader(data[:len(data)/2]), broken{}))
	}
	return io.NopCloser(bytes.NewReader(data))
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Put implements store.Driver.
func (s *Store) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	f, err := s.call(ctx, "put", key)
	if err != nil {
		return "", err
	}
	data, err := readBody(body)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	have, ok := s.objects[key]
	broke := o.IfAbsent && ok || o.IfMatch != "" && (!ok || etag(have.data) != o.IfMatch)
	if broke && !s.Deaf {
		return "", store.Fail(store.Precondition, f.Err, "key", key)
	}
	if !f.Lie {
		s.set(key, object{data, o.Type, o.CacheControl})
	}
	return etag(data), f.Err
}

func readBody(body store.Body) ([]byte, error) {
	r, err := body.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err == nil && int64(len(data)) != body.Size() {
		err = store.Fail(store.Failed, errors.New("body has another size than it said"))
	}
	return data, err
}

func (s *Store) set(key string, o object) {
	if s.objects == nil {
		s.objects = map[string]object{}
	}
	s.objects[key] = o
}

// Copy implements store.Driver.
func (s *Store) Copy(ctx context.Context, from, to string, o store.PutOptions) error {
	f, err := s.call(ctx, "copy", to)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	have, ok := s.objects[from]
	if !ok {
		return store.Fail(store.NotFound, nil, "key", from)
	}
	s.set(to, object{have.data, o.Type, o.CacheControl})
	return f.Err
}

// Delete implements store.Driver.
func (s *Store) Delete(ctx context.Context, key string) error {
	f, err := s.call(ctx, "delete", key)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.objects, key)
	return f.Err
}

// List implements store.Driver.
func (s *Store) List(ctx context.Context, prefix string, limit int) ([]string, error) {
	_, err := s.call(ctx, "list", prefix)
	if err != nil {
		return nil, err
	}
	keys := s.Keys(prefix)
	return keys[:min(limit, len(keys))], nil
}

// Keys returns the keys that start with prefix, sorted, without a call.
func (s *Store) Keys(prefix string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var keys []string
	for k := range s.objects {
		if strings.HasPrefix(k, prefix) {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	return keys
}

func etag(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}
