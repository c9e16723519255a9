package generator

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// Progress says how far the making of smaller pictures is, the one part of a
// build that can take minutes.
type Progress struct {
	Done  int // pictures
	Total int // that had to be made
}

// needScaled takes over a width of a picture from the last build: the path has
// the fingerprint of all that it is made from. What is not there is to be made.
func (b *build) needScaled(o render.Output) {
	if _, have := b.next[o.Path]; have {
		return
	}
	f, _ := b.world.Files.File(o.Name)
	b.shelf[shelfName(f.Hash, o.N)] = true
	if t := b.memo.traces[o.Path]; t != nil && !t.gone() && b.there(o.Path, t, t.file) {
		b.next[o.Path] = t
		return
	}
	b.next[o.Path] = &trace{}
	b.pictures = append(b.pictures, o)
}

// scale makes widths of pictures, or leaves them for later.
func (b *build) scale(ctx context.Context) error {
	if len(b.pictures) == 0 {
		return nil
	}
	if b.look {
		b.postpone()
		return nil
	}
	if err := b.draw(ctx, b.o.Workers, b.o.Progress, b.pictures, b.putScaled); err != nil {
		return err
	}
	return b.scaled.tidy(b.shelf)
}

// postpone leaves pictures to be made when somebody asks for one.
func (b *build) postpone() {
	b.later = make(map[string]release.File, len(b.pictures))
	for _, o := range b.pictures {
		b.later[o.Path] = release.File{Type: asset.Type(o.Path), Class: release.Immutable}
		delete(b.next, o.Path)
		if t := b.memo.traces[o.Path]; t != nil { // what an output has at the path
			b.next[o.Path] = t
		}
	}
}

func (b *build) putScaled(o render.Output, data []byte) error {
	return b.put(o.Path, &trace{file: render.Describe(o, data)}, data)
}

// draw gives out pictures in their widths. Each is decoded once; progress, which
// may be nil, hears of those that had to be.
func (s *snapshot) draw(ctx context.Context, workers int, progress func(Progress), all []render.Output, give func(render.Output, []byte) error) error {
	var mu sync.Mutex
	todo := map[string][]render.Output{} // by picture
	err := parallel(ctx, workers, len(all), func(i int) error {
		o := all[i]
		f, _ := s.File(o.Name)
		if data := s.scaled.find(f.Hash, o.N); data != nil {
			return give(o, data)
		}
		mu.Lock()
		defer mu.Unlock()
		todo[o.Name] = append(todo[o.Name], o)
		return nil
	})
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(todo))
	now := Progress{Total: len(names)}
	tell := func(done int) {
		mu.Lock()
		defer mu.Unlock()
		if now.Done += done; progress != nil && now.Total > 0 {
			progress(now)
		}
	}
	tell(0)
	return parallel(ctx, workers, len(names), func(i int) error {
		if err := s.drawOne(ctx, names[i], todo[names[i]], give); err != nil {
			return err
		}
		tell(1)
		return nil
	})
}

// drawOne gives out one picture in some of its widths.
func (s *snapshot) drawOne(ctx context.Context, name string, outputs []render.Output, give func(render.Output, []byte) error) error {
	f, _ := s.File(name)
	widths := make([]int, len(outputs))
	for i, o := range outputs {
		widths[i] = o.N
	}
	slices.Sort(widths)
	made, err := s.scaled.get(ctx, s.fsys, f, widths)
	if err != nil {
		return fmt.Errorf("make %s smaller: %w", name, err)
	}
	for _, o := range outputs {
		if err := give(o, made[o.N]); err != nil {
			return err
		}
	}
	return nil
}

// Look makes the release of the site as it is now to look at: like Build without
// an output, but no picture is made smaller. One that was not made before has an
// entry without hash and size, and is made when it is opened. Such a release can
// not be published.
func (e *Engine) Look(ctx context.Context) (*Result, error) {
	b, err := e.run(ctx, nil, true)
	if err != nil {
		return nil, err
	}
	return b.came, nil
}

// Prepare makes the pictures that Build would have to make, and puts them on the
// shelf. Other than Build it holds up nobody: Update and Look run beside it. It
// may be broken off at any time. Without a Shelf it does nothing. progress may
// be nil; workers counts as in Options.
func (e *Engine) Prepare(ctx context.Context, workers int, progress func(Progress)) error {
	if e.state.Load().scaled.shelf == nil {
		return nil
	}
	b, err := e.run(ctx, nil, true)
	if err != nil || len(b.pictures) == 0 {
		return err
	}
	if workers <= 0 {
		workers = e.o.Workers
	}
	return b.draw(ctx, workers, progress, b.pictures, func(render.Output, []byte) error { return nil })
}
