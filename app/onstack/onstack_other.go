//go:build !linux || !cgo

package onstack

// Keep does nothing: only WebKit on Linux needs the repair.
func Keep() (stop func()) { return func() {} }
