package publish

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

const (
	maxPointer  = 1 << 20  // bytes; far above what a pointer comes to
	maxManifest = 64 << 20 // bytes; some 400,000 files
	noStore     = "no-store"
	jsonType    = "application/json"
)

// channel is the pointer as it was read, with what the next write needs.
type channel struct {
	pointer *release.Pointer // nil: never published
	tag     string           // exclusive: entity tag; else empty
}

// seq returns the number of the last switch, 0 before the first.
func (c channel) seq() int64 {
	if c.pointer == nil {
		return 0
	}
	return c.pointer.Seq
}

func (c channel) nonce() string {
	if c.pointer == nil {
		return ""
	}
	return c.pointer.Nonce
}

// read reads the channel: one request, on numbered stores one more for every
// switch that the hint does not know yet.
func (p *Publisher) read(ctx context.Context) (channel, error) {
	pointer, tag, err := p.readPointer(ctx, p.layout.Channel(p.o.Channel))
	if err != nil {
		return channel{}, err
	}
	c := channel{pointer, tag}
	if p.known().Switch != release.Sequential && (pointer == nil || pointer.Mode != release.Sequential) {
		return c, nil
	}
	for range release.MaxLag {
		next, _, err := p.readPointer(ctx, p.layout.Numbered(p.o.Channel, c.seq()+1))
		if err != nil || next == nil {
			return c, err
		}
		if !next.Follows(c.seq()) {
			break
		}
		c.pointer = next
	}
	return channel{}, store.Fail(NotReadable, errors.New("the numbered pointers are no numbers, or have no end"))
}

// readPointer returns nil where there is none.
func (p *Publisher) readPointer(ctx context.Context, key string) (*release.Pointer, string, error) {
	data, tag, err := p.store.Read(ctx, key, maxPointer, store.GetOptions{})
	if store.Is(err, store.NotFound) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	pointer, err := release.DecodePointer(data)
	if err != nil {
		return nil, "", store.Fail(NotReadable, err)
	}
	return pointer, tag, nil
}

// manifest reads a release's manifest and checks that it is the one of that id.
func (p *Publisher) manifest(ctx context.Context, id string) (*release.Manifest, error) {
	data, _, err := p.store.Read(ctx, p.layout.Release(id), maxManifest, store.GetOptions{})
	if err != nil {
		return nil, err
	}
	if have := release.IDOf(data); have != id {
		return nil, store.Fail(store.Damaged, fmt.Errorf("manifest %s has the bytes of %s", id, have))
	}
	m, err := release.Decode(data)
	if err != nil {
		return nil, store.Fail(NotReadable, err)
	}
	return m, nil
}

// errOvertaken: another write of the channel came first.
var errOvertaken = errors.New("the channel was switched by somebody else")

// write replaces the pointer c by next and returns the channel as it is then.
// errOvertaken means that another write came first, and the channel returned
// is the other's. An error with the code SwitchUnknown means that nobody can
// tell whether next landed; every other error, that it did not.
func (p *Publisher) write(ctx context.Context, c channel, next release.Pointer) (channel, error) {
	nonce, err := p.random(16)
	if err != nil {
		return c, err
	}
	next.Version, next.Seq, next.Nonce = release.Version, c.seq()+1, nonce
	next.Mode = p.known().Switch
	for range 4 {
		if c, err = p.tagged(ctx, c); err != nil {
			return c, err
		}
		tag, err := p.put(ctx, c, &next)
		if err == nil {
			return channel{&next, tag}, nil
		}
		if refused(err) || p.off == "read back" {
			return c, err
		}
		now, readErr := p.readBack(ctx)
		switch {
		case readErr != nil:
			return c, store.Fail(SwitchUnknown, errors.Join(err, readErr))
		case now.nonce() == nonce:
			return now, nil // the answer was lost, the write was not
		case now.nonce() != c.nonce():
			return now, errOvertaken
		case !store.Is(err, store.Precondition, store.Conflict):
			return c, err // the old pointer is there still
		}
		c.tag = now.tag // a tag that the store changed by itself
	}
	return c, store.Fail(store.Unsupported, errors.New("the store refuses a condition that holds"))
}

// tagged returns c with the entity tag that its next write has to name, where
// the answer to the last write had none. A write without one would go over
// whatever is there.
func (p *Publisher) tagged(ctx context.Context, c channel) (channel, error) {
	if p.known().Switch != release.Exclusive || c.pointer == nil || c.tag != "" {
		return c, nil
	}
	now, err := p.readBack(ctx)
	switch {
	case err != nil:
		return c, err
	case now.nonce() != c.nonce():
		return now, errOvertaken
	case now.tag == "":
		return c, store.Fail(store.Unsupported, errors.New("the store gives no entity tags"))
	}
	return now, nil
}

// refused reports whether err is an answer that says by itself that nothing
// was written.
func refused(err error) bool {
	return store.Is(err, store.Denied, store.UnknownKey, store.WrongSecret, store.NoBucket, store.ClockSkew,
		store.Certificate, store.NotStorage, store.BadName, store.Unsupported, store.NoPermission, LeaseHeld)
}

// put makes the one write, in the way that the store can.
func (p *Publisher) put(ctx context.Context, c channel, next *release.Pointer) (string, error) {
	key := p.layout.Channel(p.o.Channel)
	o := store.PutOptions{Type: jsonType, CacheControl: noStore}
	data := next.Encode()
	switch p.known().Switch {
	case release.Exclusive:
		o.IfAbsent, o.IfMatch = c.pointer == nil, c.tag
	case release.Sequential:
		numbered := o
		numbered.IfAbsent = true
		if _, err := p.store.PutBytes(ctx, p.layout.Numbered(p.o.Channel, next.Seq), data, numbered); err != nil {
			return "", err
		}
	case release.Leased:
		if err := p.holdLease(ctx); err != nil {
			return "", err
		}
	}
	tag, err := p.store.PutBytes(ctx, key, data, o)
	if p.known().Switch == release.Sequential {
		return tag, nil // the hint may lag: readers look one number further
	}
	return tag, err
}

// readBack reads the channel even where ctx has ended: whoever cancels a
// publish in its switch is still told what visitors see.
func (p *Publisher) readBack(ctx context.Context) (channel, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return p.read(ctx)
}
