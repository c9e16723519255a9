package media

import (
	"io/fs"
	"mime"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/image"
)

// Item is one file in media/.
type Item struct {
	Path       string // media/harbour.jpg
	Address    string // as written in Markdown: /media/harbour.jpg
	Type       string // media type, "" when not known
	Size       int64  // bytes
	Width      int    // of a picture, in pixels; 0: not known
	Height     int
	Alt        string
	Decorative bool
	Focus      []float64 // x and y in per cent; nil: the middle
	UsedBy     []string  // pages, and site.yaml, sorted; never nil
}

// Library is the media of a site. It only reads, and is safe for concurrent use.
type Library struct {
	disk   *durable.Disk
	fsys   fs.FS
	finder *links.Finder

	decoding sync.Mutex // one picture at a time: each may take hundreds of megabytes
	mu       sync.Mutex
	sizes    map[string]measured
	refs     map[string]used
}

type measured struct {
	size, mtime   int64
	width, height int
}

type used struct {
	size, mtime int64
	files       []string
}

// NewLibrary returns the media of an open site, whose pages the parser reads;
// kinds as there.
func NewLibrary(s *site.Site, p *block.Parser, kinds *block.Kinds) *Library {
	return &Library{disk: s.Disk, fsys: s.FS(), finder: links.NewFinder(p, kinds), sizes: map[string]measured{}, refs: map[string]used{}}
}

// Finder finds the addresses in the site's pages.
func (l *Library) Finder() *links.Finder { return l.finder }

// List returns all files in media/, sorted by path, with what is known of them.
func (l *Library) List() ([]Item, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	about, err := l.described()
	if err != nil {
		return nil, err
	}
	usedBy, err := l.uses()
	if err != nil {
		return nil, err
	}
	items := []Item{}
	err = fs.WalkDir(l.fsys, site.Media, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == content.MediaFile || strings.HasPrefix(entry.Name(), ".") {
			if name == site.Media && err != nil {
				return fs.SkipAll // there is no such folder yet
			}
			return skipHidden(entry, err)
		}
		info, err := entry.Info()
		if err != nil {
			return nil // gone since the listing
		}
		item := Item{Path: name, Address: content.Escape("/" + name), Type: mime.TypeByExtension(path.Ext(name)), Size: info.Size(), UsedBy: usedBy[name]}
		if kind, ok := TypeOf(name); ok {
			item.Type = kind
		}
		item.Width, item.Height = l.measure(name, info)
		m := about[name]
		item.Alt, item.Decorative, item.Focus = m.Alt, m.Decorative, m.Focus
		if item.UsedBy == nil {
			item.UsedBy = []string{}
		}
		items = append(items, item)
		return nil
	})
	return items, err
}

func skipHidden(entry fs.DirEntry, err error) error {
	if err == nil && entry.IsDir() && strings.HasPrefix(entry.Name(), ".") {
		return fs.SkipDir
	}
	return err
}

// TypeOf is the media type of a file in one of the formats that Take knows, by
// its name.
func TypeOf(name string) (string, bool) {
	t, ok := map[string]string{
		".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
		".svg": "image/svg+xml", ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg",
		".wav": "audio/wav", ".pdf": "application/pdf",
	}[strings.ToLower(path.Ext(name))]
	return t, ok
}

func (l *Library) described() (map[string]content.Media, error) {
	source, _, err := l.disk.Read(content.MediaFile)
	if err != nil {
		return nil, err
	}
	about, _ := content.ParseMedia(source) // findings are told by the generator
	return about, nil
}

// measure returns a picture's size; it is read once for each version of a file.
func (l *Library) measure(name string, info fs.FileInfo) (width, height int) {
	m, ok := l.sizes[name]
	if ok && m.size == info.Size() && m.mtime == info.ModTime().UnixNano() {
		return m.width, m.height
	}
	m = measured{size: info.Size(), mtime: info.ModTime().UnixNano()}
	if image.Measure(name) {
		if f, err := l.fsys.Open(name); err == nil {
			m.width, m.height, _ = image.Size(name, f) // a damaged picture has no size
			_ = f.Close()                              // it was only read
		}
	}
	l.sizes[name] = m
	return m.width, m.height
}

// uses returns which pages use which file of media/.
func (l *Library) uses() (map[string][]string, error) {
	by := map[string][]string{}
	seen := map[string]used{}
	err := fs.WalkDir(l.fsys, site.Content, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".md" {
			return skipHidden(entry, err)
		}
		u, err := l.usesOf(name, entry)
		if err != nil {
			return err
		}
		seen[name] = u
		for _, f := range u.files {
			by[f] = append(by[f], name)
		}
		return nil
	})
	l.refs = seen
	return by, err
}

func (l *Library) usesOf(name string, entry fs.DirEntry) (used, error) {
	info, err := entry.Info()
	if err != nil {
		return used{}, nil // gone since the listing
	}
	if u, ok := l.refs[name]; ok && u.size == info.Size() && u.mtime == info.ModTime().UnixNano() {
		return u, nil
	}
	source, _, err := l.disk.Read(name)
	if err != nil {
		return used{}, err
	}
	u := used{size: info.Size(), mtime: info.ModTime().UnixNano()}
	page := links.Page{Path: name}
	for _, r := range l.finder.Refs(source) {
		t := links.Resolve(page, r.Dest, func(f string) bool { return strings.HasPrefix(f, site.Media+"/") && path.Ext(f) != ".md" })
		if t.File != "" && !slices.Contains(u.files, t.File) {
			u.files = append(u.files, t.File)
		}
	}
	return u, nil
}

// Same returns the file in media/ that has the content already, "" when none has.
func (l *Library) Same(f *File) (string, error) {
	same := ""
	err := fs.WalkDir(l.fsys, site.Media, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if name == site.Media && err != nil {
				return fs.SkipAll
			}
			return err
		}
		info, err := entry.Info()
		if err != nil || info.Size() != int64(len(f.Content)) {
			return nil
		}
		if hash, err := l.disk.HashOf(name); err == nil && hash == f.Hash {
			same = name
			return fs.SkipAll
		}
		return nil
	})
	return same, err
}
