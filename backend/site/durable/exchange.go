package durable

import (
	"errors"
	"os"
)

// Second is the name that a displaced file has for a moment where the system
// can not exchange two names in one step, made of the temporary name of what
// displaces it: who knows the one after a kill finds the other.
func Second(temp string) string { return temp + "-2" }

// exchangeByLink makes two names of one folder change their files. The file at
// to gets a second name, then the one at from takes its place in one step: at
// no moment does a reader, or a kill, find nothing there. Where a file can not
// have two names, to is replaced and from is gone.
func exchangeByLink(root *os.Root, from, to string, rename func(from, to string) error) error {
	second := Second(from)
	if root.Link(to, second) != nil { // a memory stick, mostly
		return rename(from, to)
	}
	if err := rename(from, to); err != nil {
		return errors.Join(err, root.Remove(second))
	}
	return rename(second, from)
}
