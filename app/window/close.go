package window

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/pagewright/pagewright/app/api"
)

// grace is how long the editor has at most to hand over what was just typed,
// after it was told goodbye. It takes a fifth of a second, mostly.
const grace = 3 * time.Second

// closing is how far the window has come on its way out.
type closing struct {
	mu   sync.Mutex
	said bool // goodbye was said
	done bool // the editor has handed over what was typed, or took too long
}

// mayClose is asked before the window closes; true keeps it open. The first
// time the person is asked, if there is something to ask, and the editor is
// told, so that it saves what was just typed. Then the window closes itself.
func (w *view) mayClose(ctx context.Context) (prevent bool) {
	w.closing.mu.Lock()
	defer w.closing.mu.Unlock()
	if w.closing.said {
		return !w.closing.done // asked twice: Wails hears the system's signals, too
	}
	if w.Busy != nil {
		if what := w.Busy(); what != "" && !w.Host.confirm(what, "Close anyway", "Stay") {
			return true
		}
	}
	w.leave(ctx)
	return true
}

// leave tells the editor goodbye and closes the window when it has handed over
// what was just typed. The lock of closing is held.
func (w *view) leave(ctx context.Context) {
	w.closing.said = true
	w.keep(ctx)
	w.hello.end()
	_ = w.Bus.Send("goodbye", api.Empty{}) // plain values always encode
	go func() {
		late := time.NewTimer(grace)
		defer late.Stop()
		select {
		case <-w.hello.left:
		case <-late.C:
		}
		w.closing.mu.Lock()
		w.closing.done = true
		w.closing.mu.Unlock()
		runtime.Quit(ctx)
	}()
}

// leaveWithTerminal closes the window properly when the terminal that it was
// started from is closed. Wails does so for the other signals that end it.
func (w *view) leaveWithTerminal(ctx context.Context) {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	go func() {
		<-hangup
		runtime.Quit(ctx)
	}()
}

func (w *view) closed() {
	if w.Closed != nil {
		w.Closed()
	}
}
