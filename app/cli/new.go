package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/backend/starter"
)

// commands returns every command, in the order of the help.
func (c *command) commands() []*cobra.Command {
	return []*cobra.Command{
		c.serve(), c.newSite(), c.starters(), c.build(), c.check(), c.edit(), c.undo(), c.preview(), c.target(),
		c.publish(), c.releases(), c.rollback(), c.sweep(), c.edge(), c.importSite(), c.export(),
	}
}

func (c *command) newSite() *cobra.Command {
	var name, title string
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: "Make a new site from a starter",
		Long:  "Make a new site in DIR, which must not exist or be empty, from a starter.",
		Args:  exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if name == "" {
				name = starter.List()[0].Name
			}
			dir, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			if err := starter.Create(dir, name, title); err != nil {
				return err
			}
			return c.print(map[string]string{"dir": dir, "starter": name},
				"The site is in %s.\nOpen it with: pagewright %s\n", dir, args[0])
		},
	}
	cmd.Flags().StringVar(&name, "starter", "", "what to start from; see: pagewright starters")
	cmd.Flags().StringVar(&title, "title", "", "the site's title")
	return c.withJSON(cmd)
}

func (c *command) starters() *cobra.Command {
	type row struct {
		Name  string `json:"name"`
		Title string `json:"title"`
		About string `json:"about"`
	}
	return c.withJSON(&cobra.Command{
		Use:   "starters",
		Short: "List what a new site can start from",
		Args:  exactly(0),
		RunE: func(*cobra.Command, []string) error {
			rows := []row{}
			words := ""
			for _, s := range starter.List() {
				rows = append(rows, row{s.Name, s.Title, s.About})
				words += s.Name + "\t" + s.Title + ". " + s.About + "\n"
			}
			return c.print(rows, "%s", words)
		},
	})
}
