//go:build window && linux

// Command dragsource shows a small window at the left edge of the screen from
// which the file that it is given can be dragged, as from a file manager. It
// says on standard output what becomes of the drag: "accepted" or "refused"
// when the place under the mouse changes its mind, "dropped" and "ended".
package main

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>

static char *uri;

static void say(const char *what) {
	puts(what);
	fflush(stdout);
}

static void changed(GdkDragContext *c, GdkDragAction action, gpointer user) { say(action ? "accepted" : "refused"); }
static void dropped(GdkDragContext *c, gint time, gpointer user) { say("dropped"); }
static void ended(GtkWidget *w, GdkDragContext *c, gpointer user) { say("ended"); }

static void begun(GtkWidget *w, GdkDragContext *c, gpointer user) {
	g_signal_connect(c, "action-changed", G_CALLBACK(changed), NULL);
	g_signal_connect(c, "drop-performed", G_CALLBACK(dropped), NULL);
}

static void give(GtkWidget *w, GdkDragContext *c, GtkSelectionData *data, guint info, guint time, gpointer user) {
	char *uris[] = {uri, NULL};
	gtk_selection_data_set_uris(data, uris);
}

static void show(char *file) {
	gtk_init(NULL, NULL);
	uri = g_filename_to_uri(file, NULL, NULL);
	GtkWidget *window = gtk_window_new(GTK_WINDOW_POPUP);
	GtkWidget *box = gtk_event_box_new();
	gtk_container_add(GTK_CONTAINER(box), gtk_label_new("drag me"));
	gtk_container_add(GTK_CONTAINER(window), box);
	gtk_drag_source_set(box, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
	gtk_drag_source_add_uri_targets(box);
	g_signal_connect(box, "drag-begin", G_CALLBACK(begun), NULL);
	g_signal_connect(box, "drag-end", G_CALLBACK(ended), NULL);
	g_signal_connect(box, "drag-data-get", G_CALLBACK(give), NULL);
	gtk_window_set_default_size(GTK_WINDOW(window), 90, 40);
	gtk_window_move(GTK_WINDOW(window), 0, 0);
	gtk_widget_show_all(window);
	gtk_main();
}
*/
import "C"

import (
	"os"
	"runtime"
	"unsafe"
)

func main() {
	runtime.LockOSThread() // GTK stays on the thread that began it
	file := C.CString(os.Args[1])
	defer C.free(unsafe.Pointer(file))
	C.show(file)
}
