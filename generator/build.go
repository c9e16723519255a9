package generator

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// Build makes the release of the site as the last Update left it. Outputs that
// nothing touched since the last build are neither made nor written again; what
// the site no longer has is removed. A nil out makes the release alone. After
// an error the next Build goes on where this one stopped.
func (e *Engine) Build(ctx context.Context, out Output) (*Result, error) {
	b, err := e.run(ctx, out, false)
	if err != nil {
		return nil, err
	}
	return b.came, nil
}

// run is Build, or Look.
func (e *Engine) run(ctx context.Context, out Output, look bool) (*build, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.state.Load()
	b := &build{snapshot: s, look: look, memo: &e.memo, out: out, next: make(map[string]*trace, len(e.memo.traces)), shelf: map[string]bool{}}
	b.plan = s.world.Plan()
	if err := b.findStale(ctx); err != nil {
		return nil, err
	}
	if err := b.run(ctx, e); err != nil {
		b.leaveOpen()
		return nil, err
	}
	s.kept.drop()
	same := b.same()
	e.memo.traces = b.next
	if !same {
		e.memo.settle()
	}
	var wait sync.WaitGroup
	wait.Go(func() { b.came = b.result() }) // while the state is written
	var err error
	if !same || s.fresh {
		err = e.save(s, b.plan)
		s.fresh = err != nil
	}
	wait.Wait()
	return b, err
}

// same says that the build found everything as the last one left it.
func (b *build) same() bool {
	if b.made > 0 || len(b.next) != len(b.memo.traces) {
		return false
	}
	for path, t := range b.next {
		if b.memo.traces[path] != t {
			return false
		}
	}
	return true
}

// build is one run of Build.
type build struct {
	*snapshot
	memo *memory
	out  Output
	plan []render.Output

	pool sync.Pool // of *bytes.Buffer

	mu      sync.Mutex
	next    map[string]*trace
	came    *Result // once all is made
	made    int     // outputs that were made
	written int
	touched []string // outputs given to out

	look     bool                    // no picture is made smaller
	pictures []render.Output         // widths of pictures that are not known or not there
	shelf    map[string]bool         // what the build has of them on the shelf
	later    map[string]release.File // those that are made when somebody looks at them
}

// findStale asks every question of the last build again.
func (b *build) findStale(ctx context.Context) error {
	all := b.memo.answers
	return chunked(ctx, b.o.Workers, len(all), func(i int) { all[i].now = b.world.Answer(all[i].dep) })
}

// fresh returns the trace of an output that need not be made again, or nil.
func (b *build) fresh(o render.Output) *trace {
	t := b.memo.traces[o.Path]
	if t == nil || len(t.deps) == 0 || !b.there(o.Path, t, t.file) {
		return nil
	}
	for _, a := range t.deps {
		if a.now != a.sum {
			return nil
		}
	}
	return t
}

// there says whether the output has this file already. Without an output
// nothing is ever lacking.
func (b *build) there(path string, t *trace, f release.File) bool {
	if b.out == nil {
		return true
	}
	if t == nil || t.disk != f.Hash {
		return false
	}
	k, ok := b.out.(Keeper)
	return !ok || k.Has(path, f.Size)
}

// run makes what must be made, then what that refers to, then removes the rest.
func (b *build) run(ctx context.Context, e *Engine) error {
	kept := make([]*trace, len(b.plan))
	err := chunked(ctx, b.o.Workers, len(b.plan), func(i int) { kept[i] = b.fresh(b.plan[i]) })
	if err != nil {
		return err
	}
	var todo []render.Output
	for i, o := range b.plan {
		if kept[i] != nil {
			b.next[o.Path] = kept[i]
		} else {
			todo = append(todo, o)
		}
	}
	if err := e.announce(b, todo); err != nil {
		return err
	}
	if err := parallel(ctx, b.o.Workers, len(todo), func(i int) error { return b.make(ctx, todo[i]) }); err != nil {
		return err
	}
	if err := b.needs(ctx, e); err != nil {
		return err
	}
	return b.sweep(e)
}

// maxPooled is the largest memory that is kept for the next output: a page fits,
// a film does not stay.
const maxPooled = 4 << 20

// make makes one output, and writes it when it is not what was there.
func (b *build) make(ctx context.Context, o render.Output) error {
	buf, ok := b.pool.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	defer func() {
		if buf.Cap() <= maxPooled {
			b.pool.Put(buf)
		}
	}()
	buf.Reset()
	v := b.world.View(ctx)
	if err := v.Render(buf, o); err != nil {
		return fmt.Errorf("make %s: %w", o.Path, err)
	}
	t := &trace{file: render.Describe(o, buf.Bytes()), diags: v.Diags}
	if err := b.put(o.Path, t, buf.Bytes()); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.made++
	t.deps = b.memo.intern(b.world, v.Deps)
	return nil
}

// put records an output, and writes it when it is not what was there.
func (b *build) put(path string, t *trace, content []byte) error {
	before := b.memo.traces[path]
	write := !b.there(path, before, t.file) || b.out == nil && (before == nil || before.file.Hash != t.file.Hash)
	var err error
	switch {
	case b.out == nil && before != nil:
		t.disk = before.disk
	case b.out != nil && write:
		if err = b.out.Write(path, content); err != nil {
			err = fmt.Errorf("write %s: %w", path, err)
		}
		t.disk = t.file.Hash
	case b.out != nil:
		t.disk = t.file.Hash
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if write {
		b.written++
		b.touched = append(b.touched, path)
	}
	b.next[path] = t
	return err
}
