package durable

import "golang.org/x/sys/unix"

func renameExchange(dir int, from, to string) error {
	return unix.Renameat2(dir, from, dir, to, unix.RENAME_EXCHANGE)
}

func renameNew(fromDir int, from string, toDir int, to string) error {
	return unix.Renameat2(fromDir, from, toDir, to, unix.RENAME_NOREPLACE)
}
