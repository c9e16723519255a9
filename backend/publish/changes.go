package publish

import (
	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/generator/release"
)

// Change is one thing that visitors will find different.
type Change = change.Change

// Compare returns what visitors of old will find different in m, as a Plan
// does, without titles. A nil old is no site at all.
func Compare(old, m *release.Manifest) []Change { return change.Compare(old, m, nil) }

// Words says the plan's changes in a few words: "3 pages changed", "1 picture
// new". Empty: visitors will find nothing different.
func (p *Plan) Words() []string { return change.Words(p.Changes) }
