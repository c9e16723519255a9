package api

import "sync"

// Bus carries events to every editor that listens. The zero value is ready;
// it is safe for concurrent use.
type Bus struct {
	mu        sync.Mutex
	listeners map[chan Event]struct{}
}

// WindowEvent is the name of Wails' event that carries every Event.
const WindowEvent = "pagewright"

// backlog is how many events wait for a slow listener.
const backlog = 64

// Send gives the event to every listener. It never waits: a listener that is
// a whole backlog behind is cut off, and asks for the state when it is back.
// data is written as JSON; nil means an empty object.
func (b *Bus) Send(name string, data any) error {
	raw, err := marshal(data)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.listeners {
		select {
		case c <- Event{Name: name, Data: raw}:
		default:
			b.drop(c)
		}
	}
	return nil
}

// Listen returns a channel of all events from now on and a function that ends
// it. The channel is closed when it ends, or when the listener is too slow.
func (b *Bus) Listen() (<-chan Event, func()) {
	c := make(chan Event, backlog)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.listeners == nil {
		b.listeners = map[chan Event]struct{}{}
	}
	b.listeners[c] = struct{}{}
	return c, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.drop(c)
	}
}

// drop ends a listener; the lock is held.
func (b *Bus) drop(c chan Event) {
	if _, ok := b.listeners[c]; ok {
		delete(b.listeners, c)
		close(c)
	}
}
