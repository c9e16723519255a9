// Package bom knows the byte order mark that some programs write at the head of
// a file. It stands before all else, belongs to no line, and no field of text
// shows it.
package bom

import "bytes"

// Cut returns source without the mark at its head: the same bytes where there is
// none.
func Cut(source []byte) []byte { return bytes.TrimPrefix(source, []byte("\uFEFF")) }

// Len returns how many bytes of source the mark takes: 0 where there is none.
func Len(source []byte) int { return len(source) - len(Cut(source)) }
