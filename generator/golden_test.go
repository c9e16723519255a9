package generator

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the golden sites must come to")

// TestGolden builds the sites of testdata. An archive holds a site below site/,
// what its build must come to below want/, and its list and findings in
// want.txt. Fingerprints of assets are left out, for they follow the built-in
// theme. Each site is built clean, then from nothing step by step, with paths
// as Windows writes them.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden sites", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	site, want := fstest.MapFS{}, map[string]string{}
	var kept []txtar.File
	for _, f := range a.Files {
		if p, ok := strings.CutPrefix(f.Name, "site/"); ok {
			site[p] = &fstest.MapFile{Data: f.Data, ModTime: time.Unix(1_700_000_000, 0)}
			kept = append(kept, f)
		} else {
			want[f.Name] = string(f.Data)
		}
	}
	o := Options{Now: time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC)}
	var out memOutput
	got := goldenText(mustBuild(t, mustNew(t, site, o), &out), out.files)
	if *update {
		for _, name := range slices.Sorted(maps.Keys(got)) {
			kept = append(kept, txtar.File{Name: name, Data: []byte(got[name])})
		}
		if err := os.WriteFile(file, txtar.Format(&txtar.Archive{Comment: a.Comment, Files: kept}), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name := range maps.Keys(want) {
		if got[name] != want[name] {
			t.Errorf("%s:\nwant\n%s\ngot\n%s", name, want[name], got[name])
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s was made and is not wanted", name)
		}
	}
	stepwise(t, site, o, &out)
}

// stepwise builds the site again, taking its files in one by one.
func stepwise(t *testing.T, site fstest.MapFS, o Options, clean *memOutput) {
	growing := fstest.MapFS{}
	e := mustNew(t, growing, o)
	var out memOutput
	for _, p := range slices.Sorted(maps.Keys(site)) {
		growing[p] = site[p]
		if err := e.Update(context.Background(), []string{strings.ReplaceAll(p, "/", `\`)}); err != nil {
			t.Fatal(err)
		}
		mustBuild(t, e, &out)
	}
	if !maps.EqualFunc(clean.files, out.files, bytes.Equal) {
		t.Errorf("step by step it comes to something else: %v, want %v", slices.Sorted(maps.Keys(out.files)), slices.Sorted(maps.Keys(clean.files)))
	}
}

var assetPrint = regexp.MustCompile(`(assets/[a-z/]+)\.[0-9a-f]{10}\.`)

// goldenText is a build as files of an archive.
func goldenText(r *Result, files map[string][]byte) map[string]string {
	print := func(s string) string { return assetPrint.ReplaceAllString(s, "$1.PRINT.") }
	got := map[string]string{}
	var list strings.Builder
	for _, p := range slices.Sorted(maps.Keys(files)) {
		f := r.Release.Manifest.Files[p]
		fmt.Fprintf(&list, "%s %s %s\n", print(p), f.Class, f.Type)
		if strings.HasPrefix(f.Type, "image/") || strings.HasPrefix(p, "assets/") && !strings.HasPrefix(p, "assets/note.") {
			continue
		}
		got["want/"+print(p)] = print(strings.TrimRight(string(files[p]), "\n") + "\n")
	}
	for _, d := range r.Release.Manifest.Redirects {
		fmt.Fprintf(&list, "%s -> %s %d\n", d.From, d.To, d.Code)
	}
	for _, d := range r.Diags {
		fmt.Fprintf(&list, "%s %s %s:%d %q\n", d.Severity, d.Code, d.Where.Path, d.Where.Line, d.Where.Text)
	}
	got["want.txt"] = list.String()
	return got
}
