package importer

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/pagewright/pagewright/generator/diag"
)

// left are the codes that say of a file that it was not taken.
var left = []string{"import-left-out", CodeOutside, CodeTooLarge, CodePicture}

// buckets says where in the report each file of a source is.
func buckets(r *Report, source []string) map[string][]string {
	in := map[string][]string{}
	add := func(name, bucket string) { in[name] = append(in[name], bucket) }
	for _, p := range r.Pages {
		if p.From != "" {
			add(p.From, "pages")
		}
	}
	for _, f := range r.Files {
		add(f.From, "files")
	}
	for _, name := range r.Read {
		add(name, "read")
	}
	for _, d := range r.Findings {
		if slices.Contains(left, d.Code) {
			add(d.Where.Path, "left out")
		}
	}
	for _, passed := range r.Passed {
		for _, name := range source {
			if name == passed || strings.HasSuffix(passed, "/") && strings.HasPrefix(name, passed) {
				add(name, "passed")
			}
		}
	}
	return in
}

// TestNothingIsDroppedInSilence: every file of a source is in exactly one place
// of the report.
func TestNothingIsDroppedInSilence(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) < 4 {
		t.Fatal(len(archives), err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		for _, f := range archive.Files {
			if rel, ok := strings.CutPrefix(f.Name, "source/"); ok {
				write(t, filepath.Join(dir, "source", rel), string(f.Data))
			}
		}
		for _, more := range []string{
			"node_modules/a/index.js", "public/index.html", "resources/_gen/x.json", "_site/index.html", "dist/x.html", ".git/config",
			"_odd.txt", "_data/other.yml", "data/other.toml", "Makefile", ".DS_Store", "a/b/Thumbs.db", ".hidden/x.md", "themes/x/layouts/y.html",
			"vendor/x.gem", "assets/x.scss", "i18n/de.yaml", "archetypes/default.md", "go.sum", "_includes/x.md", "layouts/x.html", "odd name\u2028.png", "static/CNAME",
		} {
			write(t, filepath.Join(dir, "source", more), "x")
		}
		report, err := Import(context.Background(), filepath.Join(dir, "source"), filepath.Join(dir, "site"), Options{Rand: zeros{}})
		if err != nil {
			t.Fatal(err)
		}
		var files []string
		for file := range tree(t, filepath.Join(dir, "source")) {
			files = append(files, file)
		}
		in := buckets(report, files)
		for _, file := range files {
			if len(in[file]) != 1 {
				t.Errorf("%s: %s is in %q", filepath.Base(name), file, in[file])
			}
			delete(in, file)
		}
		if len(in) > 0 {
			t.Errorf("%s: there is no %v", filepath.Base(name), in)
		}
	}
}

// TestHostileSources: what is no file, can not be read, or has a name that
// means something to a system does no harm and is told.
func TestHostileSources(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "source")
	write(t, filepath.Join(source, "index.md"), "# Home\n\n[up](../../secret.txt) ![x](/../../secret.txt)\n")
	write(t, filepath.Join(dir, "secret.txt"), "secret")
	write(t, filepath.Join(source, "a\x01b\nc.md"), "---\nurl: /../../../etc/x\nslug: ../../y\n---\nText.\n")
	write(t, filepath.Join(source, "con.md"), "---\naliases: [/../../z, \"\\x00\"]\n---\nText.\n")
	write(t, filepath.Join(source, "-rf.png"), "picture")
	write(t, filepath.Join(source, strings.Repeat("x", 250)+".md"), "Long.\n")
	hostile(t, source)
	report, err := Import(context.Background(), source, filepath.Join(dir, "site"), Options{Rand: zeros{}})
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	err = filepath.WalkDir(source, func(name string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			rel, _ := filepath.Rel(source, name)
			files = append(files, filepath.ToSlash(rel))
		}
		if err != nil {
			return filepath.SkipDir
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	in := buckets(report, files)
	for _, file := range files {
		if len(in[file]) != 1 {
			t.Errorf("%q is in %q", file, in[file])
		}
	}
	for name, data := range tree(t, filepath.Join(dir, "site")) {
		if strings.Contains(string(data), "secret\x00") || string(data) == "secret" {
			t.Errorf("%s holds what is outside", name)
		}
		if strings.ContainsAny(name, "\x01\n") || len(name) > 200 {
			t.Errorf("the name %q came along", name)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 3 {
		t.Errorf("something was written beside the site: %v", entries)
	}
	for _, d := range append(report.Findings, report.Links...) {
		if d.Severity != diag.Warning {
			t.Errorf("%+v", d)
		}
	}
}
