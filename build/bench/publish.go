package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/release"
)

// latency is how long the network to the store takes, for every request.
const latency = 20 * time.Millisecond

// far is a store that is a request's time away.
type far struct{ store.Driver }

func (f far) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(latency):
		return nil
	}
}

func (f far) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	if err := f.wait(ctx); err != nil {
		return nil, err
	}
	return f.Driver.Get(ctx, key, o)
}

func (f far) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	if err := f.wait(ctx); err != nil {
		return "", err
	}
	return f.Driver.Put(ctx, key, body, o)
}

func (f far) Copy(ctx context.Context, from, to string, o store.PutOptions) error {
	if err := f.wait(ctx); err != nil {
		return err
	}
	return f.Driver.Copy(ctx, from, to, o)
}

func (f far) Delete(ctx context.Context, key string) error {
	if err := f.wait(ctx); err != nil {
		return err
	}
	return f.Driver.Delete(ctx, key)
}

func (f far) List(ctx context.Context, prefix string, limit int) ([]string, error) {
	if err := f.wait(ctx); err != nil {
		return nil, err
	}
	return f.Driver.List(ctx, prefix, limit)
}

// publish measures one change on the whole site until visitors see it: taking
// the change in, building, and publishing to a store that is far away.
func (b *bench) publish(ctx context.Context) error {
	dir := b.path("ours-plain")
	e, err := generator.New(ctx, os.DirFS(dir), generator.Options{})
	if err != nil {
		return err
	}
	p := publish.New(store.New(far{&mem.Store{}}, store.Options{}), publish.Options{
		Control: ".pagewright-0123456789abcdef/", Owner: "bench", Workers: 64, Caps: publish.Capabilities{Switch: release.Exclusive},
	})
	step := func() (*publish.Result, time.Duration, error) {
		begin := time.Now()
		if err := e.Update(ctx, nil); err != nil {
			return nil, 0, err
		}
		built, err := e.Build(ctx, nil)
		if err != nil {
			return nil, 0, err
		}
		r, err := p.Publish(ctx, built.Release, nil, false)
		return r, time.Since(begin), err
	}
	if _, _, err := step(); err != nil {
		return err
	}
	fmt.Printf("Publish from the running program, %v a request\n", latency)
	for _, row := range []struct {
		name string
		edit func() error
	}{
		{"one edit of a post's text ", func() error { return change(dir, postPath(b.posts/2), "\nOne more sentence.\n") }},
		{"one edit of a post's title", func() error { return retitle(dir, postPath(b.posts/3), "Another name") }},
		{"nothing changed           ", func() error { return nil }},
	} {
		if err := row.edit(); err != nil {
			return err
		}
		r, took, err := step()
		if err != nil {
			return err
		}
		fmt.Printf("  %s  %3d requests, %3d files sent, %6.0f ms\n", row.name, r.Requests, r.Uploaded, ms(took))
	}
	fmt.Println()
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }

// retitle gives a post another title.
func retitle(dir, path, title string) error {
	full := inSite(dir, path)
	data, err := os.ReadFile(full)
	if err != nil {
		return err
	}
	return os.WriteFile(full, []byte(strings.Replace(string(data), "title: ", "title: "+title+" ", 1)), 0o644)
}
