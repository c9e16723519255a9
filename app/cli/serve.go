package cli

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/desk"
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/app/serve"
	"github.com/pagewright/pagewright/app/version"
	"github.com/pagewright/pagewright/frontend"
	"github.com/pagewright/pagewright/generator/diag"
)

func (c *command) serve() *cobra.Command {
	var listen string
	var open bool
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Show the editor in a browser on this computer",
		Long:  "Show the editor in a browser on this computer. The printed address lets in once.",
		Args:  most(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.serveEditor(cmd.Context(), args, listen, open)
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "address on this computer; port 0 takes a free one")
	cmd.Flags().BoolVar(&open, "open", false, "open the address in the browser")
	return c.withJSON(cmd)
}

func (c *command) serveEditor(ctx context.Context, args []string, listen string, open bool) error {
	home, err := place.Open(c.Data)
	if err != nil {
		return err
	}
	bus := &api.Bus{}
	d := desk.New(desk.Options{
		Version: version.String(), Place: home, Bus: bus, Host: browser{}, Explain: c.problem, Now: c.Now,
	})
	if len(args) == 1 {
		if _, err := d.Open(ctx, args[0]); err != nil {
			return err
		}
	}
	editor, err := api.New(api.Options{
		Token: rand.Text(), Shell: frontend.Editor(), Calls: d.Calls(), Views: d, Explain: d.Explain,
	})
	if err != nil {
		return errors.Join(err, d.Close())
	}
	s, err := serve.Open(serve.Options{Listen: listen, API: editor, Bus: bus})
	if err != nil {
		return errors.Join(err, d.Close())
	}
	if err := c.print(map[string]string{"address": s.Address()}, "The editor is at %s\nThe address works once. Stop with Ctrl+C.\n", s.Address()); err != nil {
		return errors.Join(err, d.Close())
	}
	if open {
		if err := c.letIn(s); err != nil {
			say(c.Err, "No browser could be opened: open the address yourself.\n")
		}
	}
	err = s.Run(ctx)
	return errors.Join(err, d.Close())
}

// browser is the editor's host in a browser: it has no dialogs.
type browser struct{}

// Capabilities implements desk.Host.
func (browser) Capabilities() api.Capabilities { return api.Capabilities{} }

// Browse implements desk.Host. The editor opens addresses by itself there.
func (browser) Browse(string) error { return nil }

// Folder implements desk.Host.
func (browser) Folder() (string, error) { return "", noDialog() }

// Files implements desk.Host.
func (browser) Files() ([]string, error) { return nil, noDialog() }

func noDialog() error { return &diag.Diag{Code: desk.CodeNoDialog, Severity: diag.Error} }
