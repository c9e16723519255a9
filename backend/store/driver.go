package store

import (
	"bytes"
	"context"
	"io"
	"time"
)

// Driver is one kind of place that keeps objects: a bucket, a folder, memory.
// Every implementation keeps these promises, which storetest checks:
//
//   - an object is seen whole or not at all, never in part, whatever ends the
//     call; after Put answers without an error the object survives a crash;
//   - a read that starts after a write has answered sees that write;
//   - IfAbsent and IfMatch are decided in one step with the write, or the call
//     fails with Unsupported: a driver never ignores a condition;
//   - every error is a *diag.Diag with one of the codes of this package, its
//     text free of keys; context errors pass as they are;
//   - a call is one request, tried once: Store repeats, a driver does not.
//
// All methods are safe for concurrent use.
type Driver interface {
	// Get opens an object. The caller closes Object.Body.
	Get(ctx context.Context, key string, o GetOptions) (*Object, error)
	// Put writes an object and returns its new entity tag.
	Put(ctx context.Context, key string, body Body, o PutOptions) (etag string, err error)
	// Copy writes the object from at the key to, without the bytes passing
	// through this computer. Conditions of o do not apply.
	Copy(ctx context.Context, from, to string, o PutOptions) error
	// Delete removes an object. What is not there is no error.
	Delete(ctx context.Context, key string) error
	// List returns at most limit keys that start with prefix, in byte order.
	// Only leases need it; it is never used to find out what a site consists of.
	List(ctx context.Context, prefix string, limit int) ([]string, error)
}

// Body is what a Put writes. Open may be called once for every attempt; each
// returns the same bytes from the start. A reader that is also an io.ReaderAt
// and an io.Seeker is sent without being held in memory.
type Body interface {
	Open() (io.ReadCloser, error)
	Size() int64 // bytes
}

// Bytes is a Body in memory.
type Bytes []byte

// Open implements Body.
func (b Bytes) Open() (io.ReadCloser, error) { return readBytes{bytes.NewReader(b)}, nil }

// Size implements Body.
func (b Bytes) Size() int64 { return int64(len(b)) }

// readBytes keeps ReaderAt and Seeker visible, which io.NopCloser hides.
type readBytes struct{ *bytes.Reader }

func (readBytes) Close() error { return nil }

// GetOptions narrows a Get. The zero value reads the whole object.
type GetOptions struct {
	IfNoneMatch string // entity tag; equal: the error has the code NotModified
	Offset      int64  // first byte to read
	Length      int64  // bytes to read; 0: to the end
}

// PutOptions says how an object is written. The zero value overwrites.
type PutOptions struct {
	IfAbsent     bool   // only where no object is; else the code Precondition
	IfMatch      string // only over the object with this entity tag; else Precondition
	Type         string // media type
	CacheControl string
	// Sent is told of bytes as they leave this computer, from any goroutine;
	// an attempt that is repeated tells them again. nil: nobody looks. A driver
	// without a network need not call it.
	Sent func(bytes int)
}

// Object is an object that was opened.
type Object struct {
	Body         io.ReadCloser
	Size         int64     // of the whole object in bytes; -1: the place did not say
	ETag         string    // opaque, without quotes; changes with every content
	Type         string    // media type; empty where the place keeps none
	CacheControl string    // likewise
	Modified     time.Time // zero: unknown
}
