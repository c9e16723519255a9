package window

import (
	"context"
	"sync"
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
	said bool // goodbye was said: the next time it may close
}

// mayClose is asked before the window closes; true keeps it open. The first
// time the person is asked, if there is something to ask, and the editor is
// told, so that it saves what was just typed. Then the window closes itself.
func (w *view) mayClose(ctx context.Context) (prevent bool) {
	w.closing.mu.Lock()
	defer w.closing.mu.Unlock()
	if w.closing.said {
		return false
	}
	if w.Busy != nil {
		if what := w.Busy(); what != "" && !w.Host.confirm(what, "Close anyway", "Stay") {
			return true
		}
	}
	w.closing.said = true
	w.hello.end()
	_ = w.Bus.Send("goodbye", api.Empty{}) // plain values always encode
	go func() {
		late := time.NewTimer(grace)
		defer late.Stop()
		select {
		case <-w.hello.left:
		case <-late.C:
		}
		runtime.Quit(ctx)
	}()
	return true
}

func (w *view) closed() {
	if w.Closed != nil {
		w.Closed()
	}
}
