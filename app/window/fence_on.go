//go:build linux && desktop && webkit2_41 && !unfenced

package window

// fenced: no other page comes into the window.
const fenced = true
