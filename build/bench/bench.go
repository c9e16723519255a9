package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// bench is one run of the whole measurement.
type bench struct {
	posts, runs int
	keep        string
	program     string
	only        []string

	dir        string // of all sites and outputs
	hugo, self string
}

// run prepares the sites and measures what was asked for.
func (b *bench) run(ctx context.Context) error {
	onDisk := false
	var err error
	if b.dir = b.keep; b.dir == "" {
		if b.dir, onDisk, err = memoryDir(); err != nil {
			return err
		}
		defer os.RemoveAll(b.dir)
	}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.hugo, err = findHugo(ctx); err != nil {
		return err
	}
	if b.program, err = filepath.Abs(b.program); err != nil {
		return err
	}
	measured := b.program
	if _, err := os.Stat(b.program); err != nil {
		b.program, measured = "", "the generator alone"
	}
	if err := b.write(); err != nil {
		return err
	}
	where := "in memory"
	if onDisk {
		where = "on a disk: read the ratios with care"
	}
	fmt.Printf("%d posts, %d processors, %s, median of %d runs, %s\nMeasured: %s\n\n", b.posts, runtime.NumCPU(), runtime.Version(), b.runs, where, measured)
	steps := []struct {
		name string
		do   func(context.Context) error
	}{{"build", b.builds}, {"cold", b.cold}, {"warm", b.warm}, {"publish", b.publish}}
	for _, s := range steps {
		if slices.Contains(b.only, s.name) {
			if err := s.do(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// write writes both sites, with the same sources.
func (b *bench) write() error {
	shared := map[string]string{
		"content/_index.md":         "---\ntitle: The Journal\n---\nNotes on many things.\n",
		"content/journal/_index.md": "---\ntitle: Journal\n---\n",
	}
	for n := 1; n <= b.posts; n++ {
		shared[postPath(n)] = post(n, b.posts)
	}
	for _, s := range [...]struct {
		dir, media string
		own        map[string]string
	}{{"ours", "media", ourSite(true)}, {"ours-plain", "media", ourSite(false)}, {"hugo", "static/media", hugoSite(false)}, {"hugo-highlight", "static/media", hugoSite(true)}} {
		dir := filepath.Join(b.dir, s.dir)
		if err := writeFiles(dir, shared); err != nil {
			return err
		}
		if err := writeFiles(dir, s.own); err != nil {
			return err
		}
		media := filepath.Join(dir, filepath.FromSlash(s.media))
		if err := os.MkdirAll(media, 0o755); err != nil {
			return err
		}
		for n := 1; n <= pictures; n++ {
			if err := picture(filepath.Join(media, fmt.Sprintf("picture-%02d.png", n)), n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bench) path(parts ...string) string {
	return filepath.Join(append([]string{b.dir}, parts...)...)
}

func inSite(dir, path string) string { return filepath.Join(dir, filepath.FromSlash(path)) }

// ours builds our site in a child process: the program, or where it is not
// built the generator alone.
func (b *bench) ours(ctx context.Context, site, out string) (usage, error) {
	if b.program != "" {
		return start(ctx, b.dir, b.program, "build", b.path(site), "--out", b.path(out))
	}
	return start(ctx, b.dir, b.self, "child", "-state", b.path(site, "state"), b.path(site), b.path(out))
}

// forget takes away what an earlier build of our site left.
func (b *bench) forget(site string) error {
	return errors.Join(os.RemoveAll(b.path(site, ".pagewright", "cache")), os.RemoveAll(b.path(site, "state")))
}

func (b *bench) hugoBuild(ctx context.Context, site, out string) (usage, error) {
	return start(ctx, b.dir, b.hugo, "--quiet", "--noBuildLock", "--source", b.path(site), "--destination", b.path(out), "--cacheDir", b.path("cache"))
}

// builds measures whole builds, with and without colours for code, both
// programs in turn.
func (b *bench) builds(ctx context.Context) error {
	for _, highlight := range [...]bool{false, true} {
		site, own, title := "hugo", "ours-plain", "Whole build, code without colours"
		if highlight {
			site, own, title = "hugo-highlight", "ours", "Whole build, code coloured by its language"
		}
		var ours, hugo []usage
		for range b.runs {
			for _, out := range [...]string{"out-ours", "out-hugo"} {
				if err := os.RemoveAll(b.path(out)); err != nil {
					return err
				}
			}
			if err := b.forget(own); err != nil {
				return err
			}
			u, err := b.hugoBuild(ctx, site, "out-hugo")
			if err != nil {
				return err
			}
			hugo = append(hugo, u)
			if u, err = b.ours(ctx, own, "out-ours"); err != nil {
				return err
			}
			ours = append(ours, u)
		}
		fmt.Println(title)
		compare(median(hugo), median(ours))
		if err := b.equal(); err != nil {
			return err
		}
	}
	return nil
}

func compare(hugo, ours usage) {
	fmt.Printf("  Hugo %s  %v\n  ours               %v\n", hugoVersion, hugo, ours)
	fmt.Printf("  ratio              %8.2f        %8.2f       %6.2f\n", ours.wall.Seconds()/hugo.wall.Seconds(), ours.cpu.Seconds()/hugo.cpu.Seconds(), float64(ours.peak)/float64(hugo.peak))
}

// equal prints what both made, and refuses figures for different pages.
func (b *bench) equal() error {
	hugo, err := count(b.path("out-hugo"))
	if err != nil {
		return err
	}
	ours, err := count(b.path("out-ours"))
	if err != nil {
		return err
	}
	fmt.Printf("  made               Hugo %d pages, %d files, %d MB; ours %d pages, %d files, %d MB\n\n", hugo.pages, hugo.files, hugo.size>>20, ours.pages, ours.files, ours.size>>20)
	missing := 0
	for p := range hugo.posts {
		if !ours.posts[p] {
			missing++
		}
	}
	if missing > 0 || len(ours.posts) < b.posts {
		return fmt.Errorf("the sites are not alike: %d of Hugo's pages are missing in ours", missing)
	}
	return nil
}

type made struct {
	pages, files int
	size         int64
	posts        map[string]bool
}

// count counts what a build made. Of the pages of lists Hugo writes the first
// twice, once as a redirect.
func count(dir string) (made, error) {
	m := made{posts: map[string]bool{}}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		m.files++
		m.size += info.Size()
		if strings.HasSuffix(p, ".html") && !strings.HasSuffix(filepath.ToSlash(rel), "page/1/index.html") {
			m.pages++
			m.posts[filepath.ToSlash(rel)] = true
		}
		return nil
	})
	return m, err
}

// cold measures a new process that finds the state of the last one.
func (b *bench) cold(ctx context.Context) error {
	if err := errors.Join(os.RemoveAll(b.path("out-ours")), b.forget("ours")); err != nil {
		return err
	}
	first, err := b.ours(ctx, "ours", "out-ours")
	if err != nil {
		return err
	}
	fmt.Println("A new process with the state of the last one")
	fmt.Printf("  first build, keeps its state  %v\n", first)
	rows := []struct {
		name string
		edit func(i int) error
	}{
		{"nothing changed             ", func(int) error { return nil }},
		{"one edit of a post's text   ", func(i int) error { return change(b.path("ours"), postPath(b.posts/2+i), "\nOne more sentence.\n") }},
		{"one edit of a post's title  ", func(i int) error { return retitle(b.path("ours"), postPath(b.posts/3+i), fmt.Sprint("Again ", i)) }},
	}
	for _, row := range rows {
		var all []usage
		for i := range b.runs + 2 {
			if err := row.edit(i); err != nil {
				return err
			}
			u, err := b.ours(ctx, "ours", "out-ours")
			if err != nil {
				return err
			}
			all = append(all, u)
		}
		m := median(all)
		fmt.Printf("  %s  %6.0f ms wall %6.0f ms cpu %6d MB\n", row.name, ms(m.wall), ms(m.cpu), m.peak>>20)
	}
	fmt.Println()
	return nil
}

// warm measures edits in a process that keeps the site loaded.
func (b *bench) warm(ctx context.Context) error {
	u, err := start(ctx, b.dir, b.self, "child", "-warm", "100", "-posts", strconv.Itoa(b.posts), b.path("ours"))
	if err != nil {
		return err
	}
	var r warmResult
	if err := json.Unmarshal(u.out, &r); err != nil {
		return err
	}
	fmt.Println("One edit in the running engine, until the HTML of the page's blocks is ready")
	fmt.Printf("  median %.2f ms, 95 of 100 below %.2f ms, worst %.2f ms; %d MB at most\n\n", ms(r.P50), ms(r.P95), ms(r.Worst), u.peak>>20)
	return nil
}
