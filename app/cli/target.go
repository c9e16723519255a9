package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/generator/diag"
)

// targetRow is a target as the commands print it.
type targetRow struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Driver   string   `json:"driver"`
	Place    string   `json:"place"`
	Address  string   `json:"address"`
	Delivery string   `json:"delivery"`
	Switch   string   `json:"switch,omitempty"` // exclusive, numbered or lease; only after a probe
	Notes    []string `json:"notes,omitempty"`
}

func (c *command) target() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "target add|update|list|probe|remove DIR",
		Short: "Say where the site is published: its storages (targets)",
		Args: func(cmd *cobra.Command, args []string) error {
			return wrong(cmd, errors.New("say which: add, update, list, probe or remove"))
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(c.targetAdd(), c.targetUpdate(), c.targetList(), c.targetProbe(), c.targetRemove())
	return cmd
}

func (c *command) targetAdd() *cobra.Command {
	var a target.Addition
	var keys bool
	cmd := &cobra.Command{
		Use:   "add DIR",
		Short: "Try a storage, and keep it",
		Long: "Try a storage, a place to publish to, and keep it in site.yaml. The keys come from the environment variables or the AWS profile that\n" +
			"are named, or with --keys from standard input, two lines, and then go to the system's keychain. They are never written to the site.",
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if keys {
				if err := c.readKeys(cmd, &a); err != nil {
					return err
				}
			}
			return c.addTarget(cmd.Context(), args[0], a)
		},
	}
	cmd.Flags().StringVar(&a.Name, "name", "", "what commands call it")
	targetFlags(cmd, &a, &keys)
	return c.withJSON(cmd)
}

// readKeys reads two lines.
func (c *command) readKeys(cmd *cobra.Command, a *target.Addition) error {
	lines := bufio.NewScanner(io.LimitReader(c.In, 16<<10))
	for _, key := range []*string{&a.AccessKey, &a.SecretKey} {
		if !lines.Scan() || strings.TrimSpace(lines.Text()) == "" {
			return wrong(cmd, errors.New("--keys wants two lines on standard input: the access key, then the secret key"))
		}
		*key = strings.TrimSpace(lines.Text())
	}
	return nil
}

func (c *command) addTarget(ctx context.Context, dir string, a target.Addition) error {
	s, err := c.open(ctx, dir, "", work.Options{Use: "target"})
	if err != nil {
		return err
	}
	t, caps, err := s.Targets.Add(ctx, a, target.Options{Now: c.Now})
	if err == nil {
		_, err = s.Editor().Apply(ctx, []edit.Op{s.Targets.Written(t)}, edit.ApplyOptions{})
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return c.printTarget(t, caps, "Added "+t.Name+". Publish with: pagewright publish "+dir+"\n")
}

func (c *command) printTarget(t target.Target, caps publish.Capabilities, words string) error {
	row := rowOf(t)
	row.Switch, row.Notes = caps.Switch, target.Notes(t, caps)
	return c.print(row, "%s%s\n", words, strings.Join(row.Notes, "\n"))
}

func rowOf(t target.Target) targetRow {
	row := targetRow{Name: t.Name, Label: t.Label, Driver: t.Driver, Place: t.Path, Address: t.Address, Delivery: t.Delivery}
	if t.Driver == target.Bucket {
		row.Place = strings.TrimSuffix(t.Endpoint, "/") + "/" + t.Bucket + "/" + t.Prefix
	}
	return row
}

func (c *command) targetList() *cobra.Command {
	return c.withJSON(&cobra.Command{
		Use:   "list DIR",
		Short: "List the storages of the site; the first is the usual one",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.open(cmd.Context(), args[0], "", work.Options{ReadOnly: true, Use: "target"})
			if err != nil {
				return err
			}
			rows, words := []targetRow{}, ""
			for _, t := range s.Targets.List() {
				row := rowOf(t)
				rows = append(rows, row)
				words += row.Name + "\t" + row.Label + "\t" + row.Driver + "\t" + row.Place + "\n"
			}
			return errors.Join(s.Close(), c.print(rows, "%s", words))
		},
	})
}

func (c *command) targetProbe() *cobra.Command {
	return c.withJSON(&cobra.Command{
		Use:   "probe DIR [NAME]",
		Short: "Find out what a storage can do",
		Args:  between(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := c.open(cmd.Context(), args[0], nameIn(args), work.Options{ReadOnly: true, Use: "target"})
			if err != nil {
				return err
			}
			p, err := c.place(cmd.Context(), s, nameIn(args), target.Options{})
			if err != nil {
				return errors.Join(err, s.Close())
			}
			caps, err := p.Probe(cmd.Context())
			if err = errors.Join(err, p.Close(), s.Close()); err != nil {
				return err
			}
			return c.printTarget(p.Target, caps, p.Name+": "+caps.Switch+"\n")
		},
	})
}

func nameIn(args []string) string {
	if len(args) > 1 {
		return args[1]
	}
	return ""
}

func (c *command) targetRemove() *cobra.Command {
	return c.withJSON(&cobra.Command{
		Use:   "remove DIR NAME",
		Short: "Forget a storage and its keys; what is published there stays",
		Args:  exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.removeTarget(cmd.Context(), args[0], args[1])
		},
	})
}

func (c *command) removeTarget(ctx context.Context, dir, name string) error {
	s, err := c.open(ctx, dir, name, work.Options{Use: "target"})
	if err != nil {
		return err
	}
	t, err := s.Targets.Find(name)
	if err == nil && len(s.Settings().Publish.Targets) == 0 {
		err = &diag.Diag{Code: CodeOnlyTarget, Severity: diag.Error, Args: map[string]string{"name": name}}
	}
	if err == nil {
		_, err = s.Editor().Apply(ctx, []edit.Op{s.Targets.Removed(name)}, edit.ApplyOptions{})
	}
	if err == nil {
		err = s.Targets.Forget(ctx, t)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return c.print(rowOf(t), "Removed %s. What is published there stays.\n", name)
}

// CodeOnlyTarget is the code of taking away this computer, which a site
// without other targets always has; Args: name.
const CodeOnlyTarget = "target-only"
