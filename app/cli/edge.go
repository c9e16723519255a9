package cli

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/backend/edge"
	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/generator/diag"
)

// Codes of the edge.
const (
	CodeNoControl = "edge-no-control" // the store's control prefix is not known; Args: store
	CodeListen    = "edge-listen"     // the address is taken or not to be had; Args: address
)

// controlName is how the control prefix of a site begins.
const controlName = ".pagewright-"

// edging are the flags of edge.
type edging struct {
	store, listen, control, channel string
	profile, accessEnv, secretEnv   string
}

func (c *command) edge() *cobra.Command {
	var o edging
	cmd := &cobra.Command{
		Use:   "edge --store URL",
		Short: "Answer visitors from a published store",
		Long: "Answer visitors from a published store: a folder, or s3://BUCKET/PREFIX?endpoint=https://…&region=…\n" +
			"The end of the address may be the site's control prefix (" + controlName + "…); in a folder it is found.",
		Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.store == "" {
				return wrong(cmd, errors.New("--store is missing: it names a folder or an s3:// address"))
			}
			return c.answerVisitors(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.store, "store", "", "a folder, or an s3:// address")
	f.StringVar(&o.listen, "listen", "127.0.0.1:8080", "address to answer at; port 0 takes a free one")
	f.StringVar(&o.control, "control", "", "the site's control prefix, where it is not part of the store's address")
	f.StringVar(&o.channel, "channel", "live", "which channel to show")
	f.StringVar(&o.profile, "profile", "", "s3: an AWS profile that has the keys")
	f.StringVar(&o.accessEnv, "access-key-env", "", "s3: the environment variable with the access key")
	f.StringVar(&o.secretEnv, "secret-key-env", "", "s3: the environment variable with the secret key")
	return c.withJSON(cmd)
}

func (c *command) answerVisitors(ctx context.Context, o edging) error {
	st, control, closing, err := c.openStore(ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = closing() }() // it was only read
	e := edge.New(st, control, edge.Options{Channel: o.channel, Log: slog.New(slog.NewTextHandler(c.Err, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err := e.Refresh(ctx); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		return &diag.Diag{Code: CodeListen, Severity: diag.Error, Args: map[string]string{"address": o.listen}, Err: err}
	}
	address := "http://" + listener.Addr().String() + "/"
	if err := c.print(map[string]string{"address": address, "release": e.Release()}, "Visitors are answered at %s\nStop with Ctrl+C.\n", address); err != nil {
		return errors.Join(err, listener.Close())
	}
	go func() { _ = e.Run(ctx) }() // it ends with the command, and logs
	return answer(ctx, listener, e)
}

// openStore opens what --store names, and finds the control prefix.
func (c *command) openStore(ctx context.Context, o edging) (*store.Store, string, func() error, error) {
	u, err := url.Parse(o.store)
	if err == nil && u.Scheme == "s3" {
		return c.openBucket(ctx, o, u)
	}
	folder := strings.TrimPrefix(o.store, "file://")
	control := o.control
	if control == "" && strings.HasPrefix(filepath.Base(folder), controlName) {
		folder, control = filepath.Dir(folder), filepath.Base(folder)+"/"
	}
	if control == "" {
		if control, err = findControl(folder); err != nil {
			return nil, "", nil, err
		}
	}
	d, err := dir.Open(folder)
	if err != nil {
		return nil, "", nil, err
	}
	return store.New(d, store.Options{}), withSlash(control), d.Close, nil
}

// findControl looks for the one control prefix in a folder.
func findControl(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	found := ""
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), controlName) || !isFolder(filepath.Join(folder, e.Name(), "channels")) {
			continue
		}
		if found != "" {
			return "", noControl(folder)
		}
		found = e.Name() + "/"
	}
	if found == "" {
		return "", noControl(folder)
	}
	return found, nil
}

func noControl(place string) error {
	return &diag.Diag{Code: CodeNoControl, Severity: diag.Error, Args: map[string]string{"store": place}}
}

func (c *command) openBucket(ctx context.Context, o edging, u *url.URL) (*store.Store, string, func() error, error) {
	prefix := strings.Trim(u.Path, "/")
	control := o.control
	if control == "" && strings.HasPrefix(path.Base(prefix), controlName) {
		control, prefix = path.Base(prefix), strings.Trim(path.Dir("/"+prefix), "/")
	}
	if control == "" {
		return nil, "", nil, noControl(o.store)
	}
	keys, err := secret.New(secret.Options{}).Find(ctx, secret.Source{
		ID: "edge/" + u.Host, AccessEnv: o.accessEnv, SecretEnv: o.secretEnv, Profile: o.profile,
	})
	if err != nil {
		return nil, "", nil, err
	}
	q := u.Query()
	d, err := s3.Open(s3.Config{
		Endpoint: q.Get("endpoint"), Region: q.Get("region"), Bucket: u.Host, Style: q.Get("style"),
		AccessKey: keys.Access, SecretKey: keys.Secret, Session: keys.Session, Now: c.Now,
	})
	if err != nil {
		return nil, "", nil, err
	}
	if prefix != "" {
		prefix += "/"
	}
	return store.New(d, store.Options{Prefix: prefix}), withSlash(control), func() error { return nil }, nil
}

func withSlash(s string) string { return strings.TrimSuffix(s, "/") + "/" }
