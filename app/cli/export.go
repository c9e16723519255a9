package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/export"
)

func (c *command) export() *cobra.Command {
	return c.fromTo("export DIR OUT", "Write the built site as a folder, or as a ZIP file",
		"Write the built site to OUT, which must not exist: as a ZIP file when its name ends in .zip, else as a folder. Redirects become small pages\nand the file _redirects, which many hosts read.",
		c.exportSite)
}

func (c *command) exportSite(ctx context.Context, dir, out string) error {
	s, err := c.open(ctx, dir, "", work.Options{ReadOnly: true, Use: "export"})
	if err != nil {
		return err
	}
	result, err := c.exportTo(ctx, s, out)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return c.print(result, "Wrote %s to %s\n", count(result.Files, "file", "files"), result.Out)
}

func (c *command) exportTo(ctx context.Context, s *opened, out string) (export.Result, error) {
	r, err := s.Build(ctx)
	if err != nil {
		return export.Result{}, err
	}
	c.needALook(len(r.Diags))
	return export.Write(ctx, r.Release, out)
}
