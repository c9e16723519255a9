//go:build unix

// Package inode tells two files of one name apart: a file that was replaced by
// another of equal size within the clock's grain has another number.
package inode

import (
	"io/fs"
	"syscall"
)

// Of returns the number of a file; 0: not known.
func Of(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ino
	}
	return 0
}
