package publish

import "github.com/pagewright/pagewright/generator/release"

// Compare returns what visitors of old will find different in m, as a Plan
// does, without titles. A nil old is no site at all.
func Compare(old, m *release.Manifest) []Change {
	return (&Publisher{}).changes(old, m)
}
