package generator

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/render"
)

// snapshot is one state of a site, loaded. It is immutable but for what it
// looks up when first asked, and implements render.Files.
type snapshot struct {
	fsys   fs.FS
	o      *Options
	stats  map[string]stat      // pages and settings
	files  map[string]*entry    // all other files that may be published
	unread map[string]diag.Diag // files that could not be read, by path
	world  *render.World
	conf   []diag.Diag // of site.yaml
	media  []diag.Diag // of media.yaml
	fresh  bool        // it knows more of the sources than the saved state; under the Engine's lock
	kept   *bodies     // sources of the first load, until they are built
	scaled *pictures   // pictures made smaller; shared by all states of a site
}

// load reads a whole site, of which remember may tell what need not be read.
func load(ctx context.Context, fsys fs.FS, o *Options, remember func() *knowledge) (*snapshot, error) {
	s := &snapshot{fsys: fsys, o: o, stats: map[string]stat{}, files: map[string]*entry{}, unread: map[string]diag.Diag{}, kept: &bodies{}, scaled: newPictures(o.State, o.Workers)}
	if _, err := fs.Stat(fsys, "."); err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	var known *knowledge
	var design *render.Design
	var failed error
	var wait sync.WaitGroup
	wait.Go(func() { known = remember() })
	wait.Go(func() { design, failed = loadDesign(fsys) })
	var all []found
	for _, root := range roots {
		walk(fsys, root, visitor{func(p string, st stat) { all = append(all, found{p, st}) }, s.bad, s.odd})
	}
	wait.Wait()
	if failed != nil {
		return nil, failed
	}
	pages, err := s.readPages(ctx, s.sort(all, known), known)
	if err != nil {
		return nil, err
	}
	config, media := s.settings()
	s.world = render.NewWorld(content.New(config, media, pages, o.rules(), nil), design, s, o.render())
	return s, nil
}

func loadDesign(fsys fs.FS) (*render.Design, error) {
	own, err := fs.Sub(fsys, "theme")
	if err != nil {
		return nil, fmt.Errorf("load theme: %w", err)
	}
	if info, err := fs.Lstat(fsys, "theme"); err == nil && !info.IsDir() {
		own = embed.FS{} // a file or a link is no theme
	}
	d, err := render.LoadDesign(own)
	if err != nil {
		return nil, fmt.Errorf("load theme: %w", err)
	}
	return d, nil
}

type found struct {
	path string
	stat stat
}

// sort puts what was found into its place and returns the paths of pages.
func (s *snapshot) sort(all []found, known *knowledge) []string {
	var pages []string
	s.stats = make(map[string]stat, len(all))
	for _, f := range all {
		s.stats[f.path] = f.stat
		switch {
		case isPage(f.path):
			pages = append(pages, f.path)
		case strings.HasPrefix(f.path, "media/") || strings.HasPrefix(f.path, content.Root+"/"):
			s.files[f.path] = known.entry(f.path, f.stat)
		}
	}
	s.fresh = known == nil || len(pages) != len(known.pages)
	return pages
}

// bad records a file or folder that can not be read. Its pages would be missing
// from the site, so this is an error and no warning.
func (s *snapshot) bad(p string, err error) {
	if s.told(p) {
		return
	}
	s.unread[p] = diag.Diag{Code: CodeUnreadable, Severity: diag.Error, Where: diag.Where{Path: p}, Err: err, Args: map[string]string{"reason": reason(err)}}
}

// CodeUnreadable is the finding of a file of the site that can not be read.
const CodeUnreadable = "source-unreadable"

func reason(err error) string {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// readPages returns the pages at the paths; those that are known are not read.
func (s *snapshot) readPages(ctx context.Context, paths []string, known *knowledge) ([]*content.Page, error) {
	list := make([]*content.Page, len(paths))
	errs := make([]error, len(paths))
	var read atomic.Bool
	err := parallel(ctx, s.o.Workers, len(paths), func(i int) error {
		p := paths[i]
		if list[i] = known.page(p, s.stats[p]); list[i] != nil {
			return nil
		}
		read.Store(true)
		list[i], errs[i] = s.readPage(p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.fresh = s.fresh || read.Load()
	for i, err := range errs {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.bad(paths[i], err)
		}
	}
	return slices.DeleteFunc(list, func(p *content.Page) bool { return p == nil }), nil
}

func (s *snapshot) readPage(p string) (*content.Page, error) {
	data, err := fs.ReadFile(s.fsys, p)
	if err != nil {
		return nil, err
	}
	page := content.NewPage(p, data)
	s.kept.put(p, data)
	return page, nil
}

// settings reads site.yaml and media.yaml.
func (s *snapshot) settings() (*content.Config, map[string]content.Media) {
	data, err := fs.ReadFile(s.fsys, content.ConfigFile)
	config, diags := content.ParseConfig(data)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		diags = append(diags, diag.Diag{Code: CodeNoSettings, Severity: diag.Warning, Where: diag.Where{Path: content.ConfigFile}})
	case err != nil:
		s.bad(content.ConfigFile, err)
	}
	if s.o.Address != "" {
		config = config.WithAddress(s.o.Address)
	}
	s.conf = diags
	return config, s.readMedia()
}

// CodeNoSettings is the finding of a site without a site.yaml.
const CodeNoSettings = "site-settings-missing"

func (s *snapshot) readMedia() map[string]content.Media {
	data, err := fs.ReadFile(s.fsys, content.MediaFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.bad(content.MediaFile, err)
	}
	media, diags := content.ParseMedia(data)
	s.media = diags
	return media
}

// File implements render.Files.
func (s *snapshot) File(p string) (render.File, bool) {
	e := s.files[p]
	if e == nil {
		return render.File{}, false
	}
	return e.look(s.fsys, p), true
}

// Source implements render.Files.
func (s *snapshot) Source(p *content.Page) ([]byte, error) {
	if data := s.kept.take(p.Path); data != nil {
		return data, nil
	}
	data, err := fs.ReadFile(s.fsys, p.Path)
	if err != nil {
		return nil, err
	}
	if content.SumOf(data) != p.Source {
		return nil, fmt.Errorf("%s: %w", p.Path, ErrChanged)
	}
	return data, nil
}

// ErrChanged says that a source is not what it was when it was loaded: Update
// takes the change in.
var ErrChanged = errors.New("generator: source changed since it was loaded")

// Open implements render.Files.
func (s *snapshot) Open(p string) (fs.File, error) { return s.fsys.Open(p) }

// diags returns all findings that do not belong to one output.
func (s *snapshot) diags() []diag.Diag {
	w := s.world
	all := slices.Concat(s.conf, s.media, w.Design.Diags, w.Diags, w.Site.Diags, w.RedirectDiags(), w.MenuDiags())
	for _, d := range s.unread {
		all = append(all, d)
	}
	for _, p := range w.Site.Pages {
		all = append(all, p.Diags...)
	}
	return all
}

func sortDiags(list []diag.Diag) []diag.Diag {
	slices.SortStableFunc(list, func(a, b diag.Diag) int {
		return cmp.Or(cmp.Compare(a.Where.Path, b.Where.Path), cmp.Compare(a.Where.Line, b.Where.Line), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Where.Text, b.Where.Text))
	})
	return list
}

// maxKept bounds the sources that are kept between load and the first build.
const maxKept = 64 << 20

// bodies keeps sources that were just read, so that what follows reads them no
// second time: the first build all, the canvas the page that changed.
type bodies struct {
	mu   sync.Mutex
	all  map[string][]byte
	size int
}

func (b *bodies) put(p string, data []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.size+len(data) > maxKept {
		return
	}
	if b.all == nil {
		b.all = map[string][]byte{}
	}
	b.all[p] = data
	b.size += len(data)
}

// take gives a source out, once.
func (b *bodies) take(p string) []byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	data := b.all[p]
	delete(b.all, p)
	return data
}

func (b *bodies) drop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all, b.size = nil, 0
}
