// Package export writes a built site where its owner wants it: as a folder or
// as a ZIP archive that any web server takes. The same release always gives
// the same bytes. What a server would have to do, redirects, is written twice:
// as small pages, which work everywhere, and as the file _redirects, which
// many hosts read.
//
// It never writes into a folder that holds something and never leaves half a
// site. Start reading at Write.
package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// The codes of failures.
const (
	CodeNotEmpty = "export-not-empty" // dir
	CodeExists   = "export-exists"    // file
	CodeChanged  = "export-changed"   // path: the sources changed since the build
)

// Result says what was written.
type Result struct {
	Out   string `json:"out"` // absolute
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"` // before compression
}

// sink takes the files of an export in the order of their paths.
type sink interface {
	add(name string, data []byte) error
	finish() error // from here on the export exists
	discard() error
}

// Write writes the release to out: a ZIP archive when its name ends in .zip,
// which must not exist, and else a folder, which must not exist or be empty.
// It fails with a *diag.Diag of the codes export-not-empty, export-exists and
// export-changed, or with an error of the file system, and then there is
// nothing at out that was not there before.
func Write(ctx context.Context, r *release.Release, out string) (Result, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return Result{}, err
	}
	var to sink
	if strings.EqualFold(filepath.Ext(out), ".zip") {
		to, err = newArchive(out)
	} else {
		to, err = newFolder(out)
	}
	if err != nil {
		return Result{}, err
	}
	result, err := fill(ctx, r, to)
	if err == nil {
		err = to.finish()
	}
	if err != nil {
		return Result{}, errors.Join(err, to.discard())
	}
	result.Out = out
	return result, nil
}

// fill writes all files: those of the release, and what stands for redirects.
func fill(ctx context.Context, r *release.Release, to sink) (Result, error) {
	extra := redirects(r.Manifest)
	names := slices.Concat(slices.Collect(maps.Keys(r.Manifest.Files)), slices.Collect(maps.Keys(extra)))
	slices.Sort(names)
	var result Result
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return result, err
		}
		data, ok := extra[name]
		if !ok {
			var err error
			if data, err = read(r, name); err != nil {
				return result, err
			}
		}
		if !fs.ValidPath(name) {
			return result, fmt.Errorf("export: %q is no path of a site", name)
		}
		if err := to.add(name, data); err != nil {
			return result, err
		}
		result.Files++
		result.Bytes += int64(len(data))
	}
	return result, nil
}

// read returns the bytes of one file, which must be those of the manifest.
func read(r *release.Release, name string) ([]byte, error) {
	in, err := r.Content.Open(name)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", name, err)
	}
	data, err := io.ReadAll(in)
	if err = errors.Join(err, in.Close()); err != nil {
		return nil, fmt.Errorf("export %s: %w", name, err)
	}
	if release.Hash(data) != r.Manifest.Files[name].Hash {
		return nil, failure(CodeChanged, "path", name)
	}
	return data, nil
}

func failure(code, key, value string) *diag.Diag {
	return &diag.Diag{Code: code, Severity: diag.Error, Args: map[string]string{key: value}}
}
