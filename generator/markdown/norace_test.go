//go:build !race

package markdown

const racing = false
