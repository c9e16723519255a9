package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"github.com/pagewright/pagewright/generator"
)

// child is this program as the process that is measured.
func child(ctx context.Context, args []string) error {
	debug.SetGCPercent(200)
	f := flag.NewFlagSet("child", flag.ContinueOnError)
	warm := f.Int("warm", 0, "edits in the running engine, instead of a build")
	state := f.String("state", "", "file of the state")
	posts := f.Int("posts", 0, "posts of the site, for -warm")
	if err := f.Parse(args); err != nil {
		return err
	}
	dir := os.DirFS(f.Arg(0))
	o := generator.Options{}
	if *state != "" {
		o.State = stateFile(*state)
	}
	if *warm > 0 {
		return edits(ctx, f.Arg(0), o, *warm, *posts)
	}
	_, err := generator.Build(ctx, dir, o, &folder{root: f.Arg(1)})
	return err
}

// stateFile is a generator.State in one file.
type stateFile string

func (s stateFile) Load() ([]byte, error) { return os.ReadFile(string(s)) }

func (s stateFile) Save(data []byte) error {
	if err := os.WriteFile(string(s)+".new", data, 0o600); err != nil {
		return err
	}
	if err := os.Rename(string(s)+".new", string(s)); err != nil {
		return err
	}
	if err := os.Remove(string(s) + ".note"); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (s stateFile) Noted() ([]byte, error) { return os.ReadFile(string(s) + ".note") }

func (s stateFile) Note(data []byte) error { return os.WriteFile(string(s)+".note", data, 0o600) }

// folder is a generator.Output.
type folder struct{ root string }

func (f *folder) Write(path string, content []byte) error {
	full := filepath.Join(f.root, filepath.FromSlash(path))
	err := os.WriteFile(full, content, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(full), 0o755); err == nil {
			err = os.WriteFile(full, content, 0o644)
		}
	}
	return err
}

func (f *folder) Remove(path string) error {
	err := os.Remove(filepath.Join(f.root, filepath.FromSlash(path)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// warmResult is what edits prints.
type warmResult struct {
	Load     time.Duration
	P50, P95 time.Duration
	Worst    time.Duration
}

// edits loads the site and then changes one post after the other, each time
// until the HTML of its blocks is ready.
func edits(ctx context.Context, dir string, o generator.Options, n, posts int) error {
	begin := time.Now()
	e, err := generator.New(ctx, os.DirFS(dir), o)
	if err != nil {
		return err
	}
	if _, err := e.Build(ctx, nil); err != nil {
		return err
	}
	r := warmResult{Load: time.Since(begin)}
	var times []time.Duration
	for i := range n + 3 {
		path := postPath(1 + i*97%posts)
		if err := change(dir, path, fmt.Sprintf("\nOne more sentence, number %d.\n", i)); err != nil {
			return err
		}
		begin := time.Now()
		if err := e.Update(ctx, []string{path}); err != nil {
			return err
		}
		c, err := e.Canvas(context.Background(), path, "/canvas/site")
		if err != nil {
			return err
		}
		took := time.Since(begin)
		if len(c.Blocks) == 0 {
			return errors.New("the canvas has no blocks")
		}
		if i >= 3 { // the first ones compile the templates
			times = append(times, took)
		}
	}
	slices.Sort(times)
	r.P50, r.P95, r.Worst = times[len(times)/2], times[len(times)*95/100], times[len(times)-1]
	return json.NewEncoder(os.Stdout).Encode(r)
}

// change appends text to a file of the site.
func change(dir, path, text string) error {
	f, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(path)), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
