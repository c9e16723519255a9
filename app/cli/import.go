package cli

import (
	"bytes"
	"context"
	"crypto/rand"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/backend/importer"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/generator/diag"
)

func (c *command) importSite() *cobra.Command {
	return c.fromTo("import SOURCE DIR", "Make a site of a folder of Markdown",
		"Make a site in DIR of a folder of Markdown with pictures: of Hugo, Jekyll, Eleventy, or of none.\nSOURCE is not changed. What is not understood is kept and told.",
		c.importFolder)
}

func (c *command) importFolder(ctx context.Context, source, dir string) error {
	report, err := importer.Import(ctx, source, dir, importer.Options{Rand: rand.Reader, Clean: clean})
	if err != nil {
		return err
	}
	if c.json {
		return report.JSON(c.Out)
	}
	return report.Text(c.Out, func(d diag.Diag) string {
		p := c.problem(&d)
		return sentences(p.Title, p.Why, p.Next)
	})
}

// clean takes out of a picture what it tells of the person.
func clean(name string, data []byte) ([]byte, error) {
	f, err := media.Take(name, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return f.Content, nil
}
