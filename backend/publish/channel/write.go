package channel

import (
	"context"
	"errors"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// ErrOvertaken: another write of the channel came first.
var ErrOvertaken = errors.New("the channel was switched by somebody else")

// Write replaces the pointer s by next and returns the channel as it is then.
// ErrOvertaken means that another write came first, and the channel returned
// is the other's. An error with the code SwitchUnknown means that nobody can
// tell whether next landed; every other error, that it did not.
func (c *Channel) Write(ctx context.Context, s State, next release.Pointer) (State, error) {
	nonce, err := c.o.Random(16)
	if err != nil {
		return s, err
	}
	next.Version, next.Seq, next.Nonce = release.Version, s.seq()+1, nonce
	next.Mode = c.Known().Switch
	for range 4 {
		if s, err = c.tagged(ctx, s); err != nil {
			return s, err
		}
		tag, err := c.put(ctx, s, &next)
		if err == nil {
			return State{&next, tag}, nil
		}
		if refused(err) || c.o.Blind != nil && c.o.Blind() {
			return s, err
		}
		now, readErr := c.ReadBack(ctx)
		switch {
		case readErr != nil:
			return s, store.Fail(SwitchUnknown, errors.Join(err, readErr))
		case now.Nonce() == nonce:
			return now, nil // the answer was lost, the write was not
		case now.Nonce() != s.Nonce():
			return now, ErrOvertaken
		case !store.Is(err, store.Precondition, store.Conflict):
			return s, err // the old pointer is there still
		}
		s.tag = now.tag // a tag that the store changed by itself
	}
	return s, store.Fail(store.Unsupported, errors.New("the store refuses a condition that holds"))
}

// tagged returns s with the entity tag that its next write has to name, where
// the answer to the last write had none. A write without one would go over
// whatever is there.
func (c *Channel) tagged(ctx context.Context, s State) (State, error) {
	if c.Known().Switch != release.Exclusive || s.Pointer == nil || s.tag != "" {
		return s, nil
	}
	now, err := c.ReadBack(ctx)
	switch {
	case err != nil:
		return s, err
	case now.Nonce() != s.Nonce():
		return now, ErrOvertaken
	case now.tag == "":
		return s, store.Fail(store.Unsupported, errors.New("the store gives no entity tags"))
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
func (c *Channel) put(ctx context.Context, s State, next *release.Pointer) (string, error) {
	key := c.o.Layout.Channel(c.o.Name)
	o := store.PutOptions{Type: Type, CacheControl: NoStore}
	data := next.Encode()
	switch c.Known().Switch {
	case release.Exclusive:
		o.IfAbsent, o.IfMatch = s.Pointer == nil, s.tag
	case release.Sequential:
		numbered := o
		numbered.IfAbsent = true
		if _, err := c.store.PutBytes(ctx, c.o.Layout.Numbered(c.o.Name, next.Seq), data, numbered); err != nil {
			return "", err
		}
	case release.Leased:
		if err := c.keepLease(ctx, s); err != nil {
			return "", err
		}
	}
	tag, err := c.store.PutBytes(ctx, key, data, o)
	if c.Known().Switch == release.Sequential {
		return tag, nil // the hint may lag: readers look one number further
	}
	return tag, err
}

// ReadBack reads the channel even where ctx has ended: whoever cancels a
// publish in its switch is still told what visitors see.
func (c *Channel) ReadBack(ctx context.Context) (State, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return c.Read(ctx)
}
