package window

import (
	"sync"
	"time"
)

// CodeEnded says that the page of the editor had ended and was loaded anew.
const CodeEnded = "app-page-ended"

const (
	// often is how many ends within a spell are one too many: a page that
	// always ends would be loaded for ever.
	often = 3
	spell = time.Minute
)

// endings is how often the page's process ended lately.
type endings struct {
	mu   sync.Mutex
	at   []time.Time
	tell bool // the editor does not know of the last one yet
}

// add notes one and reports whether the page is to be loaded again.
func (e *endings) add(now time.Time) (again bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	recent := e.at[:0]
	for _, at := range e.at {
		if now.Sub(at) < spell {
			recent = append(recent, at)
		}
	}
	e.at = append(recent, now)
	e.tell = len(e.at) <= often
	return e.tell
}

// told reports, once for each ending, that the editor is to be told of it.
func (e *endings) told() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	tell := e.tell
	e.tell = false
	return tell
}

// arrived is called when the editor has said hello: if its page had ended, the
// person is told.
func (w *view) arrived() {
	if w.endings.told() && w.Ended != nil {
		_ = w.Bus.Send("problem", w.Ended()) // plain values always encode
	}
}
