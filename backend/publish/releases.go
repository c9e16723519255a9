package publish

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// ReleaseInfo is one release that the channel keeps.
type ReleaseInfo struct {
	release.Kept
	Name     string // tells it from the others: when it was published, with seconds where two share a minute
	Mine     bool   // this owner published it
	Live     bool   // visitors see it now
	Previous bool   // what Rollback goes to when it is not told
	Back     bool   // Rollback can go there
}

// Releases returns the releases that the channel keeps, newest first; none
// when nothing was published. One request. Errors are those of package store,
// and NotReadable.
func (p *Publisher) Releases(ctx context.Context) ([]ReleaseInfo, error) {
	c, err := p.read(ctx)
	if err != nil {
		var d *diag.Diag
		if errors.As(err, &d) && d.Code == NotReadable {
			err = p.explain(publishing, err, seen{})
		}
		return nil, err // nothing was to be published: the store's own words say it
	}
	if c.pointer == nil {
		return nil, nil
	}
	names := names(c.pointer.Kept, p.o.Now().Location())
	var out []ReleaseInfo
	for i, k := range c.pointer.Kept {
		live := k.ID == c.pointer.Release
		out = append(out, ReleaseInfo{
			Kept: k, Name: names[i], Mine: k.Owner != "" && k.Owner == p.o.Owner, Live: live, Previous: k.ID == c.pointer.Previous,
			Back: !live && c.pointer.Delivery == string(p.o.Delivery),
		})
	}
	return out, nil
}

// names gives each release a name that no other has: its time to the minute,
// to the second where two share the minute, with a number where two share
// that.
func names(kept []release.Kept, zone *time.Location) []string {
	const minute, second = "2 January 2006, 15:04", "2 January 2006, 15:04:05"
	minutes, seconds := map[string]int{}, map[string]int{}
	for _, k := range kept {
		minutes[k.At.In(zone).Format(minute)]++
	}
	out := make([]string, len(kept))
	for i := len(kept) - 1; i >= 0; i-- { // the oldest first: a number stays when others come
		at := kept[i].At.In(zone)
		name := at.Format(minute)
		if minutes[name] > 1 {
			name = at.Format(second)
			if seconds[name]++; seconds[name] > 1 {
				name += " (" + strconv.Itoa(seconds[name]) + ")"
			}
		}
		out[i] = name
	}
	return out
}
