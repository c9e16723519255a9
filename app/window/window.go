// Package window shows the editor in a window of its own, with Wails. It is
// the only importer of Wails and binds nothing: the editor speaks to the
// program over the API's handler alone, as in a browser. What is added here is
// what only a window has: dialogs, a menu, dropped files, and closing.
//
// It never opens a site and never decides what a call does. Start at Run.
package window

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/onstack"
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/generator/diag"
)

// instance names the one window of a person on this computer.
const instance = "org.pagewright.Pagewright"

// Options says what the window shows.
type Options struct {
	API     http.Handler         // the editor, an *api.Server
	Bus     *api.Bus             // its events
	Host    *Host                // the same that the calls behind API use
	Icon    []byte               // PNG
	Another func(site string)    // the program was started again, with this site
	Busy    func() (what string) // a sentence when closing now would break something off; else ""
	Closed  func()               // the window is gone: save and close everything
	Ended   func() api.Problem   // what to say when the page had to be loaded anew
	Before  place.Window         // where the window was the last time
	Keep    func(place.Window)   // where it is now, as it closes
}

// CodeNoDisplay: there is no screen, or not the one that the environment names.
const CodeNoDisplay = "app-no-display"

// Run shows the window and returns when it is closed. It wants the main
// goroutine, and fails with CodeNoDisplay where no window can be shown.
func Run(o Options) (err error) {
	if o.API == nil || o.Bus == nil || o.Host == nil {
		return errors.New("window: nothing to show")
	}
	if os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		// Some graphics drivers show an empty window with it.
		if err := os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1"); err != nil {
			return err
		}
	}
	stop := onstack.Keep()
	defer stop()
	w := &view{Options: o, hello: newHello()}
	defer func() {
		if gave := recover(); gave != nil {
			err = noDisplay(gave)
		}
	}()
	return wails.Run(w.settings())
}

// noDisplay is the failure for what Wails panics with when GTK reaches no
// screen. Any other panic goes on.
func noDisplay(gave any) error {
	if cause, ok := gave.(error); ok && cause.Error() == "failed to init GTK" {
		return &diag.Diag{Code: CodeNoDisplay, Severity: diag.Error, Err: cause}
	}
	panic(gave)
}

// view is the window while it is open.
type view struct {
	Options
	hello   *hello
	closing closing
	endings endings
}

func (w *view) settings() *options.App {
	before := w.before()
	return &options.App{
		Title:            "Pagewright",
		Width:            before.Width,
		Height:           before.Height,
		MinWidth:         minWidth,
		MinHeight:        minHeight,
		WindowStartState: startState(before),
		BackgroundColour: ground(),
		AssetServer: &assetserver.Options{
			Handler: w.hello.watch(w.API, w.arrived),
		},
		BindingsAllowedOrigins: "", // nothing is bound, and nobody else may ask
		Bind:                   nil,
		Menu:                   applicationMenu(w),
		DragAndDrop:            &options.DragAndDrop{EnableFileDrop: true},
		OnStartup:              w.started,
		OnDomReady:             w.loaded,
		OnBeforeClose:          w.mayClose,
		OnShutdown:             func(context.Context) { w.closed() },
		SingleInstanceLock: &options.SingleInstanceLock{
			UniqueId:               instance,
			OnSecondInstanceLaunch: w.another,
		},
		Linux: &linux.Options{
			Icon:             w.Icon,
			ProgramName:      "pagewright",
			WebviewGpuPolicy: linux.WebviewGpuPolicyNever, // empty windows on many drivers otherwise
		},
		Mac: &mac.Options{About: &mac.AboutInfo{Title: "Pagewright", Icon: w.Icon}},
	}
}

// ground is what is seen until the page is there: the editor's own ground. White
// would be a flash in the eyes where all else is dark.
func ground() *options.RGBA {
	if systemIsDark() {
		return options.NewRGB(0x17, 0x17, 0x16)
	}
	return options.NewRGB(0xf1, 0xf0, 0xed)
}

func (w *view) started(ctx context.Context) {
	w.Host.attach(ctx)
	w.place(ctx)
	w.watchPage()
	w.leaveWithTerminal(ctx)
	events, _ := w.Bus.Listen()
	go w.forward(ctx, events)
	runtime.OnFileDrop(ctx, func(x, y int, files []string) {
		_ = w.Bus.Send("drop", api.DropEvent{X: x, Y: y, Files: files}) // plain values always encode
	})
}

// forward passes events on to the editor, and listens anew when it was too
// slow for a burst of them.
func (w *view) forward(ctx context.Context, events <-chan api.Event) {
	for {
		for e := range events {
			runtime.EventsEmit(ctx, api.WindowEvent, e)
		}
		if ctx.Err() != nil {
			return
		}
		events, _ = w.Bus.Listen()
	}
}

// loaded is called for every page that the window has loaded. If it is not
// the editor, which says hello at once, the editor is loaded again. Behind the
// fence there is no other page, and WebKit calls a refused one loaded.
func (w *view) loaded(ctx context.Context) {
	if fenced {
		return
	}
	w.hello.expect(func() { runtime.WindowReloadApp(ctx) })
}

func (w *view) another(second options.SecondInstanceData) {
	w.Host.show()
	if w.Another == nil || len(second.Args) == 0 {
		return
	}
	site := second.Args[0]
	if !filepath.IsAbs(site) {
		site = filepath.Join(second.WorkingDirectory, site)
	}
	w.Another(site)
}
