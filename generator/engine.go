package generator

import (
	"context"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/render"
	"github.com/pagewright/pagewright/generator/theme"
)

// Engine is a loaded site. Update and Build wait for each other; Canvas, Serve
// and the getters run beside them, on the state that the last Update left.
type Engine struct {
	fsys fs.FS
	o    Options

	mu    sync.Mutex // held by Update and Build
	memo  memory     // what is known of the last build
	saved int        // bytes of the state as it was saved last; 0: none was
	named []string   // outputs that the note says are being written
	state atomic.Pointer[snapshot]
}

// New loads a site. It fails only when nothing can be shown at all; a page that
// can not be read is a finding.
func New(ctx context.Context, fsys fs.FS, o Options) (*Engine, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	e := &Engine{fsys: fsys, o: o}
	s, err := load(ctx, fsys, &e.o, e.remember)
	if err != nil {
		return nil, err
	}
	e.state.Store(s)
	return e, nil
}

// Update takes in changes: source paths, of files or folders, that changed,
// came or went. nil compares the whole folder with what is loaded.
func (e *Engine) Update(ctx context.Context, changed []string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	next, err := e.state.Load().update(ctx, changed)
	if err != nil {
		return err
	}
	e.state.Store(next)
	return nil
}

// Site returns the site as the last Update left it.
func (e *Engine) Site() *content.Site { return e.state.Load().world.Site }

// Source returns the file of the site that a path of a release is made from:
// a picture in any width, or a file, of this state or an earlier one. It is ""
// where the site has none.
func (e *Engine) Source(output string) string { return e.state.Load().world.Source(output) }

// Kinds returns the block kinds of the site.
func (e *Engine) Kinds() *block.Kinds { return e.state.Load().world.Design.Kinds }

// Theme returns the theme of the site.
func (e *Engine) Theme() *theme.Theme { return e.state.Load().world.Design.Theme }

// options are the part of Options that outputs depend on.
func (o *Options) render() render.Options {
	year := 0
	if !o.Now.IsZero() {
		year = o.Now.Year()
	}
	return render.Options{Highlight: !o.NoHighlight, Year: year, Program: o.Program}
}

func (o *Options) rules() content.Rules { return content.Rules{Now: o.Now, Drafts: o.Drafts} }
