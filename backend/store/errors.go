package store

import (
	"errors"

	"github.com/pagewright/pagewright/generator/diag"
)

// The codes of what can go wrong in a store. A Diag with one of them has the
// Args "place" (what the person calls it: a bucket or a folder) and, where it
// helps, "key", "endpoint" and those that its constant names.
const (
	NotFound     = "store-not-found"     // no such object
	NotModified  = "store-not-modified"  // Get with IfNoneMatch: it is still that one
	Precondition = "store-precondition"  // IfAbsent or IfMatch did not hold
	Conflict     = "store-conflict"      // two conditional writes met; worth another try
	Denied       = "store-access-denied" // the key may not do this
	UnknownKey   = "store-key-unknown"   // the place does not know the access key
	WrongSecret  = "store-secret-wrong"  // the secret does not belong to the access key
	NoBucket     = "store-no-bucket"     // no bucket of this name
	ClockSkew    = "store-clock-skew"    // this computer's clock is off; Args: by, direction
	Unreachable  = "store-unreachable"   // no answer: network, name, port, time-out, cut off
	NotStorage   = "store-no-storage"    // what answers there is something else: a web site, a sign-in page
	Certificate  = "store-certificate"   // the connection can not be trusted
	Busy         = "store-busy"          // too many requests, or the place is ill; Args: retryAfter in seconds
	NoSpace      = "store-no-space"      // the disk or the quota is full
	NoPermission = "store-no-permission" // the folder can not be written or read
	BadName      = "store-name-refused"  // the place can not keep an object of this name
	Unsupported  = "store-unsupported"   // the place does not know this kind of request
	Damaged      = "store-damaged"       // what came back is not what was written
	Failed       = "store-failed"        // anything else
)

// Fail makes the error for code with pairs of argument name and value. cause
// may be nil; it must hold no secret.
func Fail(code string, cause error, args ...string) *diag.Diag {
	d := &diag.Diag{Code: code, Severity: diag.Error, Err: cause, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		d.Args[args[i]] = args[i+1]
	}
	return d
}

// Code returns the code of the first Diag in err's chain, or "".
func Code(err error) string {
	var d *diag.Diag
	if errors.As(err, &d) {
		return d.Code
	}
	return ""
}

// Is reports whether err has one of codes.
func Is(err error, codes ...string) bool {
	have := Code(err)
	for _, c := range codes {
		if have == c {
			return true
		}
	}
	return false
}
