package publish

import (
	"context"
	"errors"
	"maps"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/publish/body"
	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/publish/sweep"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/diag"
)

// The codes of this package. Every code of package store also has one here,
// with "publish-" for "store-": the same cause, said of a publish. What failed
// on a rollback or a sweep has "rollback-" or "sweep-" instead, in these codes
// too. All have the Args "place" and "live": what visitors see now, as words
// that follow "Visitors still see".
const (
	Foreign       = "publish-foreign"       // somebody else published since; Args: who, when
	Overtaken     = sweep.Overtaken         // somebody else published while this did; Args: who, when
	InProgress    = "publish-in-progress"   // somebody else is putting pages in place right now; Args: who, when
	SweepRunning  = sweep.Running           // old releases with the same files are being removed right now
	SourceChanged = body.SourceChanged      // a file is not what the build said; Args: path
	NoPages       = "publish-no-pages"      // the release has no page at all
	ManyGone      = "publish-many-gone"     // a warning: most pages would go; Args: gone, pages
	LargeFile     = "publish-large-file"    // a warning: a visitor waits for it; Args: file, size, wait
	Cancelled     = "publish-cancelled"     // the person ended it
	SwitchUnknown = channel.SwitchUnknown   // no answer to the switch, and none to the question after it
	NotConfirmed  = "publish-not-confirmed" // a warning: done, but the address does not show it; Args: address, found
	Lost          = "publish-lost"          // a warning: the store has not what it was sent; Args: path
	ForeignFile   = "publish-foreign-file"  // a public file that this program did not make; Args: path
	NotReadable   = channel.NotReadable     // written by a newer program, or damaged
	NoRelease     = "rollback-no-release"   // to what is not kept; Args: release
	LeaseHeld     = channel.LeaseHeld       // another computer publishes; Args: who, when
)

// undertaking is what was tried, as codes begin with it.
type undertaking string

const (
	publishing undertaking = "publish-"
	goingBack  undertaking = "rollback-"
	sweeping   undertaking = "sweep-"
)

// code returns the code of this undertaking for one of a store or of a publish.
func (u undertaking) code(of string) string {
	for _, family := range []string{"store-", string(publishing)} {
		if kind, ok := strings.CutPrefix(of, family); ok {
			return string(u) + kind
		}
	}
	return of
}

// seen is what is known of what visitors see.
type seen struct {
	known    bool      // the pointer was read
	at       time.Time // of the live release; zero: none
	mixed    bool      // website: pages of two releases
	switched bool      // the new release is live
}

func (s seen) words(u undertaking, now time.Time) string {
	switch {
	case s.switched && u == goingBack:
		return "the earlier release, whole"
	case s.switched:
		return "the new release, whole"
	case s.mixed && u == goingBack:
		return "whole pages, some of the earlier release and some of the one after it; going back once more finishes it"
	case s.mixed:
		return "whole pages, some of the new release and some of the one before; publishing again finishes it"
	case !s.known:
		return "what they saw before"
	case s.at.IsZero():
		return "no page yet, because nothing was published here before"
	}
	return "the release of " + channel.When(s.at, now)
}

// explain turns err into the Diag that a person is told.
func (p *Publisher) explain(u undertaking, err error, s seen) error {
	live := s.words(u, p.o.Now())
	var d *diag.Diag
	switch isDiag := errors.As(err, &d); {
	case isDiag && !strings.HasPrefix(d.Code, "store-"):
		return p.told(d, u.code(d.Code), live)
	case errors.Is(err, context.Canceled):
		return p.told(store.Fail("", err), u.code(Cancelled), live)
	case errors.Is(err, context.DeadlineExceeded):
		return p.told(store.Fail("", err), u.code(store.Unreachable), live)
	case isDiag:
		return p.told(d, u.code(d.Code), live)
	}
	return err
}

// told returns d under another code, with what visitors see.
func (p *Publisher) told(d *diag.Diag, code, live string) *diag.Diag {
	c := *d
	c.Code, c.Err = code, d.Err
	if strings.HasPrefix(d.Code, "store-") {
		c.Err = d
	}
	c.Args = maps.Clone(d.Args)
	if c.Args == nil {
		c.Args = map[string]string{}
	}
	c.Args["live"] = live
	if p.o.Place != "" || c.Args["place"] == "" {
		c.Args["place"] = p.o.Place
	}
	return &c
}
