package s3

import (
	"net"
	"testing"
	"time"
)

// wire is a connection that notes until when it would wait.
type wire struct {
	net.Conn
	read, write time.Time
}

func (w *wire) Read(p []byte) (int, error)         { return len(p), nil }
func (w *wire) Write(p []byte) (int, error)        { return len(p), nil }
func (w *wire) SetReadDeadline(t time.Time) error  { w.read = t; return nil }
func (w *wire) SetWriteDeadline(t time.Time) error { w.write = t; return nil }

// A connection that is slow but moves is not given up, however long it takes:
// whatever moves puts the end off.
func TestWhatMovesIsNotGivenUp(t *testing.T) {
	const most = time.Minute
	w := &wire{}
	c := stalling{w, most}
	for range 3 {
		w.read, w.write = time.Time{}, time.Time{}
		began := time.Now()
		if _, err := c.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		if w.write.Before(began.Add(most)) || w.read.Before(began.Add(2*most)) || w.write.After(time.Now().Add(most)) {
			t.Errorf("after a write it waits until %v and %v, from %v", w.write, w.read, began)
		}
		w.read = time.Time{}
		if _, err := c.Read(make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
		if w.read.Before(began.Add(2*most)) || w.read.After(time.Now().Add(2*most)) {
			t.Errorf("after a read it waits until %v, from %v", w.read, began)
		}
	}
}
