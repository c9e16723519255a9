//go:build !linux || !desktop || !webkit2_41 || unfenced

package window

// fenced is false where another page can not be refused: it is noticed by its
// silence. The tag unfenced is for the test that shows what the fence is for.
const fenced = false
