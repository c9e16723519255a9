package generator

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"unsafe"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/internal/pack"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// The state between processes: a mark with the version, a checksum of the rest,
// the rest. Beside it lies, while a build writes, a note in the same form with
// the list of outputs that it is writing: when it never came to its end, these
// are made again.
const (
	stateMark = "pagewright state 4\n"
	stateHead = len(stateMark) + 4
)

// remember loads the state. What can not be read is as if it never was.
func (e *Engine) remember() *knowledge {
	e.memo = memory{traces: map[string]*trace{}}
	if e.o.State == nil {
		return nil
	}
	data, err := e.o.State.Load()
	if err != nil {
		return nil
	}
	note, err := e.o.State.Noted()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	known, memo, ok := decodeState(data, e.o.Program)
	if !ok || !memo.open(note) {
		return nil
	}
	e.memo, e.saved = memo, len(data)
	return known
}

// open takes in the note of a build that did not end; ok is false for one that
// is damaged.
func (m *memory) open(note []byte) (ok bool) {
	if len(note) == 0 {
		return true
	}
	r, ok := unseal(note)
	if !ok {
		return false
	}
	for _, p := range r.Strings() {
		if m.traces[p] == nil {
			m.traces[p] = &trace{}
		}
		m.traces[p].disk = unknown
	}
	return r.Err() == nil
}

// save keeps what the build derived.
func (e *Engine) save(s *snapshot, plan []render.Output) error {
	if e.o.State == nil {
		return nil
	}
	data := encodeState(s, &e.memo, plan, e.saved/2+1<<16)
	if err := e.o.State.Save(data); err != nil {
		return fmt.Errorf("save what the build derived: %w", err)
	}
	e.saved, e.named = len(data), nil
	return nil
}

// pending notes that outputs are about to be written or removed, besides those
// that this build named before, so that a process that ends in between leaves
// them to be made again.
func (e *Engine) pending(more []string) error {
	if e.o.State == nil || e.saved == 0 || len(more) == 0 {
		return nil
	}
	e.named = append(e.named, more...)
	paths := slices.Clone(e.named)
	for p, t := range e.memo.traces {
		if t.disk == unknown {
			paths = append(paths, p)
		}
	}
	if err := e.o.State.Note(seal(pack.Strings(make([]byte, stateHead), paths))); err != nil {
		return fmt.Errorf("note what is about to be written: %w", err)
	}
	return nil
}

// encodeState writes all that a later process may use.
// room is how many bytes each half will take, about.
func encodeState(s *snapshot, m *memory, plan []render.Output, room int) []byte {
	var tail []byte
	var wait sync.WaitGroup
	wait.Go(func() { tail = appendMemory(make([]byte, 0, room), m, plan) })
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
	return seal(b)
}

// seal puts mark and sum at the head.
func seal(b []byte) []byte {
	copy(b, stateMark)
	binary.LittleEndian.PutUint32(b[len(stateMark):], checksum(b[stateHead:]))
	return b
}

// unseal returns what seal sealed; ok is false for what is damaged or of another
// version. The strings that are read from it are parts of b.
func unseal(b []byte) (r *pack.Reader, ok bool) {
	if len(b) < stateHead || string(b[:len(stateMark)]) != stateMark {
		return nil, false
	}
	if binary.LittleEndian.Uint32(b[len(stateMark):]) != checksum(b[stateHead:]) {
		return nil, false
	}
	return pack.NewReader(unsafe.String(&b[0], len(b))[stateHead:]), true // nobody changes b any more
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

func appendMemory(b []byte, m *memory, plan []render.Output) []byte {
	b = pack.Uint(b, uint64(len(m.answers)))
	for _, a := range m.answers {
		a.n = 0
	}
	paths := m.inOrder(plan)
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
		b = appendFile(pack.String(b, p), p, t)
		b = pack.Uint(b, uint64(len(t.deps)))
		for _, a := range t.deps {
			b = pack.Uint(b, uint64(a.n))
		}
		b = content.AppendDiags(b, t.diags)
	}
	return b
}

// inOrder returns the paths of all traces in the order of a plan, and then the
// rest: who reads them in this order walks through memory and does not jump.
func (m *memory) inOrder(plan []render.Output) []string {
	paths := make([]string, 0, len(m.traces))
	listed := make(map[*trace]struct{}, len(m.traces))
	for _, o := range plan {
		if t := m.traces[o.Path]; t != nil {
			paths = append(paths, o.Path)
			listed[t] = struct{}{}
		}
	}
	planned := len(paths)
	for p, t := range m.traces {
		if _, ok := listed[t]; !ok {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths[planned:])
	return paths
}

// What a trace says of its file, in one byte.
const (
	isImmutable = 1 << iota
	isGone      // the site has it no longer
	onDisk      // the output has what the site has
	isTyped     // its type does not follow from its path
)

// appendFile appends what the site and the output have at a path.
func appendFile(b []byte, path string, t *trace) []byte {
	var bits byte
	if !t.gone() && t.file.Type != asset.Type(path) {
		bits |= isTyped
	}
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
	if bits&isTyped != 0 {
		b = pack.String(b, t.file.Type)
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
	if bits&isTyped != 0 {
		t.file.Type = r.String()
	}
	if t.disk = t.file.Hash; bits&onDisk == 0 {
		t.disk = r.String()
	}
}

// decodeState reads a state. ok is false for one that is damaged, of another
// version, or of another program.
func decodeState(raw []byte, program string) (known *knowledge, m memory, ok bool) {
	r, ok := unseal(raw)
	if !ok || r.String() != program {
		return nil, m, false
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
	return k, m, ok && r.Err() == nil
}

func readMemory(r *pack.Reader) (memory, bool) {
	all := make([]answer, r.Count())
	m := memory{answers: make([]*answer, len(all))}
	for i := range all {
		a := &all[i]
		if kind := r.Raw(1); kind != "" {
			a.dep.Kind = render.Kind(kind[0])
		}
		a.dep.Arg, a.sum = r.String(), r.Sum()
		m.answers[i] = a
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
