package durable

import "golang.org/x/sys/unix"

func renameExchange(dir int, from, to string) error {
	return unix.RenameatxNp(dir, from, dir, to, unix.RENAME_SWAP)
}

func renameNew(fromDir int, from string, toDir int, to string) error {
	return unix.RenameatxNp(fromDir, from, toDir, to, unix.RENAME_EXCL)
}
