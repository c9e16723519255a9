//go:build linux && desktop && webkit2_41

package window

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

// is_dark tells by the colour of a window that is never shown.
static gboolean is_dark(void) {
	if (!gtk_init_check(NULL, NULL)) return FALSE;
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	GdkRGBA c;
	gboolean known = gtk_style_context_lookup_color(gtk_widget_get_style_context(window), "theme_bg_color", &c);
	gtk_widget_destroy(window);
	return known && c.red + c.green + c.blue < 1.5;
}
*/
import "C"

// systemIsDark reports whether windows are dark on this computer. It wants the
// thread of the window.
func systemIsDark() bool { return C.is_dark() != 0 }
