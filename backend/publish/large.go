package publish

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/diag"
)

const (
	largeFile = 10_000_000 // bytes: a visitor on a phone waits for it
	maxLarge  = 5          // files that a plan names, the largest first
	phoneRate = 1_250_000  // bytes a second: an ordinary connection of a phone
)

// warnOfLarge names the large files among those that are to be sent.
func (p *Plan) warnOfLarge(describe Describe) {
	large := slices.DeleteFunc(slices.Clone(p.missing), func(o object) bool { return o.file.Size < largeFile })
	slices.SortFunc(large, func(a, b object) int {
		return cmp.Or(cmp.Compare(b.file.Size, a.file.Size), strings.Compare(a.path, b.path))
	})
	for _, o := range large[:min(len(large), maxLarge)] {
		name := path.Base(change.Plain(o.path))
		if describe != nil {
			if source := describe(o.path).Source; source != "" {
				name = path.Base(source)
			}
		}
		d := store.Fail(LargeFile, nil, "file", name, "size", strconv.FormatInt((o.file.Size+500_000)/1_000_000, 10)+" MB", "wait", waitFor(o.file.Size))
		d.Severity = diag.Warning
		p.Problems = append(p.Problems, d)
	}
}

// waitFor says in words how long a phone takes to load so much.
func waitFor(bytes int64) string {
	seconds := float64(bytes) / phoneRate
	switch minutes := math.Round(seconds / 60); {
	case seconds < 50:
		return fmt.Sprintf("about %d seconds", int(math.Round(seconds/5))*5)
	case minutes <= 1:
		return "about a minute"
	default:
		return fmt.Sprintf("about %d minutes", int(minutes))
	}
}
