package publish

import (
	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/generator/release"
)

// Change is one thing that visitors will find different.
type Change = change.Change

// Changes is all that visitors will find different.
type Changes = change.Changes

// Describe says what is known of a page by its path in the release.
type Describe = change.Describe

// Compare returns what visitors of old will find different in r, as a Plan
// does. A nil old is no site at all; describe may be nil.
func Compare(old *release.Manifest, r *release.Release, describe Describe) Changes {
	return change.Compare(old, change.Next{Manifest: r.Manifest, Content: r.Content, Describe: describe})
}
