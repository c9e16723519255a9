package window

import (
	"context"
	goruntime "runtime"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/pagewright/pagewright/app/api"
)

// entry is one line of the menu: a command of the editor, by its id. Only keys
// that mean nothing inside a text are given here, for the system takes them
// before the editor sees them.
type entry struct {
	label, command string
	key            *keys.Accelerator
}

// applicationMenu returns the menu bar. Its commands are the editor's own,
// told to it as events: there is one way to do each thing.
func applicationMenu(w *view) *menu.Menu {
	bar := menu.NewMenu()
	if goruntime.GOOS == "darwin" {
		bar.Append(menu.AppMenu())
	}
	file := bar.AddSubmenu("File")
	w.add(file, entry{"New site…", "site.create", nil}, entry{"Open site…", "site.open", keys.CmdOrCtrl("o")})
	file.AddSeparator()
	w.add(file, entry{"New page…", "page.create", keys.CmdOrCtrl("n")}, entry{"Open preview in browser", "preview.open", nil}, entry{"Publish…", "publish.open", nil})
	if goruntime.GOOS != "darwin" {
		file.AddSeparator()
		file.AddText("Quit", keys.CmdOrCtrl("q"), func(*menu.CallbackData) { runtime.Quit(w.Host.window()) })
	}
	if goruntime.GOOS == "darwin" {
		bar.Append(menu.EditMenu()) // without it the system's copy and paste keys are dead
	} else {
		edit := bar.AddSubmenu("Edit")
		w.add(edit, entry{"Undo", "edit.undo", nil}, entry{"Redo", "edit.redo", nil})
	}
	view := bar.AddSubmenu("View")
	w.add(view, entry{"Pages", "panel.pages", nil}, entry{"Design", "panel.design", nil}, entry{"Keyboard shortcuts", "help.keys", nil})
	if goruntime.GOOS != "darwin" { // macOS has its own way
		view.AddSeparator()
		view.AddText("Full screen", keys.Key("f11"), func(*menu.CallbackData) { wholeScreen(w.Host.window()) })
	}
	return bar
}

// wholeScreen lets the window fill the screen, or gives it its size back.
func wholeScreen(ctx context.Context) {
	if runtime.WindowIsFullscreen(ctx) {
		runtime.WindowUnfullscreen(ctx)
		return
	}
	runtime.WindowFullscreen(ctx)
}

func (w *view) add(to *menu.Menu, entries ...entry) {
	for _, e := range entries {
		to.AddText(e.label, e.key, func(*menu.CallbackData) {
			_ = w.Bus.Send("command", api.CommandEvent{Command: e.command}) // plain values always encode
		})
	}
}
