package generator

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/image"
	"github.com/pagewright/pagewright/generator/inode"
	"github.com/pagewright/pagewright/generator/render"
)

// stat is what tells without reading that a file is still the same.
type stat struct {
	size int64
	mod  int64 // nanoseconds since 1970
	ino  uint64
}

func statOf(info fs.FileInfo) stat {
	mod := int64(0)
	if t := info.ModTime(); !t.IsZero() {
		mod = t.UnixNano()
	}
	return stat{info.Size(), mod, inode.Of(info)}
}

// sure says whether equal stats can be trusted: a file system without times
// (one in memory, one that is embedded) can not tell.
func (s stat) sure() bool { return s.mod != 0 && s.mod != time.Time{}.UnixNano() }

// roots are what of a site's folder a build reads. Everything else is not its
// concern: it is never read, and so never published.
var roots = [...]string{content.Root, "media", "theme", content.ConfigFile}

// concerns says whether a path of the site is one that a build reads.
func concerns(p string) bool {
	for _, part := range strings.Split(p, "/") {
		if strings.HasPrefix(part, ".") || strings.HasSuffix(part, "~") {
			return false
		}
	}
	top, _, _ := strings.Cut(p, "/")
	for _, r := range roots {
		if top == r {
			return true
		}
	}
	return false
}

func isPage(p string) bool {
	return strings.HasPrefix(p, content.Root+"/") && path.Ext(p) == ".md"
}

// visitor is told what walk finds, by the goroutine that called it.
type visitor struct {
	file func(p string, s stat)    // a regular file that a build reads
	bad  func(p string, err error) // can not be read
	odd  func(p, code string)      // is no part of the site, and says why
}

// walk finds all that a build reads at or below top, a folder's files by name.
// Links are not followed: what they lead to is not part of the site. A folder
// that can not be read is told and the rest is walked.
func walk(fsys fs.FS, top string, v visitor) {
	if code := oddName(path.Base(top)); code != "" {
		v.odd(top, code)
		return
	}
	info, err := fs.Lstat(fsys, top)
	switch {
	case errors.Is(err, fs.ErrNotExist) || behindLink(fsys, top):
	case err != nil:
		v.bad(top, err)
	case info.IsDir():
		walkDir(fsys, top, v)
	case info.Mode()&fs.ModeSymlink != 0:
		v.odd(top, CodeLink)
	case top == content.Root || top == "media" || top == "theme":
		v.odd(top, CodeNotFolder)
	case info.Mode().IsRegular():
		v.file(top, statOf(info))
	default:
		v.odd(top, CodeSpecial)
	}
}

// behindLink says whether a folder above p is a link.
func behindLink(fsys fs.FS, p string) bool {
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		if info, err := fs.Lstat(fsys, d); err == nil && !info.IsDir() {
			return true
		}
	}
	return false
}

func walkDir(fsys fs.FS, dir string, v visitor) {
	if code := oddFolder(dir); code != "" {
		v.odd(dir, code)
	}
	list, err := fs.ReadDir(fsys, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		v.bad(dir, err)
	}
	stats := statAll(list)
	for i, d := range list {
		p := d.Name()
		if dir != "." {
			p = dir + "/" + p
		}
		switch {
		case !concerns(p):
		case oddName(d.Name()) != "":
			v.odd(p, oddName(d.Name()))
		case d.IsDir():
			walkDir(fsys, p, v)
		case d.Type()&fs.ModeSymlink != 0:
			v.odd(p, CodeLink)
		case !d.Type().IsRegular():
			v.odd(p, CodeSpecial)
		case errors.Is(stats[i].err, fs.ErrNotExist):
		case stats[i].err != nil:
			v.bad(p, stats[i].err)
		default:
			v.file(p, stats[i].stat)
		}
	}
}

type statResult struct {
	stat stat
	err  error
}

// statAll asks for the stats of a folder's files, those of a large folder from
// several goroutines.
func statAll(list []fs.DirEntry) []statResult {
	out := make([]statResult, len(list))
	_ = chunked(context.Background(), runtime.GOMAXPROCS(0), len(list), func(i int) {
		if !list[i].Type().IsRegular() {
			return
		}
		info, err := list[i].Info()
		if err != nil {
			out[i].err = err
			return
		}
		out[i].stat = statOf(info)
	})
	return out
}

// entry is one file that is no page. Its content is looked at when something
// first asks for it.
type entry struct {
	stat stat
	once sync.Once
	info render.File // once done is true
	done atomic.Bool
}

// known returns an entry that need not be looked at.
func known(s stat, info render.File) *entry {
	e := &entry{stat: s, info: info}
	e.once.Do(func() {})
	e.done.Store(true)
	return e
}

// seen says whether info is there.
func (e *entry) seen() bool { return e.done.Load() }

// look returns the file's hash and size in pixels, reading it once.
func (e *entry) look(fsys fs.FS, p string) render.File {
	e.once.Do(func() {
		e.info = examine(fsys, p)
		e.done.Store(true)
	})
	return e.info
}

// examine reads a file through once. One that can not be read has no Hash.
func examine(fsys fs.FS, p string) render.File {
	info := render.File{Path: p}
	f, err := fsys.Open(p)
	if err != nil {
		info.Err = err
		return info
	}
	defer f.Close()
	h := sha256.New()
	var r io.Reader = io.TeeReader(f, h)
	if image.Measure(p) {
		var head image.Facts
		head, info.Err = image.Head(p, r)
		info.Width, info.Height, info.Scales = head.Width, head.Height, head.Scales
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		return render.File{Path: p, Err: err}
	}
	info.Hash = hex.EncodeToString(h.Sum(nil))
	if s, err := f.Stat(); err == nil {
		info.Size = s.Size()
	}
	return info
}
