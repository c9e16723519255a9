package generator

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"strconv"
	"sync"

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

// pictures makes pictures smaller, one at a time: a decoded one is large.
type pictures struct {
	shelf Shelf // nil: none

	mu   sync.Mutex
	hash string         // of the picture that was made last
	made map[int][]byte // and its widths
}

// forget drops what is only needed while several widths are asked for in turn.
func (p *pictures) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hash, p.made = "", nil
}

// tidy takes off the shelf what a build does not need.
func (p *pictures) tidy(names map[string]bool) error {
	if p.shelf == nil {
		return nil
	}
	return p.shelf.Keep(names)
}

func newPictures(s State) *pictures {
	shelf, _ := s.(Shelf)
	return &pictures{shelf: shelf}
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

// get returns a width of a picture. What can not be decoded is returned as it
// is: a browser shows of it what can be shown.
func (p *pictures) get(fsys fs.FS, f render.File, width int) ([]byte, error) {
	if data := p.find(f.Hash, width); data != nil {
		return data, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.hash == f.Hash && p.made[width] != nil {
		return p.made[width], nil
	}
	if data := p.find(f.Hash, width); data != nil {
		return data, nil
	}
	data, err := fs.ReadFile(fsys, f.Path)
	if err != nil {
		return nil, err
	}
	if release.Hash(data) != f.Hash {
		return nil, fmt.Errorf("%s: %w", f.Path, ErrChanged)
	}
	p.hash = f.Hash
	if p.made, err = image.Scale(data, f.Widths()); err != nil {
		p.made = map[int][]byte{}
		for _, w := range f.Widths() {
			p.made[w] = data
		}
		return data, nil
	}
	return p.made[width], p.keep(f.Hash, p.made)
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

// scale makes widths of pictures, those of one picture after each other.
func (b *build) scale(ctx context.Context) error {
	defer b.scaled.forget()
	for _, o := range b.pictures {
		if err := ctx.Err(); err != nil {
			return err
		}
		var buf bytes.Buffer
		if err := b.world.View().Render(&buf, o); err != nil {
			return fmt.Errorf("make %s: %w", o.Path, err)
		}
		if err := b.put(o.Path, &trace{file: render.Describe(o, buf.Bytes())}, buf.Bytes()); err != nil {
			return err
		}
	}
	if len(b.pictures) == 0 {
		return nil
	}
	return b.scaled.tidy(b.shelf)
}
