package cli

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator"
)

// builtFolder is where a build goes that is not told where, in the site.
const builtFolder = "public"

// built is what build prints.
type built struct {
	Pages    int    `json:"pages"`
	Files    int    `json:"files"`
	Written  int    `json:"written"`
	Release  string `json:"release"`
	Ms       int64  `json:"ms"`
	Problems int    `json:"problems"`
	Out      string `json:"out"`
}

func (c *command) build() *cobra.Command {
	var out string
	var clean, drafts bool
	cmd := &cobra.Command{
		Use:   "build DIR",
		Short: "Build the site into a folder",
		Long:  "Build the site into a folder: DIR/" + builtFolder + " if no other is named. Files that did not change are not written again.",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				out = filepath.Join(args[0], builtFolder)
			}
			return c.buildSite(cmd.Context(), args[0], out, clean, drafts)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "the folder to write to")
	cmd.Flags().BoolVar(&clean, "clean", false, "take away what is not part of the site; only in a folder that builds go to")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "build drafts too")
	return c.withJSON(cmd)
}

func (c *command) buildSite(ctx context.Context, dir, out string, clean, drafts bool) (err error) {
	began := c.Now()
	debug.SetGCPercent(buildGC)
	spare := make([]byte, buildSpare)
	defer runtime.KeepAlive(spare)
	s, err := site.Open(dir, site.Options{ReadOnly: true, Now: c.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	folder, err := openOutput(dir, out) // only once there is a site: it is made
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, folder.close()) }()
	engine, err := work.Engine(ctx, s, work.Options{Now: c.Now, Drafts: drafts, Use: "out " + folder.dir, Spare: c.spare(s.Dir), Progress: c.pictures()})
	if err != nil {
		return err
	}
	result, err := engine.Build(ctx, folder)
	if err != nil {
		return err
	}
	if clean {
		if err := folder.clean(result.Release.Manifest); err != nil {
			return err
		}
	}
	return c.printBuilt(result, folder.dir, c.Now().Sub(began).Milliseconds())
}

// buildGC lets the heap of a build grow further before it is collected than a
// program that stays: see build/bench for what it saves.
const buildGC = 150

// buildSpare is memory, in bytes, that is asked for and never touched, so the
// system never gives it. The collector counts it as in use: a build that takes
// less than that again and a half is over before anything is collected.
const buildSpare = 96 << 20

func (c *command) printBuilt(r *generator.Result, out string, ms int64) error {
	b := built{
		Pages: r.Pages, Files: r.Files, Written: r.Written, Ms: ms,
		Problems: len(r.Diags), Out: out,
	}
	if c.json { // the release's name is a sum over all of it, and the words do not say it
		b.Release = r.Release.Manifest.ID()
	}
	c.needALook(b.Problems)
	return c.print(b, "%s, %s, %d written to %s in %d ms\n", count(b.Pages, "page", "pages"), count(b.Files, "file", "files"), b.Written, out, ms)
}

// needALook tells a person of what was found in a site while it was built.
func (c *command) needALook(findings int) {
	if findings > 0 && !c.json {
		say(c.Err, "%s a look: see them with pagewright check\n", count(findings, "thing in the site needs", "things in the site need"))
	}
}
