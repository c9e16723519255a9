// Package meter counts how far a publish is, and tells.
package meter

import "sync"

// The phases of a publish, in their order.
const (
	Checking  = "checking"  // what is there
	Uploading = "uploading" // objects, unseen by visitors
	Switching = "switching" // the one write; website: then pages in their places
	Verifying = "verifying" // looking at the public address
	Done      = "done"
	Failed    = "failed"
)

// Progress says how far a publish is. Done and DoneBytes never run back within
// a phase.
type Progress struct {
	Phase     string
	Done      int   // objects of this phase
	Total     int   // likewise
	DoneBytes int64 // sent
	AllBytes  int64 // to send
	Requests  int   // to the store so far; 0 until the last phase
}

// Meter counts progress for calls from several goroutines.
type Meter struct {
	mu       sync.Mutex
	progress Progress
	Tell     func(Progress) // nil: nobody
}

// Phase begins a phase.
func (m *Meter) Phase(name string, total int, bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.progress = Progress{Phase: name, Total: total, AllBytes: bytes}
	m.report()
}

// Step counts one object and its bytes.
func (m *Meter) Step(bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.progress.Done++
	m.progress.DoneBytes += bytes
	m.report()
}

// Object counts the bytes of one object while they leave. What is sent again
// counts once, so that progress never runs back nor over.
func (m *Meter) Object(size int64) (sent func(bytes int), done func()) {
	left := size
	sent = func(bytes int) {
		m.mu.Lock()
		defer m.mu.Unlock()
		n := min(int64(bytes), left)
		if left -= n; n > 0 {
			m.progress.DoneBytes += n
			m.report()
		}
	}
	done = func() {
		m.mu.Lock()
		rest := left
		left = 0
		m.mu.Unlock()
		m.Step(rest)
	}
	return sent, done
}

func (m *Meter) report() {
	if m.Tell != nil {
		m.Tell(m.progress)
	}
}

// End tells the last phase.
func (m *Meter) End(name string, requests int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.progress.Phase, m.progress.Requests = name, int(requests)
	m.report()
}
