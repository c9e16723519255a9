//go:build linux && cgo

package onstack

/*
#include <signal.h>
#include <stddef.h>

// repair sets SA_ONSTACK where a handler lacks it, and returns how many did.
static int repair(void) {
	int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
	int repaired = 0;
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		struct sigaction now;
		if (sigaction(signals[i], NULL, &now) != 0) continue;
		if (now.sa_handler == SIG_DFL || now.sa_handler == SIG_IGN) continue;
		if (now.sa_flags & SA_ONSTACK) continue;
		now.sa_flags |= SA_ONSTACK;
		if (sigaction(signals[i], &now, NULL) == 0) repaired++;
	}
	return repaired;
}

// spoil takes the flag away from SIGSEGV, as WebKit does.
static int spoil(void) {
	struct sigaction now;
	if (sigaction(SIGSEGV, NULL, &now) != 0) return -1;
	now.sa_flags &= ~SA_ONSTACK;
	return sigaction(SIGSEGV, &now, NULL);
}
*/
import "C"

import "time"

const (
	often  = 50 * time.Millisecond // while WebKit starts
	atRest = 2 * time.Second
	start  = 10 * time.Second
)

// Keep repairs the handlers now and again until stop is called.
func Keep() (stop func()) {
	done := make(chan struct{})
	go func() {
		began, tick := time.Now(), time.NewTicker(often)
		defer tick.Stop()
		for resting := false; ; {
			repair()
			if !resting && time.Since(began) > start {
				resting = true
				tick.Reset(atRest)
			}
			select {
			case <-tick.C:
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}

// repair returns how many handlers lacked the flag.
func repair() int { return int(C.repair()) }

// spoil takes the flag from one handler: the test's WebKit.
func spoil() bool { return C.spoil() == 0 }
