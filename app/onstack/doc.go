// Package onstack keeps a mistake in Go code from ending the program on Linux.
//
// WebKit's JavaScript engine installs handlers for memory faults without the
// flag SA_ONSTACK. Go turns such a fault (a nil dereference) into a panic that
// can be recovered, but only when the handler in force has that flag; without
// it the Go runtime ends the process. So the flag is set again, for as long as
// the window is open. It never touches SIGUSR1, which WebKit uses to stop its
// threads for garbage collection.
package onstack
