package generator

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"sync"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/internal/pack"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// The state between processes: a mark with the version, a checksum of the rest,
// the rest. At its end stands the list of outputs that a build is writing: when
// it never came to its end, these are made again.
const (
	stateMark = "pagewright state 3\n"
	stateHead = len(stateMark) + 4
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
	known, memo, end, ok := decodeState(data, e.o.Program)
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
	data := encodeState(s, &e.memo, len(e.saved)/2+1<<16)
	if err := e.o.State.Save(data); err != nil {
		return fmt.Errorf("save what the build derived: %w", err)
	}
	e.saved, e.named = data[:len(data)-1], nil
	return nil
}

// pending saves that outputs are about to be written or removed, besides those
// that this build named before, so that a process that ends in between leaves
// them to be made again.
func (e *Engine) pending(more []string) error {
	if e.o.State == nil || e.saved == nil || len(more) == 0 {
		return nil
	}
	e.named = append(e.named, more...)
	paths := slices.Clone(e.named)
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
// room is how many bytes each half will take, about.
func encodeState(s *snapshot, m *memory, room int) []byte {
	var tail []byte
	var wait sync.WaitGroup
	wait.Go(func() { tail = appendMemory(make([]byte, 0, room), m) })
	b := make([]byte, stateHead, 2*room)
	b = pack.String(b, s.o.Program)
	pages := s.world.Site.Pages
	b = pack.Uint(b, uint64(len(pages)))
	for _, p := range pages {
		b = content.AppendPage(appendStat(b, s.stats[p.Path]), p)
	}
	b = appendEntries(b, s.files)
	wait.Wait()
	b = append(b, tail...)
	return seal(pack.Uint(b, 0)) // nothing is being written
}

// seal puts mark and sum at the head.
func seal(b []byte) []byte {
	copy(b, stateMark)
	binary.LittleEndian.PutUint32(b[len(stateMark):], checksum(b[stateHead:]))
	return b
}

// checksum finds damage; it is no guard against forgery, for whoever can write
// the state can write the site.
func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

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
		b = pack.Bool(pack.Int(pack.Int(pack.Int(b, e.info.Size), int64(e.info.Width)), int64(e.info.Height)), e.info.Scales)
	}
	return b
}

func readEntries(r *pack.Reader) map[string]*entry {
	n := r.Count()
	files := make(map[string]*entry, n)
	for range n {
		p := r.String()
		e := known(readStat(r), render.File{Path: p, Hash: r.String(), Size: r.Int(), Width: int(r.Int()), Height: int(r.Int()), Scales: r.Bool()})
		files[p] = e
	}
	return files
}

func appendMemory(b []byte, m *memory) []byte {
	b = pack.Uint(b, uint64(len(m.answers)))
	for _, a := range m.answers {
		a.n = 0
	}
	paths := slices.Sorted(maps.Keys(m.traces))
	n := uint32(0)
	for _, p := range paths {
		for _, a := range m.traces[p].deps {
			if a.n == 0 {
				n++
				a.n = n
				b = append(pack.String(append(b, byte(a.dep.Kind)), a.dep.Arg), a.sum[:]...)
			}
		}
	}
	b = pack.Uint(b, uint64(len(paths)))
	for _, p := range paths {
		t := m.traces[p]
		b = appendFile(pack.String(b, p), t)
		b = pack.Uint(b, uint64(len(t.deps)))
		for _, a := range t.deps {
			b = pack.Uint(b, uint64(a.n))
		}
		b = content.AppendDiags(b, t.diags)
	}
	return b
}

// What a trace says of its file, in one byte.
const (
	isImmutable = 1 << iota
	isGone      // the site has it no longer
	onDisk      // the output has what the site has
)

// appendFile appends what the site and the output have at a path. The type
// follows from the path.
func appendFile(b []byte, t *trace) []byte {
	var bits byte
	if t.file.Class == release.Immutable {
		bits |= isImmutable
	}
	if t.gone() {
		bits |= isGone
	}
	if t.disk == t.file.Hash {
		bits |= onDisk
	}
	b = append(b, bits)
	if !t.gone() {
		b, _ = hex.AppendDecode(pack.Int(b, t.file.Size), []byte(t.file.Hash))
	}
	if t.disk != t.file.Hash {
		b = pack.String(b, t.disk)
	}
	return b
}

func readFile(r *pack.Reader, t *trace, path string) {
	bits := byte(isGone)
	if s := r.Raw(1); s != "" {
		bits = s[0]
	}
	if bits&isGone == 0 {
		size := r.Int()
		t.file = release.File{Size: size, Hash: hex.EncodeToString([]byte(r.Raw(32))), Type: asset.Type(path), Class: release.Page}
		if bits&isImmutable != 0 {
			t.file.Class = release.Immutable
		}
	}
	if t.disk = t.file.Hash; bits&onDisk == 0 {
		t.disk = r.String()
	}
}

// decodeState reads a state; end is where the list of what is being written
// begins. ok is false for one that is damaged, of another version, or of
// another program.
func decodeState(raw []byte, program string) (known *knowledge, m memory, end int, ok bool) {
	if len(raw) < stateHead || string(raw[:len(stateMark)]) != stateMark {
		return nil, m, 0, false
	}
	if binary.LittleEndian.Uint32(raw[len(stateMark):]) != checksum(raw[stateHead:]) {
		return nil, m, 0, false
	}
	data := string(raw)
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
	all := make([]answer, r.Count())
	m := memory{answers: make(map[render.Dep]*answer, len(all))}
	for i := range all {
		a := &all[i]
		if kind := r.Raw(1); kind != "" {
			a.dep.Kind = render.Kind(kind[0])
		}
		a.dep.Arg, a.sum = r.String(), r.Sum()
		m.answers[a.dep] = a
	}
	n := r.Count()
	m.traces = make(map[string]*trace, n)
	traces := make([]trace, n)
	for i := range traces {
		p := r.String()
		t := &traces[i]
		readFile(r, t, p)
		t.deps = make([]*answer, r.Count())
		for j := range t.deps {
			n := r.Uint()
			if n == 0 || n > uint64(len(all)) {
				return m, false
			}
			t.deps[j] = &all[n-1]
		}
		t.diags = content.ReadDiags(r)
		m.traces[p] = t
	}
	return m, r.Err() == nil
}
