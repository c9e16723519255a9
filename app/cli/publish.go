package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/generator/diag"
)

// published is what publish and rollback print.
type published struct {
	Release  string `json:"release"`
	Previous string `json:"previous"`
	Uploaded int    `json:"uploaded"`
	Bytes    int64  `json:"bytes"`
	Requests int64  `json:"requests"`
	URL      string `json:"url"`
	Switched bool   `json:"switched"`
	Ms       int64  `json:"ms"`
}

// planned is what publish --dry-run prints.
type planned struct {
	Release  string           `json:"release"`
	Previous string           `json:"previous"`
	Words    []string         `json:"words"`
	Changes  []publish.Change `json:"changes"`
	Uploads  int              `json:"uploads"`
	Bytes    int64            `json:"bytes"`
	Foreign  bool             `json:"foreign"`
	Problems []finding        `json:"problems"`
}

// publishing are the flags of publish.
type publishing struct {
	target, channel string
	dry, yes        bool
	resend          bool
}

func (c *command) publish() *cobra.Command {
	var o publishing
	cmd := &cobra.Command{
		Use:   "publish DIR",
		Short: "Publish the site, all of it at once",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.publishSite(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.target, "target", "", "where to: the name of a storage; the first if none is named")
	f.StringVar(&o.channel, "channel", "live", "live is what visitors see; any other is a preview")
	f.BoolVar(&o.dry, "dry-run", false, "only say what would be done")
	f.BoolVar(&o.resend, "resend", false, "send every file again: the storage lost some")
	f.BoolVar(&o.yes, "yes", false, "publish over what somebody else published")
	return c.withJSON(cmd)
}

func (c *command) publishSite(ctx context.Context, dir string, o publishing) error {
	began := c.Now()
	s, err := c.openForPublishing(ctx, dir, o.target)
	if err != nil {
		return err
	}
	release, err := s.ToPublish(ctx)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	p, err := c.place(ctx, s, o.target, target.Options{Channel: o.channel, Progress: c.progress(), Describe: target.Describe(s.Engine()), Resend: o.resend})
	if err != nil {
		return errors.Join(err, s.Close())
	}
	plan, err := p.Publisher.Plan(ctx, release)
	if err != nil || o.dry {
		if err = errors.Join(err, p.Close(), s.Close()); err != nil {
			return err
		}
		return c.printPlan(plan)
	}
	for _, d := range plan.Problems {
		c.warn([]diag.Diag{*d})
	}
	result, err := p.Publisher.Publish(ctx, release, plan, o.yes)
	if err = errors.Join(err, p.Close(), s.Close()); err != nil {
		return err
	}
	words := fmt.Sprintf("Published release %s: %s sent, %d bytes, %d requests.", result.Release, count(result.Uploaded, "object", "objects"), result.Bytes, result.Requests)
	return c.printResult(p, result, c.Now().Sub(began), words)
}

// openForPublishing opens the site for reading, or for writing when it has to
// be given its control prefix first: a command can publish while the window
// has the site open.
func (c *command) openForPublishing(ctx context.Context, dir, name string) (*opened, error) {
	s, err := c.open(ctx, dir, name, work.Options{ReadOnly: true})
	if err != nil || s.Settings().Publish.Control != "" {
		return s, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	if s, err = c.open(ctx, dir, name, work.Options{}); err != nil {
		return nil, err
	}
	if err := s.EnsureControl(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// progress says each phase once, to a person.
func (c *command) progress() func(publish.Progress) {
	last := ""
	return func(p publish.Progress) {
		if c.json || p.Phase == last || p.Phase == publish.Done || p.Phase == publish.Failed {
			return
		}
		last = p.Phase
		if p.Total > 0 {
			say(c.Err, "%s %s\n", p.Phase, count(p.Total, "object", "objects"))
			return
		}
		say(c.Err, "%s\n", p.Phase)
	}
}

func (c *command) printPlan(plan *publish.Plan) error {
	p := planned{
		Release: plan.Release, Previous: plan.Previous, Words: append([]string{}, plan.Changes.Words()...),
		Changes: append([]publish.Change{}, plan.Changes.List...), Uploads: plan.Uploads, Bytes: plan.Bytes, Foreign: plan.Foreign != nil,
		Problems: []finding{},
	}
	for _, d := range plan.Problems {
		words := c.problem(d)
		p.Problems = append(p.Problems, finding{Code: d.Code, Severity: string(words.Severity), Message: sentences(words.Title, words.Why), Hint: words.Next})
	}
	words := ""
	for _, w := range p.Words {
		words += w + "\n"
	}
	if words == "" {
		words = "Visitors would find nothing different.\n"
	}
	for _, f := range p.Problems {
		words += f.Severity + ": " + f.Message + "\n\t" + f.Hint + "\n"
	}
	return c.print(p, "%s%s to send, %d bytes\n", words, count(p.Uploads, "object", "objects"), p.Bytes)
}

// printResult prints what a publish or a rollback came to; switched are the
// words for a switch.
func (c *command) printResult(p *target.Place, r *publish.Result, took time.Duration, switched string) error {
	out := published{
		Release: r.Release, Previous: r.Previous, Uploaded: r.Uploaded, Bytes: r.Bytes, Requests: r.Requests,
		URL: p.Address, Switched: r.Switched, Ms: took.Milliseconds(),
	}
	if r.Warning != nil {
		w := c.problem(r.Warning)
		say(c.Err, "warning: %s\nhint: %s\n", sentences(w.Title, w.Why, w.Safe), hint(w))
	}
	words := "Visitors see this already."
	if r.Switched {
		words = switched
	}
	switch {
	case p.Address != "":
		words += " See it at " + p.Address
	case p.Local:
		words += " Show it with: pagewright edge --store " + p.Path
	}
	return c.print(out, "%s\n", words)
}
