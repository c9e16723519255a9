package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/app/work"
)

// releaseRow is one release as releases prints it.
type releaseRow struct {
	Release string `json:"release"`
	Name    string `json:"name"`
	Who     string `json:"who"`
	At      string `json:"at"`
	Live    bool   `json:"live"`
	Pages   int    `json:"pages"`
	Files   int    `json:"files"`
	Bytes   int64  `json:"bytes"`
	Note    string `json:"note"`
}

// atTarget runs do on a target of the site, opened for reading.
func (c *command) atTarget(ctx context.Context, dir, name string, do func(*target.Place) error) error {
	s, err := c.open(ctx, dir, name, work.Options{ReadOnly: true, Use: "target"})
	if err != nil {
		return err
	}
	p, err := c.place(ctx, s, name, target.Options{Progress: c.progress()})
	if err != nil {
		return errors.Join(err, s.Close())
	}
	return errors.Join(do(p), p.Close(), s.Close())
}

func (c *command) releases() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "releases DIR",
		Short: "List the releases that can be gone back to, newest first",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.atTarget(cmd.Context(), args[0], name, func(p *target.Place) error {
				kept, err := p.Publisher.Releases(cmd.Context())
				if err != nil {
					return err
				}
				rows, words := []releaseRow{}, ""
				for _, k := range kept {
					rows = append(rows, releaseRow{
						Release: k.ID, Name: k.Name, Who: k.Who, At: k.At.Format(time.RFC3339), Live: k.Live, Pages: k.Pages, Files: k.Files, Bytes: k.Bytes, Note: k.Note,
					})
					mark := " "
					if k.Live {
						mark = "*"
					}
					words += fmt.Sprintf("%s %s  %s  %s  %s  %s\n", mark, k.ID, k.Name, k.Who, count(k.Pages, "page", "pages"), k.Note)
				}
				if words == "" {
					words = "Nothing was published yet.\n"
				}
				return c.print(rows, "%s", words)
			})
		},
	}
	cmd.Flags().StringVar(&name, "target", "", "where: the name of a storage; the first if none is named")
	return c.withJSON(cmd)
}

func (c *command) rollback() *cobra.Command {
	var name, to string
	cmd := &cobra.Command{
		Use:   "rollback DIR",
		Short: "Let visitors see an earlier release again",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			began := c.Now()
			return c.atTarget(cmd.Context(), args[0], name, func(p *target.Place) error {
				result, err := p.Publisher.Rollback(cmd.Context(), to)
				if err != nil {
					return err
				}
				return c.printResult(p, result, c.Now().Sub(began), "Visitors see release "+result.Release+" again.")
			})
		},
	}
	cmd.Flags().StringVar(&name, "target", "", "where: the name of a storage; the first if none is named")
	cmd.Flags().StringVar(&to, "to", "", "the release; the one before if none is named")
	return c.withJSON(cmd)
}

func (c *command) sweep() *cobra.Command {
	var name string
	var dry bool
	cmd := &cobra.Command{
		Use:   "sweep DIR",
		Short: "Remove what no release needs any more",
		Long:  "Remove what no release needs any more, a day after the last one let go of it. Files that Pagewright did not make are never touched.",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.atTarget(cmd.Context(), args[0], name, func(p *target.Place) error {
				r, err := p.Publisher.Sweep(cmd.Context(), dry)
				if err != nil {
					return err
				}
				return c.print(map[string]any{
					"releases": append([]string{}, r.Releases...), "objects": r.Objects, "waiting": r.Waiting, "requests": r.Requests, "dry": dry,
				}, "%s of %s; %s will follow in a day\n", count(r.Objects, "object", "objects"), count(len(r.Releases), "release", "releases"), count(r.Waiting, "release", "releases"))
			})
		},
	}
	cmd.Flags().StringVar(&name, "target", "", "where: the name of a storage; the first if none is named")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "only count")
	return c.withJSON(cmd)
}
