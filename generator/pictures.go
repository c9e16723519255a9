package generator

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"strconv"
	"sync"

	"golang.org/x/sync/semaphore"

	"github.com/pagewright/pagewright/generator/image"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// Shelf is a State that keeps pictures that were made smaller, too, so that no
// process makes them a second time. They may be lost at any time. Its methods
// are called from several goroutines at once.
type Shelf interface {
	// Get returns what was put under a name, a plain word; an error that wraps
	// fs.ErrNotExist when nothing was.
	Get(name string) ([]byte, error)
	// Put keeps data under a name.
	Put(name string, data []byte) error
	// Keep forgets all names but these.
	Keep(names map[string]bool) error
}

// pictures makes pictures smaller: each at most once at a time, and no more at
// once than there are workers or than fit into memory.
type pictures struct {
	shelf Shelf // nil: none
	most  int64 // pixels of one of as many pictures as may be decoded at once
	room  *semaphore.Weighted

	mu      sync.Mutex
	drawing map[string]chan struct{} // by hash; closed when the picture is done
}

func newPictures(s State, workers int) *pictures {
	shelf, _ := s.(Shelf)
	return &pictures{
		shelf: shelf, most: image.MaxPixels / int64(max(1, workers)),
		room: semaphore.NewWeighted(image.MaxPixels), drawing: map[string]chan struct{}{},
	}
}

// tidy takes off the shelf what a build does not need.
func (p *pictures) tidy(names map[string]bool) error {
	if p.shelf == nil {
		return nil
	}
	return p.shelf.Keep(names)
}

// shelfName is the name of a width of a picture.
func shelfName(hash string, width int) string {
	return hash + "-" + strconv.Itoa(width) + "-" + strconv.Itoa(image.ScaleVersion)
}

// sumLen is the length of the sum before each picture on the shelf.
const sumLen = 64

func (p *pictures) find(hash string, width int) []byte {
	if p.shelf == nil {
		return nil
	}
	data, err := p.shelf.Get(shelfName(hash, width))
	if err != nil || len(data) < sumLen || release.Hash(data[sumLen:]) != string(data[:sumLen]) {
		return nil // not there, or damaged
	}
	return data[sumLen:]
}

// get returns a picture in some of its widths: off the shelf, or made now. What
// can not be decoded is returned as it is: a browser shows of it what can be
// shown. It ends with ctx.
func (p *pictures) get(ctx context.Context, fsys fs.FS, f render.File, widths []int) (map[int][]byte, error) {
	done, err := p.turn(ctx, f.Hash)
	if err != nil {
		return nil, err
	}
	defer done()
	out := make(map[int][]byte, len(widths))
	var lacking []int
	for _, w := range widths {
		if out[w] = p.find(f.Hash, w); out[w] == nil {
			lacking = append(lacking, w)
		}
	}
	if len(lacking) == 0 {
		return out, nil
	}
	made, err := p.draw(ctx, fsys, f, lacking)
	maps.Copy(out, made)
	return out, err
}

// turn waits until nobody else is at a picture.
func (p *pictures) turn(ctx context.Context, hash string) (done func(), err error) {
	for {
		p.mu.Lock()
		before := p.drawing[hash]
		if before == nil {
			mine := make(chan struct{})
			p.drawing[hash] = mine
			p.mu.Unlock()
			return func() {
				p.mu.Lock()
				defer p.mu.Unlock()
				delete(p.drawing, hash)
				close(mine)
			}, nil
		}
		p.mu.Unlock()
		select {
		case <-before:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// draw decodes a picture once and makes widths of it.
func (p *pictures) draw(ctx context.Context, fsys fs.FS, f render.File, widths []int) (map[int][]byte, error) {
	size := min(image.MaxPixels, max(p.most, int64(f.Width)*int64(f.Height)))
	if err := p.room.Acquire(ctx, size); err != nil {
		return nil, err
	}
	defer p.room.Release(size)
	data, err := fs.ReadFile(fsys, f.Path)
	if err != nil {
		return nil, err
	}
	if release.Hash(data) != f.Hash {
		return nil, fmt.Errorf("%s: %w", f.Path, ErrChanged)
	}
	made, err := image.Scale(ctx, data, widths)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		made = make(map[int][]byte, len(widths))
		for _, w := range widths {
			made[w] = data
		}
		return made, nil
	}
	return made, p.keep(f.Hash, made)
}

func (p *pictures) keep(hash string, made map[int][]byte) error {
	if p.shelf == nil {
		return nil
	}
	for w, data := range made {
		if err := p.shelf.Put(shelfName(hash, w), append([]byte(release.Hash(data)), data...)); err != nil {
			return fmt.Errorf("keep a picture: %w", err)
		}
	}
	return nil
}
