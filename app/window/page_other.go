//go:build !linux || !desktop || !webkit2_41

package window

// watchPage does nothing: on macOS and Windows the system's web view is loaded
// again by Wails or by the system.
func (w *view) watchPage() {}
