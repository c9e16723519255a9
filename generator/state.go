package generator

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/internal/pack"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// The state between processes: a mark, the sum of the rest, the rest. Behind
// it may stand the list of outputs that a build is writing: when it never came
// to its end, these are made again.
const (
	stateMark = "pagewright state 1\n"
	stateHead = len(stateMark) + 16
)

// remember loads the state. What can not be read is as if it never was.
func (e *Engine) remember() *knowledge {
	e.memo = memory{traces: map[string]*trace{}, answers: map[render.Dep]*answer{}}
	if e.o.State == nil {
		return nil
	}
	data, err := e.o.State.Load()
	if err != nil {
		return nil
	}
	known, memo, end, ok := decodeState(string(data), e.o.Program)
	if !ok {
		return nil
	}
	e.memo, e.saved = memo, data[:end]
	return known
}

// save keeps what the build derived.
func (e *Engine) save(s *snapshot) error {
	if e.o.State == nil {
		return nil
	}
	data := encodeState(s, &e.memo)
	if err := e.o.State.Save(data); err != nil {
		return fmt.Errorf("save what the build derived: %w", err)
	}
	e.saved = data[:len(data)-1]
	return nil
}

// pending saves that outputs are about to be written or removed, so that a
// process that ends in between leaves them to be made again.
func (e *Engine) pending(paths []string) error {
	if e.o.State == nil || e.saved == nil {
		return nil
	}
	for p, t := range e.memo.traces {
		if t.disk == unknown {
			paths = append(paths, p)
		}
	}
	data := pack.Strings(slices.Clone(e.saved), paths)
	if err := e.o.State.Save(seal(data)); err != nil {
		return fmt.Errorf("save what is about to be written: %w", err)
	}
	return nil
}

// encodeState writes all that a later process may use.
func encodeState(s *snapshot, m *memory) []byte {
	b := make([]byte, stateHead, 1<<20)
	b = pack.String(b, s.o.Program)
	pages := s.world.Site.Pages
	b = pack.Uint(b, uint64(len(pages)))
	for _, p := range pages {
		b = content.AppendPage(appendStat(b, s.stats[p.Path]), p)
	}
	b = appendEntries(b, s.files)
	b = appendMemory(b, m)
	return seal(pack.Uint(b, 0)) // nothing is being written
}

// seal puts mark and sum at the head.
func seal(b []byte) []byte {
	copy(b, stateMark)
	sum := sha256.Sum256(b[stateHead:])
	copy(b[len(stateMark):stateHead], sum[:])
	return b
}

func appendStat(b []byte, s stat) []byte {
	return pack.Uint(pack.Int(pack.Int(b, s.size), s.mod), s.ino)
}

func readStat(r *pack.Reader) stat {
	return stat{r.Int(), r.Int(), r.Uint()}
}

// appendEntries appends the files that were looked at.
func appendEntries(b []byte, files map[string]*entry) []byte {
	var known []string
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if e := files[p]; e.seen() && e.info.Hash != "" && e.info.Err == nil {
			known = append(known, p)
		}
	}
	b = pack.Uint(b, uint64(len(known)))
	for _, p := range known {
		e := files[p]
		b = pack.String(appendStat(pack.String(b, p), e.stat), e.info.Hash)
		b = pack.Int(pack.Int(pack.Int(b, e.info.Size), int64(e.info.Width)), int64(e.info.Height))
	}
	return b
}

func readEntries(r *pack.Reader) map[string]*entry {
	n := r.Count()
	files := make(map[string]*entry, n)
	for range n {
		p := r.String()
		e := known(readStat(r), render.File{Path: p, Hash: r.String(), Size: r.Int(), Width: int(r.Int()), Height: int(r.Int())})
		files[p] = e
	}
	return files
}

func appendMemory(b []byte, m *memory) []byte {
	number := make(map[*answer]uint64, len(m.answers))
	b = pack.Uint(b, uint64(len(m.answers)))
	paths := slices.Sorted(maps.Keys(m.traces))
	add := func(a *answer) {
		if _, ok := number[a]; !ok {
			number[a] = uint64(len(number))
			b = append(pack.String(append(b, byte(a.dep.Kind)), a.dep.Arg), a.sum[:]...)
		}
	}
	for _, p := range paths {
		for _, a := range m.traces[p].deps {
			add(a)
		}
	}
	b = pack.Uint(b, uint64(len(paths)))
	for _, p := range paths {
		t := m.traces[p]
		f := t.file
		b = pack.String(pack.String(pack.String(pack.Int(pack.String(b, p), f.Size), f.Hash), f.Type), string(f.Class))
		b = pack.String(b, t.disk)
		b = pack.Uint(b, uint64(len(t.deps)))
		for _, a := range t.deps {
			b = pack.Uint(b, number[a])
		}
		b = content.AppendDiags(b, t.diags)
	}
	return b
}

// decodeState reads a state; end is where the list of what is being written
// begins. ok is false for one that is damaged, of another version, or of
// another program.
func decodeState(data, program string) (known *knowledge, m memory, end int, ok bool) {
	if len(data) < stateHead || data[:len(stateMark)] != stateMark {
		return nil, m, 0, false
	}
	sum := sha256.Sum256([]byte(data[stateHead:]))
	if data[len(stateMark):stateHead] != string(sum[:16]) {
		return nil, m, 0, false
	}
	r := pack.NewReader(data[stateHead:])
	if r.String() != program {
		return nil, m, 0, false
	}
	n := r.Count()
	k := &knowledge{pages: make(map[string]knownPage, n)}
	for range n {
		s := readStat(r)
		p := content.ReadPage(r)
		k.pages[p.Path] = knownPage{s, p}
	}
	k.files = readEntries(r)
	m, ok = readMemory(r)
	end = len(data) - r.Rest()
	for range r.Count() { // a build that did not end
		p := r.String()
		if m.traces[p] == nil {
			m.traces[p] = &trace{}
		}
		m.traces[p].disk = unknown
	}
	return k, m, end, ok && r.Err() == nil
}

func readMemory(r *pack.Reader) (memory, bool) {
	all := make([]*answer, r.Count())
	m := memory{answers: make(map[render.Dep]*answer, len(all))}
	block := make([]answer, len(all))
	for i := range all {
		a := &block[i]
		if kind := r.Raw(1); kind != "" {
			a.dep.Kind = render.Kind(kind[0])
		}
		a.dep.Arg, a.sum = r.String(), r.Sum()
		all[i] = a
		m.answers[a.dep] = a
	}
	n := r.Count()
	m.traces = make(map[string]*trace, n)
	traces := make([]trace, n)
	for i := range traces {
		p := r.String()
		t := &traces[i]
		t.file = release.File{Size: r.Int(), Hash: r.String(), Type: r.String(), Class: release.Class(r.String())}
		t.disk = r.String()
		t.deps = make([]*answer, r.Count())
		for j := range t.deps {
			at := r.Uint()
			if at >= uint64(len(all)) {
				return m, false
			}
			t.deps[j] = all[at]
		}
		t.diags = content.ReadDiags(r)
		m.traces[p] = t
	}
	return m, r.Err() == nil
}
