package cli

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/serve"
	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/preview"
)

func (c *command) preview() *cobra.Command {
	var listen string
	var drafts bool
	cmd := &cobra.Command{
		Use:   "preview DIR",
		Short: "Show the site as visitors would see it, following each change",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.previewSite(cmd.Context(), args[0], listen, drafts)
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "address on this computer; port 0 takes a free one")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "show drafts too")
	return c.withJSON(cmd)
}

func (c *command) previewSite(ctx context.Context, dir, listen string, drafts bool) error {
	s, err := c.open(ctx, dir, "", work.Options{ReadOnly: true, Drafts: drafts, Watched: true, Use: "preview"})
	if err != nil {
		return err
	}
	p := preview.New(preview.Options{
		Site: s.Preview,
		Explain: func(err error) (string, string) {
			words := c.problem(err)
			return words.Title, words.Next
		},
	})
	listener, err := serve.Listen(listen)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	address := "http://" + listener.Addr().String() + "/"
	if err := c.print(map[string]string{"address": address}, "The preview is at %s\nStop with Ctrl+C.\n", address); err != nil {
		return errors.Join(err, listener.Close(), s.Close())
	}
	go func() {
		_ = s.Site.Watch(ctx, func(paths []string) { // it ends with the command
			if err := s.Update(ctx, paths); err != nil {
				explain(c.Env, err)
			}
			p.Changed()
		})
	}()
	return errors.Join(answer(ctx, listener, p), s.Close())
}

// answer serves on a listener until ctx ends.
func answer(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // streams never end by themselves
	defer stop()
	err := server.Serve(listener)
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
