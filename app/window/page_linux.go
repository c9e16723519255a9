//go:build linux && desktop && webkit2_41

package window

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <stdint.h>
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

extern int pageEnded(uintptr_t view);
extern int pageMayShow(char *address, int whole);

// ended loads the editor again, unless it ended too often.
static void ended(WebKitWebView *page, WebKitWebProcessTerminationReason reason, gpointer view) {
	if (pageEnded((uintptr_t)view)) webkit_web_view_reload(page);
}

// address is where a decision leads to, and whole whether it is known to be
// the window's own page, not a frame in it: an answer says that, a wish does not.
static const char *address(WebKitPolicyDecision *d, WebKitPolicyDecisionType type, int *whole) {
	WebKitURIRequest *request;
	if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
		*whole = webkit_response_policy_decision_is_main_frame_main_resource(WEBKIT_RESPONSE_POLICY_DECISION(d));
		request = webkit_response_policy_decision_get_request(WEBKIT_RESPONSE_POLICY_DECISION(d));
	} else {
		*whole = 0;
		request = webkit_navigation_action_get_request(
			webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(d)));
	}
	return webkit_uri_request_get_uri(request);
}

static gboolean decide(WebKitWebView *page, WebKitPolicyDecision *d, WebKitPolicyDecisionType type, gpointer view) {
	int whole;
	const char *to = address(d, type, &whole);
	if (type != WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION && pageMayShow((char *)to, whole)) return FALSE;
	webkit_policy_decision_ignore(d);
	return TRUE;
}

static void look(GtkWidget *widget, gpointer view) {
	if (WEBKIT_IS_WEB_VIEW(widget)) {
		g_signal_connect(widget, "web-process-terminated", G_CALLBACK(ended), view);
		g_signal_connect(widget, "decide-policy", G_CALLBACK(decide), view);
	} else if (GTK_IS_CONTAINER(widget)) gtk_container_forall(GTK_CONTAINER(widget), look, view);
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

// watchPage notices when the process that draws the page has ended, for WebKit
// leaves an empty window then, and keeps every other page out of the window.
// The handle lives as long as the program.
func (w *view) watchPage() { C.watch_pages(C.uintptr_t(cgo.NewHandle(w))) }

//export pageEnded
func pageEnded(handle C.uintptr_t) C.int {
	if cgo.Handle(handle).Value().(*view).ended() {
		return 1
	}
	return 0
}

//export pageMayShow
func pageMayShow(address *C.char, whole C.int) C.int {
	if !fenced || mayShow(C.GoString(address), whole != 0) {
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
