// Package work opens a site with everything that is done with one: its folder,
// the engine that draws and builds it, the editor that changes it. The commands
// and the window share it.
//
// It publishes nothing and shows nothing. Start reading at Open.
package work

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pagewright/pagewright/app/version"
	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// made is what a build came to, and the count of changes that it is of.
type made struct {
	result *generator.Result
	seen   int64
}

// Options says how a site is opened. Now is needed.
type Options struct {
	Now      func() time.Time
	ReadOnly bool // nothing is changed, and another program may have it open
	Watched  bool // Site.Watch will run: it then tells of all that changes from now on
	Drafts   bool // drafts are published too
	// Use names what builds are for, where it is not the site's address:
	// what is kept between processes is kept apart for each use.
	Use string
	// Address returns where the site will be seen, from its settings as they
	// are now; nil or "" keeps the settings' own.
	Address func(*content.Config) string
	// Spare is a folder for what is kept between processes where the site's own
	// can not be written to; "": it is not kept then.
	Spare string
	// Progress hears how far the pictures of a Build are; nil: nobody does.
	Progress func(generator.Progress)
}

// Work is an open site. It is safe for concurrent use.
type Work struct {
	Site *site.Site

	o        Options
	engine   atomic.Pointer[generator.Engine]
	settings atomic.Pointer[content.Config]
	changed  atomic.Int64 // counts changes
	updating sync.Mutex   // one Update at a time

	building sync.Mutex // one build at a time; guards what follows
	built    made
	looked   made
	other    made   // what was last built for another address
	otherAt  string // that address

	editing sync.Mutex // guards what follows
	editor  *edit.Editor
	kinds   *block.Kinds // that editor knows
}

// Open opens the site in dir. Errors are those of site.Open; what is wrong in
// single pages is in the findings of Build.
func Open(ctx context.Context, dir string, o Options) (*Work, error) {
	s, err := site.Open(dir, site.Options{Now: o.Now, ReadOnly: o.ReadOnly})
	if err != nil {
		return nil, err
	}
	w := &Work{Site: s, o: o}
	if o.Watched { // the first look, before anything is read
		if _, err := s.Compare(); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	if err := w.load(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return w, nil
}

// load reads the whole site anew.
func (w *Work) load(ctx context.Context) error {
	w.readSettings()
	e, err := newEngine(ctx, w.Site, w.o, w.address())
	if err != nil {
		return err
	}
	w.engine.Store(e)
	return nil
}

// Engine returns the engine of a site that is open already, for a single build:
// o.Address and o.ReadOnly do not count.
func Engine(ctx context.Context, s *site.Site, o Options) (*generator.Engine, error) {
	return newEngine(ctx, s, o, "")
}

func newEngine(ctx context.Context, s *site.Site, o Options, address string) (*generator.Engine, error) {
	return generator.New(ctx, s.FS(), generator.Options{
		Now: o.Now(), Drafts: o.Drafts, Address: address, Program: version.String(), Progress: o.Progress,
		State: cache{s, fmt.Sprint(o.Use, "\n", address, "\n", o.Drafts), o.Spare},
	})
}

// readSettings reads site.yaml. What is wrong in it the engine tells; a file
// that can not be read leaves the settings empty.
func (w *Work) readSettings() {
	data, _, err := w.Site.Disk.Read(site.Settings)
	if err != nil {
		data = nil
	}
	config, _ := content.ParseConfig(data)
	w.settings.Store(config)
}

func (w *Work) address() string {
	if w.o.Address == nil {
		return ""
	}
	return w.o.Address(w.Settings())
}

// Settings returns site.yaml as it is written, without the address that pages
// are built for.
func (w *Work) Settings() *content.Config { return w.settings.Load() }

// Engine returns what draws and builds the site.
func (w *Work) Engine() *generator.Engine { return w.engine.Load() }

// Close closes the site.
func (w *Work) Close() error { return w.Site.Close() }

// Editor returns what changes the site, which knows the kinds of blocks that
// the site has now.
func (w *Work) Editor() *edit.Editor {
	w.editing.Lock()
	defer w.editing.Unlock()
	if kinds := w.Engine().Kinds(); w.editor == nil || w.kinds != kinds {
		w.kinds = kinds
		w.editor = edit.New(w.Site, edit.Options{Parser: block.NewParser(kinds), Kinds: kinds, Now: w.o.Now})
	}
	return w.editor
}

// Update takes changed files in; nil compares all.
func (w *Work) Update(ctx context.Context, changed []string) error {
	w.updating.Lock()
	defer w.updating.Unlock()
	defer w.changed.Add(1)
	if changed == nil || slices.Contains(changed, site.Settings) {
		before := w.address()
		w.readSettings()
		if w.address() != before { // every page says where it is
			return w.load(ctx)
		}
	}
	return w.Engine().Update(ctx, changed)
}

// Build returns what the site is now as a release, with what is wrong in it.
// Without a change since the last time it is the same value. Pictures are made
// first, beside everything else that goes on.
func (w *Work) Build(ctx context.Context) (*generator.Result, error) {
	if err := w.prepare(ctx); err != nil {
		return nil, err
	}
	w.building.Lock()
	defer w.building.Unlock()
	return w.make(ctx, &w.built, func(e *generator.Engine) (*generator.Result, error) { return e.Build(ctx, nil) })
}

// prepare makes pictures that a build will need. A source that changes meanwhile
// is no failure: the build takes the change in.
func (w *Work) prepare(ctx context.Context) error {
	w.building.Lock()
	known := w.built.result != nil && w.built.seen == w.changed.Load()
	w.building.Unlock()
	if known {
		return nil
	}
	err := w.Engine().Prepare(ctx, 0, w.o.Progress)
	if errors.Is(err, generator.ErrChanged) {
		return nil
	}
	return err
}

// Look is Build, but pictures are only made when somebody opens them: the
// release is to be looked at, not to be published.
func (w *Work) Look(ctx context.Context) (*generator.Result, error) {
	w.building.Lock()
	defer w.building.Unlock()
	if w.built.result != nil && w.built.seen == w.changed.Load() {
		return w.built.result, nil
	}
	return w.make(ctx, &w.looked, func(e *generator.Engine) (*generator.Result, error) { return e.Look(ctx) })
}

// make fills m, unless it is of the site as it is; the lock is held.
func (w *Work) make(ctx context.Context, m *made, build func(*generator.Engine) (*generator.Result, error)) (*generator.Result, error) {
	changed := w.changed.Load() // before it is built: what changes meanwhile is built the next time
	if m.result != nil && m.seen == changed {
		return m.result, nil
	}
	result, err := build(w.Engine())
	if errors.Is(err, generator.ErrChanged) { // by another program, a moment ago
		if err = w.Engine().Update(ctx, nil); err == nil {
			result, err = build(w.Engine())
		}
	}
	if err != nil {
		return nil, err
	}
	*m = made{result, changed}
	return result, nil
}

// Warm makes the pictures that the next Build will need, one at a time, so that
// it comes sooner. It can be broken off at any time.
func (w *Work) Warm(ctx context.Context) error { return w.Engine().Prepare(ctx, 1, nil) }

// Preview is the release of Look.
func (w *Work) Preview(ctx context.Context) (*release.Release, error) {
	result, err := w.Look(ctx)
	if err != nil {
		return nil, err
	}
	return result.Release, nil
}

// CodeSettings is the code of settings that can not be read in full: what is
// built without them is not for visitors.
const CodeSettings = "publish-settings"

// CodeOdd is the code of a site whose folder has a file where a folder belongs,
// the other way round, or settings that are no file.
const CodeOdd = "site-source-odd"

// CodeUnread is the code of a site with a file or folder that can not be read:
// what is built lacks its pages or pictures.
const CodeUnread = "site-source-unread"

// ToPublish is the release of Build, for visitors. It fails with CodeSettings, CodeOdd and
// CodeUnread.
func (w *Work) ToPublish(ctx context.Context) (*release.Release, error) {
	return forVisitors(w.Build(ctx))
}

// forVisitors refuses a build that is not for visitors.
func forVisitors(result *generator.Result, err error) (*release.Release, error) {
	if err != nil {
		return nil, err
	}
	for _, d := range result.Diags {
		switch {
		case d.Code == content.CodeSyntax:
			return nil, &diag.Diag{Code: CodeSettings, Severity: diag.Error, Where: d.Where, Err: d.Err}
		case d.Code == generator.CodeFolder, d.Code == generator.CodeNotFolder, d.Code == generator.CodeSpecial && d.Where.Path == content.ConfigFile:
			return nil, &diag.Diag{Code: CodeOdd, Severity: diag.Error, Where: d.Where}
		case d.Code == generator.CodeUnreadable:
			return nil, &diag.Diag{Code: CodeUnread, Severity: diag.Error, Where: d.Where, Err: d.Err}
		}
	}
	return result.Release, nil
}

// EnsureControl gives the site the control prefix that publishing needs, where
// it has none: a folder of the store that nobody can guess.
func (w *Work) EnsureControl(ctx context.Context) error {
	if w.Settings().Publish.Control != "" {
		return nil
	}
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails, says its documentation
	value, err := json.Marshal(".pagewright-" + hex.EncodeToString(random[:]) + "/")
	if err != nil {
		return err
	}
	out, err := w.Editor().Apply(ctx, []edit.Op{{Op: "setting", Key: "publish.control", Value: value}}, edit.ApplyOptions{})
	if err != nil {
		return err
	}
	return w.Update(ctx, out.Changed)
}

// Editor returns the editor of a site that is open already, without an engine:
// for changes that nobody looks at.
func Editor(s *site.Site, now func() time.Time) (*edit.Editor, error) {
	theme, err := fs.Sub(s.FS(), site.Theme)
	if err != nil {
		return nil, err
	}
	design, err := render.LoadDesign(theme)
	if err != nil {
		return nil, err
	}
	return edit.New(s, edit.Options{Parser: block.NewParser(design.Kinds), Kinds: design.Kinds, Now: now}), nil
}
