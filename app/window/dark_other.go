//go:build !linux || !desktop || !webkit2_41

package window

// systemIsDark is not asked here: Wails knows it, or shows the page at once.
func systemIsDark() bool { return false }
