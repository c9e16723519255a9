package window

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/pagewright/pagewright/app/place"
)

// The window's size at first and at least, in the system's points.
const (
	firstWidth, firstHeight = 1280, 840
	minWidth, minHeight     = 720, 480
)

// before is where the window was the last time, or its size at first.
func (w *view) before() place.Window {
	if w.Before.Width < minWidth || w.Before.Height < minHeight {
		return place.Window{Width: firstWidth, Height: firstHeight}
	}
	return w.Before
}

func startState(before place.Window) options.WindowStartState {
	if before.Maximised {
		return options.Maximised
	}
	return options.Normal
}

// place brings the window back to where it was, as far as the screen of today
// shows it. The system decides where a window goes that was never open.
func (w *view) place(ctx context.Context) {
	before := w.before()
	if before != w.Before || before.Maximised {
		return
	}
	screens, err := runtime.ScreenGetAll(ctx)
	if err != nil {
		return // then it stays where the system puts it
	}
	for _, s := range screens {
		if s.IsCurrent || len(screens) == 1 {
			before = before.Within(s.Size.Width, s.Size.Height)
			break
		}
	}
	runtime.WindowSetSize(ctx, before.Width, before.Height)
	runtime.WindowSetPosition(ctx, before.X, before.Y)
}

// keep remembers where the window is. One that fills the screen comes back to
// the size that it had before it did.
func (w *view) keep(ctx context.Context) {
	if w.Keep == nil {
		return
	}
	now := w.before()
	now.Maximised = runtime.WindowIsMaximised(ctx)
	if !now.Maximised && !runtime.WindowIsMinimised(ctx) && !runtime.WindowIsFullscreen(ctx) {
		now.Width, now.Height = runtime.WindowGetSize(ctx)
		now.X, now.Y = runtime.WindowGetPosition(ctx)
	}
	w.Keep(now)
}
