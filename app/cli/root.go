package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/version"
)

// command is what the commands share: where they write, and how.
type command struct {
	Env
	json bool
}

// root returns the whole command line.
func root(env Env) *cobra.Command {
	c := &command{Env: env}
	r := &cobra.Command{
		Use:           "pagewright [DIR]",
		Short:         "Make a website by looking at it, and publish it at once",
		Long:          "Without a command, pagewright opens its window on the site in DIR, or on the last site.\nOn a computer without a display, use: pagewright serve DIR",
		Version:       version.String(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          most(1),
		RunE:          func(cmd *cobra.Command, args []string) error { return c.window(cmd, args) },
	}
	r.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return wrong(cmd, err) })
	r.CompletionOptions.DisableDefaultCmd = true
	r.AddCommand(c.commands()...)
	for _, sub := range r.Commands() {
		sub.SetFlagErrorFunc(r.FlagErrorFunc())
	}
	return r
}

// withJSON gives a command the flag --json.
func (c *command) withJSON(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVar(&c.json, "json", false, "print one JSON document and nothing else")
	return cmd
}

// fromTo is a command that makes something at one place of what is at another.
func (c *command) fromTo(use, short, long string, run func(ctx context.Context, from, to string) error) *cobra.Command {
	return c.withJSON(&cobra.Command{
		Use: use, Short: short, Long: long, Args: exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error { return run(cmd.Context(), args[0], args[1]) },
	})
}

// print writes the outcome: v as JSON where that was asked for, else the words.
func (c *command) print(v any, words string, args ...any) error {
	if !c.json {
		_, err := fmt.Fprintf(c.Out, words, args...)
		return err
	}
	e := json.NewEncoder(c.Out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// wrong makes err a mistake in the command line.
func wrong(cmd *cobra.Command, err error) error {
	return &usageError{err: err, hint: fmt.Sprintf("Use it like this: %s. More with: %s --help", cmd.UseLine(), cmd.CommandPath())}
}

// exactly wants n arguments.
func exactly(n int) cobra.PositionalArgs { return between(n, n) }

// most wants at most n arguments.
func most(n int) cobra.PositionalArgs { return between(0, n) }

func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return wrong(cmd, fmt.Errorf("%s wants %s after it", cmd.CommandPath(), names(cmd.Use, least)))
		case len(args) > most:
			return wrong(cmd, fmt.Errorf("%q is one word too many", args[most]))
		}
		return nil
	}
}

// names returns the first n names of what a command works on: they are written
// in capitals in its use.
func names(use string, n int) string {
	var all []string
	for word := range strings.FieldsSeq(use) {
		if word == strings.ToUpper(word) && len(all) < n {
			all = append(all, word)
		}
	}
	return strings.Join(all, " and ")
}

// isFolder reports whether there is a folder at the path.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
