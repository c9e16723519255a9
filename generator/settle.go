package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// needs brings the assets and files that outputs refer to.
func (b *build) needs(ctx context.Context, e *Engine) error {
	var deps []render.Dep
	seen := map[*answer]struct{}{}
	for _, t := range b.next {
		for _, a := range t.deps {
			if a.dep.Kind != render.OnAsset && a.dep.Kind != render.OnFile && a.dep.Kind != render.OnPicture && a.dep.Kind != render.OnScaled {
				continue
			}
			if _, ok := seen[a]; !ok {
				seen[a] = struct{}{}
				deps = append(deps, a.dep)
			}
		}
	}
	var todo []render.Output
	b.world.Needs(deps, func(o render.Output) {
		if o.Make == render.MakeScaled {
			b.needScaled(o)
			return
		}
		f, ok := b.world.Known(o)
		if _, have := b.next[o.Path]; have || !ok {
			return
		}
		if t := b.memo.traces[o.Path]; t != nil && t.file == f && b.there(o.Path, t, f) {
			b.next[o.Path] = t
			return
		}
		b.next[o.Path] = &trace{file: f}
		todo = append(todo, o)
	})
	if err := e.announce(b, slices.Concat(todo, b.pictures)); err != nil {
		return err
	}
	if err := parallel(ctx, b.o.Workers, len(todo), func(i int) error { return b.copy(ctx, todo[i]) }); err != nil {
		return err
	}
	return b.scale(ctx)
}

// copy writes an asset or a file whose name carries its fingerprint.
func (b *build) copy(ctx context.Context, o render.Output) error {
	want, _ := b.world.Known(o)
	var buf bytes.Buffer
	if b.out != nil {
		if err := b.world.View(ctx).Render(&buf, o); err != nil {
			return fmt.Errorf("copy %s: %w", o.Path, err)
		}
		if release.Hash(buf.Bytes()) != want.Hash {
			return fmt.Errorf("copy %s: %w", o.Name, ErrChanged)
		}
	}
	return b.put(o.Path, &trace{file: want}, buf.Bytes())
}

// sweep removes what the output has and the site no longer.
func (b *build) sweep(e *Engine) error {
	var gone []string
	for path, t := range b.memo.traces {
		if b.next[path] == nil && t.disk != "" {
			gone = append(gone, path)
		}
	}
	if b.out == nil { // remember it for a build that has an output
		for _, path := range gone {
			b.next[path] = &trace{disk: b.memo.traces[path].disk}
		}
		return nil
	}
	if len(gone) == 0 {
		return nil
	}
	if err := e.pending(gone); err != nil {
		return err
	}
	var errs []error
	for _, path := range gone {
		b.touched = append(b.touched, path)
		if err := b.out.Remove(path); err != nil {
			errs = append(errs, fmt.Errorf("remove %s: %w", path, err))
		}
	}
	return errors.Join(errs...)
}

// leaveOpen notes, after an error, what out may have got or lost: the next
// build makes it again, whatever it knew of it.
func (b *build) leaveOpen() {
	if b.out == nil {
		return
	}
	for _, path := range b.touched {
		b.memo.traces[path] = &trace{disk: unknown}
	}
}

// announce saves, before anything is written, which outputs are about to be: a
// process that ends in between leaves them open.
func (e *Engine) announce(b *build, todo []render.Output) error {
	if b.out == nil || len(todo) == 0 || len(e.memo.traces) == 0 {
		return nil
	}
	paths := make([]string, len(todo))
	for i, o := range todo {
		paths[i] = o.Path
	}
	return e.pending(paths)
}

func (b *build) result() *Result {
	m := &release.Manifest{Version: release.Version, Files: make(map[string]release.File, len(b.next)), Redirects: b.world.Redirects(), NotFound: render.NotFound}
	diags := b.diags()
	for path, t := range b.next {
		if t.gone() {
			continue
		}
		m.Files[path] = t.file
		diags = append(diags, t.diags...)
	}
	maps.Copy(m.Files, b.later)
	pages := 0
	for _, o := range b.plan {
		if o.Page != nil && (o.Make == render.MakePage || o.N == 1) {
			pages++
		}
	}
	return &Result{Release: &release.Release{Manifest: m, Content: contents{b.snapshot, m}}, Pages: pages, Files: len(m.Files),
		Written: b.written, Diags: b.suggest(compact(sortDiags(diags)))}
}

// compact takes out findings that are equal: a page's are found again when a
// feed shows it.
func compact(list []diag.Diag) []diag.Diag {
	out := list[:0]
	for i, d := range list {
		if i == 0 || d.Code != list[i-1].Code || d.Where != list[i-1].Where {
			out = append(out, d)
		}
	}
	return out
}
