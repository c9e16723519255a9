package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/edit"
)

// targetFlags are the flags of what a target is.
func targetFlags(cmd *cobra.Command, a *target.Addition, keys *bool) {
	f := cmd.Flags()
	f.StringVar(&a.Label, "label", "", "what people call it")
	f.StringVar(&a.Driver, "driver", "", "s3 or dir; s3 when a bucket is named")
	f.StringVar(&a.Path, "path", "", "dir: the folder")
	f.StringVar(&a.Endpoint, "endpoint", "", "s3: the address of the storage")
	f.StringVar(&a.Bucket, "bucket", "", "s3: the bucket")
	f.StringVar(&a.Region, "region", "", "s3: the region")
	f.StringVar(&a.Prefix, "prefix", "", "s3: a folder in the bucket")
	f.StringVar(&a.Style, "style", "", "s3: path or host")
	f.StringVar(&a.Address, "address", "", "where visitors see the site")
	f.StringVar(&a.Delivery, "delivery", "", "edge or website")
	f.StringVar(&a.Profile, "profile", "", "s3: an AWS profile that has the keys")
	f.StringVar(&a.AccessKeyEnv, "access-key-env", "", "s3: the environment variable with the access key")
	f.StringVar(&a.SecretKeyEnv, "secret-key-env", "", "s3: the environment variable with the secret key")
	f.BoolVar(keys, "keys", false, "s3: read access key and secret key from standard input and keep them in the keychain")
}

func (c *command) targetUpdate() *cobra.Command {
	var a target.Addition
	var keys bool
	cmd := &cobra.Command{
		Use:   "update DIR NAME",
		Short: "Change a storage; what is not named stays, the keys too",
		Args:  exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if keys {
				if err := c.readKeys(cmd, &a); err != nil {
					return err
				}
			}
			return c.updateTarget(cmd.Context(), args[0], args[1], a, cmd.Flags().Changed)
		},
	}
	targetFlags(cmd, &a, &keys)
	return c.withJSON(cmd)
}

func (c *command) updateTarget(ctx context.Context, dir, name string, a target.Addition, named func(flag string) bool) error {
	s, err := c.open(ctx, dir, name, work.Options{Use: "target"})
	if err != nil {
		return err
	}
	before, err := s.Targets.Find(name)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	keepUnnamed(&a, before, named)
	t, caps, err := s.Targets.Update(ctx, name, a, target.Options{Now: c.Now})
	if err == nil {
		_, err = s.Editor().Apply(ctx, []edit.Op{s.Targets.Rewritten(t)}, edit.ApplyOptions{})
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return c.printTarget(t, caps, "Changed "+t.Name+".\n")
}

// keepUnnamed gives a what the target is, but for the flags that were named.
// Naming where keys come from lets go of where they came from.
func keepUnnamed(a *target.Addition, t target.Target, named func(flag string) bool) {
	keep := map[string]struct {
		to   *string
		from string
	}{
		"label": {&a.Label, t.Label}, "driver": {&a.Driver, t.Driver}, "path": {&a.Path, t.Path}, "endpoint": {&a.Endpoint, t.Endpoint},
		"bucket": {&a.Bucket, t.Bucket}, "region": {&a.Region, t.Region}, "prefix": {&a.Prefix, t.Prefix}, "style": {&a.Style, t.Style},
		"address": {&a.Address, t.Address}, "delivery": {&a.Delivery, t.Delivery},
	}
	if !named("profile") && !named("access-key-env") && !named("secret-key-env") && !named("keys") {
		a.Profile, a.AccessKeyEnv, a.SecretKeyEnv = t.Profile, t.AccessKeyEnv, t.SecretKeyEnv
	}
	if t.Local { // its folder and its address are the program's own
		delete(keep, "path")
		delete(keep, "address")
	}
	for flag, k := range keep {
		if !named(flag) {
			*k.to = k.from
		}
	}
}
