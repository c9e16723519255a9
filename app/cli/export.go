package cli

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// CodeNotEmpty is the code of an export to what is there already; Args: out.
const CodeNotEmpty = "export-not-empty"

func (c *command) export() *cobra.Command {
	return c.withJSON(&cobra.Command{
		Use:   "export DIR OUT",
		Short: "Write the built site as a folder, or as a ZIP file",
		Long:  "Write the built site to OUT, which must not exist: as a ZIP file when its name ends in .zip, else as a folder. Redirects become small pages.",
		Args:  exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.exportSite(cmd.Context(), args[0], args[1])
		},
	})
}

// sink takes the files of an export.
type sink interface {
	// add writes one file at a path with slashes.
	add(path string, content []byte) error
	// done makes all of it visible at once.
	done() error
	// drop takes away what was written.
	drop() error
}

func (c *command) exportSite(ctx context.Context, dir, out string) error {
	s, err := c.open(ctx, dir, "", work.Options{ReadOnly: true, Use: "export"})
	if err != nil {
		return err
	}
	files, err := c.exportTo(ctx, s, out)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return c.print(map[string]any{"out": out, "files": files}, "Wrote %s to %s\n", count(files, "file", "files"), out)
}

func (c *command) exportTo(ctx context.Context, s *opened, out string) (files int, err error) {
	r, err := s.Release(ctx)
	if err != nil {
		return 0, err
	}
	to, err := openSink(out)
	if err != nil {
		return 0, err
	}
	files, err = fill(ctx, to, r)
	if err == nil {
		err = to.done()
	}
	if err != nil {
		return 0, errors.Join(err, to.drop())
	}
	return files, nil
}

// openSink makes what an export goes to, beside its place.
func openSink(out string) (sink, error) {
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, &diag.Diag{Code: CodeNotEmpty, Severity: diag.Error, Args: map[string]string{"out": out}, Err: err}
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return nil, err
	}
	if strings.EqualFold(filepath.Ext(out), ".zip") {
		return newZIP(out)
	}
	return newFolder(out)
}

// fill writes every file of the release, in order, and a page for each
// redirect.
func fill(ctx context.Context, to sink, r *release.Release) (files int, err error) {
	for _, path := range slices.Sorted(maps.Keys(r.Manifest.Files)) {
		if err := ctx.Err(); err != nil {
			return files, err
		}
		content, err := readAll(r.Content, path)
		if err != nil {
			return files, err
		}
		if err := to.add(path, content); err != nil {
			return files, err
		}
		files++
	}
	for _, redirect := range r.Manifest.Redirects {
		path := release.RedirectPath(redirect.From)
		if _, taken := r.Manifest.Files[path]; taken {
			continue
		}
		if err := to.add(path, release.RedirectPage(redirect.To)); err != nil {
			return files, err
		}
		files++
	}
	return files, nil
}

func readAll(c release.Content, path string) ([]byte, error) {
	f, err := c.Open(path)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(f)
	return content, errors.Join(err, f.Close())
}
