package generator

import (
	"slices"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// memory is what is known of the last build: for each output what it came to
// and which questions it asked, and for each question the answer it got then.
type memory struct {
	traces  map[string]*trace
	answers []*answer
	byDep   map[render.Dep]*answer // answers by their question; nil: not made yet
	gen     uint32                 // counts builds
}

// trace is one output of the last build.
type trace struct {
	file  release.File // as the site has it; the zero value: it has it no longer
	disk  string       // hash of what the output has; empty: nothing
	deps  []*answer
	diags []diag.Diag
}

// unknown is the disk of an output that may be half written: a build that was
// to write it did not end.
const unknown = "?"

// gone says that the site has no such output and the output still does.
func (t *trace) gone() bool { return t.file.Hash == "" }

// answer is a question with the answer that all outputs that asked it got.
type answer struct {
	dep render.Dep
	sum pack.Sum
	now pack.Sum // in a build: the answer as it is now
	n   uint32   // number in an encoded state, from 1; 0: none yet
	gen uint32   // the last build that used it
}

// intern returns the table's answers for questions; new ones are asked.
func (m *memory) intern(w *render.World, deps []render.Dep) []*answer {
	if m.byDep == nil { // a build that makes nothing does without
		m.byDep = make(map[render.Dep]*answer, len(m.answers))
		for _, a := range m.answers {
			m.byDep[a.dep] = a
		}
	}
	list := make([]*answer, len(deps))
	for i, d := range deps {
		a := m.byDep[d]
		if a == nil {
			sum := w.Answer(d)
			a = &answer{dep: d, sum: sum, now: sum}
			m.byDep[d] = a
			m.answers = append(m.answers, a)
		}
		list[i] = a
	}
	return list
}

// settle takes over the answers of the build that ended, and drops the
// questions that nobody asks any more.
func (m *memory) settle() {
	m.gen++
	for _, t := range m.traces {
		for _, a := range t.deps {
			a.sum, a.gen = a.now, m.gen
		}
	}
	m.answers = slices.DeleteFunc(m.answers, func(a *answer) bool {
		if a.gen != m.gen {
			delete(m.byDep, a.dep)
			return true
		}
		return false
	})
}

// knowledge is what an earlier process left: nil knows nothing.
type knowledge struct {
	pages map[string]knownPage
	files map[string]*entry
}

type knownPage struct {
	stat stat
	page *content.Page
}

// page returns the page at a path when its file is still the same.
func (k *knowledge) page(p string, s stat) *content.Page {
	if k == nil {
		return nil
	}
	if known := k.pages[p]; known.page != nil && known.stat == s && s.sure() {
		return known.page
	}
	return nil
}

// entry returns the file at a path, with what is known of it when it is still
// the same.
func (k *knowledge) entry(p string, s stat) *entry {
	if k != nil && s.sure() {
		if e := k.files[p]; e != nil && e.stat == s {
			return e
		}
	}
	return &entry{stat: s}
}
