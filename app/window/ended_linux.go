//go:build linux && desktop && webkit2_41

package window

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <stdint.h>
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

extern int pageEnded(uintptr_t view);

// ended loads the editor again, unless it ended too often.
static void ended(WebKitWebView *page, WebKitWebProcessTerminationReason reason, gpointer view) {
	if (pageEnded((uintptr_t)view)) webkit_web_view_reload(page);
}

static void look(GtkWidget *widget, gpointer view) {
	if (WEBKIT_IS_WEB_VIEW(widget)) g_signal_connect(widget, "web-process-terminated", G_CALLBACK(ended), view);
	else if (GTK_IS_CONTAINER(widget)) gtk_container_forall(GTK_CONTAINER(widget), look, view);
}

static gboolean watch(gpointer view) {
	GList *windows = gtk_window_list_toplevels();
	g_list_foreach(windows, (GFunc)look, view);
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

// watch_pages begins on GTK's own thread.
static void watch_pages(uintptr_t view) { g_idle_add(watch, (gpointer)view); }
*/
import "C"

import (
	"runtime/cgo"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// watchPage notices when the process that draws the page has ended: WebKit
// leaves an empty window then. The handle lives as long as the program.
func (w *view) watchPage() { C.watch_pages(C.uintptr_t(cgo.NewHandle(w))) }

//export pageEnded
func pageEnded(handle C.uintptr_t) C.int {
	if cgo.Handle(handle).Value().(*view).ended() {
		return 1
	}
	return 0
}

// ended is called on the thread of the window when the page's process has
// ended. It reports whether the page is to be loaded again.
func (w *view) ended() (again bool) {
	if again = w.endings.add(time.Now()); !again && w.Ended != nil {
		p := w.Ended()
		go func() { // the dialog wants the thread that this is called on
			_, _ = runtime.MessageDialog(w.Host.window(), runtime.MessageDialogOptions{ // whether it was read changes nothing
				Type: runtime.ErrorDialog, Title: "Pagewright", Message: p.Title + "\n\n" + p.Safe + " " + p.Next,
			})
		}()
	}
	return again
}
