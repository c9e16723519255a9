package render

import (
	"crypto/sha256"
	"io/fs"
	"sync"

	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/colour"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
	"github.com/pagewright/pagewright/generator/theme"
)

// Design is theme and block kinds with what is made of them once. It is safe
// for concurrent use and shared by the Worlds of one theme.
type Design struct {
	Theme *theme.Theme
	Kinds *block.Kinds
	Diags []diag.Diag

	parser  *block.Parser
	colours *block.Renderer // colours code by its language
	plain   *block.Renderer
	assets  map[string]*Asset
	sum     pack.Sum
	pool    sync.Pool // *instance
	marking sync.Pool // *instance, of the canvas
}

// LoadDesign loads the built-in theme and kinds with the site's theme folder
// laid over them; own may be a file system without anything in it.
func LoadDesign(own fs.FS) (*Design, error) {
	t, err := theme.Load(theme.Layer{FS: theme.Builtin()}, theme.Layer{FS: own, Path: "theme"})
	if err != nil {
		return nil, err
	}
	layers := []fs.FS{block.Builtin()}
	if blocks, err := fs.Sub(own, "blocks"); err == nil {
		layers = append(layers, blocks)
	}
	kinds, diags := block.LoadKinds(layers...)
	d := &Design{Theme: t, Kinds: kinds, Diags: append(t.Diags, diags...)}
	d.parser, d.plain = block.NewParser(kinds), block.NewRenderer(kinds, nil)
	d.colours = block.NewRenderer(kinds, colour.NewPen(maxCode))
	d.assets = d.baseAssets()
	h := sha256.New()
	h.Write(t.Sum[:])
	for _, layer := range layers {
		if err := sumFiles(h, layer); err != nil {
			return nil, err
		}
	}
	d.sum = pack.Sum(h.Sum(nil)[:16])
	return d, nil
}

// sumFiles writes all files of a file system, with their names, to w.
func sumFiles(w interface{ Write([]byte) (int, error) }, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if p == "." {
				return fs.SkipAll
			}
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if !d.Type().IsRegular() {
			return nil
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		_, err = w.Write(append(pack.Uint(pack.String(nil, p), uint64(len(data))), data...))
		return err
	})
}
