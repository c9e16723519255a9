//go:build !unix

package generator

import "io/fs"

// inode is not known on this system: size and time decide alone.
func inode(fs.FileInfo) uint64 { return 0 }
