//go:build race

package markdown

// racing: the race detector makes everything ten times slower.
const racing = true
