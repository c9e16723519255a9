package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/diag"
)

// edited is what edit and undo print.
type edited struct {
	Label   string   `json:"label"`
	Changed []string `json:"changed"`
	Page    string   `json:"page"`
	Select  string   `json:"select"`
	Show    string   `json:"show"`
	Links   []string `json:"links"` // pages that lead to what went to the trash
	Undo    string   `json:"undo"`
	Redo    string   `json:"redo"`
}

func (c *command) edit() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "edit DIR --ops FILE|-",
		Short: "Change the site by commands, one JSON object a line",
		Long: "Change the site by commands, one JSON object a line, as the editor does. All of them are done or none; undo takes them back as one step.\n\n" +
			`{"op":"source","page":"content/about.md","text":"…"} writes a whole page; the others are as in the documentation of the API.`,
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if file == "" {
				return wrong(cmd, errors.New("--ops is missing: it names the file with the commands, or - for standard input"))
			}
			ops, err := c.readOps(file)
			if err != nil {
				return err
			}
			return c.change(cmd.Context(), args[0], func(e *edit.Editor) (edit.Outcome, error) {
				return e.Apply(cmd.Context(), ops, edit.ApplyOptions{})
			})
		},
	}
	cmd.Flags().StringVar(&file, "ops", "", "the file with the commands; - is standard input")
	return c.withJSON(cmd)
}

func (c *command) readOps(file string) (ops []edit.Op, err error) {
	from := c.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		from = io.Reader(f)
	}
	return edit.DecodeOps(from)
}

func (c *command) undo() *cobra.Command {
	var again bool
	cmd := &cobra.Command{
		Use:   "undo DIR",
		Short: "Take back the last change, or do it again",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.change(cmd.Context(), args[0], func(e *edit.Editor) (edit.Outcome, error) {
				if again {
					return e.Redo(cmd.Context())
				}
				return e.Undo(cmd.Context())
			})
		},
	}
	cmd.Flags().BoolVar(&again, "redo", false, "do again what undo took back")
	return c.withJSON(cmd)
}

// change opens the site for writing, lets do change it, and prints the outcome.
func (c *command) change(ctx context.Context, dir string, do func(*edit.Editor) (edit.Outcome, error)) error {
	s, err := site.Open(dir, site.Options{Now: c.Now})
	if err != nil {
		return err
	}
	e, err := work.Editor(s, c.Now)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	out, err := do(e)
	if len(out.Links) > 0 {
		say(c.Err, "warning: What is in the trash now is still linked from %s.\nhint: Change those links, or take it back with \"pagewright undo\".\n", strings.Join(out.Links, ", "))
	}
	c.warn(slices.Concat(s.Findings, out.Diags))
	if err = errors.Join(err, s.Close(), ctx.Err()); err != nil {
		return err
	}
	words := "Nothing to change.\n"
	if len(out.Changed) > 0 {
		words = out.Label + ": " + strings.Join(out.Changed, ", ") + "\n"
	}
	return c.print(edited{
		Label: out.Label, Changed: append([]string{}, out.Changed...), Page: out.Page, Select: out.Select, Show: out.Show,
		Links: append([]string{}, out.Links...),
		Undo:  out.Undo, Redo: out.Redo,
	}, "%s", words)
}

// warn says what a person should know although what was asked is done.
func (c *command) warn(found []diag.Diag) {
	for i := range found {
		p := c.problem(&found[i])
		say(c.Err, "warning: %s\nhint: %s\n", sentences(p.Title, at(p.Where), p.Why, p.Safe), hint(p))
	}
}
