// Package generator turns a site's folder into a release: fs.FS in, files out.
// Build is the front door. An Engine keeps a site loaded, takes in changes and
// makes single outputs at once: the canvas and the preview live on it.
//
// It reads the file system that it is given and nothing else: no network, no
// clock, no global state. Equal sources give equal bytes, whether they are
// built anew or step by step.
//
// Start reading at Engine. What outputs are made of is in package render, what
// a site is in package content.
package generator

import (
	"context"
	"io/fs"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// Options are what a build is told apart from the sources.
type Options struct {
	Now         time.Time // posts dated later are left out, copyright lines say its year; zero: nothing is, and they say none
	Drafts      bool      // drafts are shown too
	Address     string    // instead of the one in site.yaml; empty: that one
	NoHighlight bool      // code is not coloured by its language
	State       State     // what is kept between processes; nil: nothing
	Workers     int       // outputs made at once; 0: as many as there are processors
	Program     string    // version of the program: what another one kept is made anew
	// Progress hears how far Build is with pictures, in rising order, from one
	// goroutine at a time; nil: nobody does.
	Progress func(Progress)
}

// State keeps what a build derived, so that a later process need not do it
// again. It may be lost or damaged at any time: then everything is made anew.
type State interface {
	// Load returns what was saved last; an error that wraps fs.ErrNotExist, or
	// no bytes, when nothing was. Nobody changes these bytes afterwards.
	Load() ([]byte, error)
	// Save replaces it, and takes the note away once it is replaced.
	Save(data []byte) error
	// Noted returns the note; an error that wraps fs.ErrNotExist, or no bytes,
	// when there is none.
	Noted() ([]byte, error)
	// Note keeps a short note beside the state, instead of the last one.
	Note(data []byte) error
}

// Output takes the files of a build. Its methods are called from several
// goroutines at once, for different paths.
type Output interface {
	// Write puts a file at a path with slashes, below the output's root.
	// content is valid during the call only.
	Write(path string, content []byte) error
	// Remove takes away a file that an earlier build wrote. One that is not
	// there is no error.
	Remove(path string) error
}

// Keeper is an Output that knows what it has. What an earlier build wrote and
// is gone since is then written again.
type Keeper interface {
	// Has says whether there is a file of this size at the path.
	Has(path string, size int64) bool
}

// Result is what a build came to.
type Result struct {
	Release *release.Release
	Pages   int         // pages that visitors can see
	Files   int         // of the release
	Written int         // outputs that were given to the Output, or would have been
	Diags   []diag.Diag // all that is wrong in the sources, by path and line
}

// Build builds a site once.
func Build(ctx context.Context, fsys fs.FS, o Options, out Output) (*Result, error) {
	e, err := New(ctx, fsys, o)
	if err != nil {
		return nil, err
	}
	return e.Build(ctx, out)
}
