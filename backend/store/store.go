// Package store keeps objects under names at some place: an S3 bucket, a
// folder of this computer, memory. Store is what the rest of the program
// holds; it repeats what is worth repeating, counts requests and checks names,
// and leaves the work to a Driver.
//
// It never lists to find out what is there, never guesses after an unclear
// answer, and knows nothing of sites, releases or pages. Start with Store,
// then Driver for the promises; storetest is their test.
package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"time"
)

// Options says how a Store behaves. The zero value is right for real use.
type Options struct {
	Prefix string // before every key, with its trailing slash; empty: none
	// Sleep waits between attempts; nil: by the clock. It returns ctx.Err()
	// when the context ends first.
	Sleep func(ctx context.Context, d time.Duration) error
	// Attempts is how often a call is tried while the place is busy; 0 means
	// 9. An unreachable place is tried at most 4 times.
	Attempts int
}

// Store is a place for objects. Safe for concurrent use; nil is not usable.
type Store struct {
	driver   Driver
	o        Options
	requests atomic.Int64
}

// New returns the store that d keeps.
func New(d Driver, o Options) *Store {
	if o.Sleep == nil {
		o.Sleep = Sleep
	}
	if o.Attempts <= 0 {
		o.Attempts = 9
	}
	return &Store{driver: d, o: o}
}

// Sleep waits for d, or until ctx ends, and returns its error then.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Requests returns how many requests the store has made, repeats included.
func (s *Store) Requests() int64 { return s.requests.Load() }

// Get opens an object; the caller closes its Body. A Body may be cut off
// while it is read: Read repeats that, a caller of Get does it itself.
func (s *Store) Get(ctx context.Context, key string, o GetOptions) (*Object, error) {
	var object *Object
	err := s.do(ctx, key, func(name string) (err error) {
		object, err = s.driver.Get(ctx, name, o)
		return err
	})
	return object, err
}

// Read returns a whole object and its entity tag. More than maxBytes is
// refused with Damaged: nothing that this program wrote is that long.
func (s *Store) Read(ctx context.Context, key string, maxBytes int64, o GetOptions) ([]byte, string, error) {
	var data []byte
	var etag string
	err := s.do(ctx, key, func(name string) error {
		object, err := s.driver.Get(ctx, name, o)
		if err != nil {
			return err
		}
		defer object.Body.Close()
		data, err = io.ReadAll(io.LimitReader(object.Body, maxBytes+1))
		etag = object.ETag
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return Fail(Unreachable, fmt.Errorf("read %s: %w", key, err), "key", key)
		case int64(len(data)) > maxBytes:
			return Fail(Damaged, fmt.Errorf("read %s: longer than %d bytes", key, maxBytes), "key", key)
		}
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	return data, etag, nil
}

// Put writes an object and returns its entity tag. After a lost answer it is
// tried again, so a conditional Put may report Precondition although it was
// this very call that wrote the object: the caller reads it back to know.
func (s *Store) Put(ctx context.Context, key string, body Body, o PutOptions) (string, error) {
	var etag string
	err := s.do(ctx, key, func(name string) (err error) {
		etag, err = s.driver.Put(ctx, name, body, o)
		return err
	})
	return etag, err
}

// PutBytes is Put of bytes in memory.
func (s *Store) PutBytes(ctx context.Context, key string, data []byte, o PutOptions) (string, error) {
	return s.Put(ctx, key, Bytes(bytes.Clone(data)), o)
}

// Copy copies the object from to the key to, with the type and caching of o.
func (s *Store) Copy(ctx context.Context, from, to string, o PutOptions) error {
	if err := CheckKey(from); err != nil {
		return err
	}
	return s.do(ctx, to, func(name string) error {
		return s.driver.Copy(ctx, s.o.Prefix+from, name, o)
	})
}

// Delete removes an object. What is not there is no error.
func (s *Store) Delete(ctx context.Context, key string) error {
	return s.do(ctx, key, func(name string) error { return s.driver.Delete(ctx, name) })
}

// List returns at most limit keys that start with prefix, in byte order.
func (s *Store) List(ctx context.Context, prefix string, limit int) ([]string, error) {
	var keys []string
	err := s.do(ctx, prefix+"x", func(string) (err error) {
		keys, err = s.driver.List(ctx, s.o.Prefix+prefix, limit)
		return err
	})
	return s.asked(keys, prefix), err
}

// asked returns the keys that were asked for, without the store's prefix. What a
// place names besides is no key of ours.
func (s *Store) asked(keys []string, prefix string) []string {
	var asked []string
	for _, key := range keys {
		key, ours := strings.CutPrefix(key, s.o.Prefix)
		if ours && strings.HasPrefix(key, prefix) && CheckKey(key) == nil {
			asked = append(asked, key)
		}
	}
	return asked
}

// do runs one call until it succeeds, fails for good, or was tried enough.
func (s *Store) do(ctx context.Context, key string, call func(name string) error) error {
	if err := CheckKey(key); err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.requests.Add(1)
		err := call(s.o.Prefix + key)
		if err == nil {
			return nil
		}
		wait, again := s.again(err, attempt)
		if !again {
			return err
		}
		if e := s.o.Sleep(ctx, wait); e != nil {
			return errors.Join(e, err)
		}
	}
}

// The longest and the shortest wait between two attempts.
const (
	firstWait = 200 * time.Millisecond
	mostWait  = 5 * time.Second
)

// again says whether err is worth another attempt, and after which wait: twice
// as long every time, with jitter so that parallel calls spread out, but never
// less than the place asked for.
func (s *Store) again(err error, attempt int) (time.Duration, bool) {
	most := 1
	switch Code(err) {
	case Busy, Conflict:
		most = s.o.Attempts
	case Unreachable:
		most = min(4, s.o.Attempts)
	}
	if attempt >= most {
		return 0, false
	}
	wait := min(firstWait<<(attempt-1), mostWait)
	wait = wait/2 + rand.N(wait/2+1)
	if asked := retryAfter(err); asked > wait {
		wait = min(asked, time.Minute)
	}
	return wait, true
}
