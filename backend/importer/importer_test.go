package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/pagewright/pagewright/generator/diag"
)

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "full", "a.md"), "text")
	write(t, filepath.Join(dir, "none", "a.txt"), "text")
	tests := []struct{ name, source, dir, code string }{
		{"the new folder is not empty", "full", "none", CodeNotEmpty},
		{"the new folder is a file", "full", "none/a.txt", CodeNotEmpty},
		{"there is no source", "gone", "new", CodeNoSource},
		{"the source is a file", "full/a.md", "new", CodeNoSource},
		{"the source has no page", "none", "new", CodeNothing},
		{"inside the source", "full", "full/new", CodeInside},
		{"around the source", "full", ".", CodeInside},
	}
	before := tree(t, dir)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Import(context.Background(), filepath.Join(dir, test.source), filepath.Join(dir, test.dir), Options{Rand: zeros{}})
			var d *diag.Diag
			if !errors.As(err, &d) || d.Code != test.code || d.Severity != diag.Error {
				t.Errorf("got %v, want %s", err, test.code)
			}
			if !equal(before, tree(t, dir)) {
				t.Error("something was written")
			}
		})
	}
}

// stops is randomness that ends: the last thing that an import needs.
type stops struct{}

func (stops) Read([]byte) (int, error) { return 0, errors.New("no more") }

func TestNothingIsLeftBehind(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "source", "a.md"), "text")
	ctx, cancel := context.WithCancel(context.Background())
	for name, o := range map[string]Options{
		"a failure at the end": {Rand: stops{}},
		"stopped on the way":   {Rand: zeros{}, Progress: func(int, int) { cancel() }},
	} {
		_, err := Import(ctx, filepath.Join(dir, "source"), filepath.Join(dir, "site"), o)
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 1 {
			t.Errorf("%s: left %v", name, entries)
		}
	}
}

func TestLinksOutOfTheSource(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "secret.md"), "secret words")
	write(t, filepath.Join(dir, "folder", "secret.md"), "secret words")
	write(t, filepath.Join(dir, "source", "a.md"), "![a](in.png)")
	write(t, filepath.Join(dir, "source", "real.png"), "picture")
	for link, to := range map[string]string{"out.md": "../secret.md", "away": "../folder", "in.png": "real.png", "loop": "."} {
		if err := os.Symlink(to, filepath.Join(dir, "source", link)); err != nil {
			t.Skip("no links here")
		}
	}
	report, err := Import(context.Background(), filepath.Join(dir, "source"), filepath.Join(dir, "site"), Options{Rand: zeros{}})
	if err != nil {
		t.Fatal(err)
	}
	told := ""
	for _, d := range report.Findings {
		if d.Code == CodeOutside {
			told += d.Where.Path + " "
		}
	}
	if told != "away loop out.md " {
		t.Errorf("told of %q", told)
	}
	site := tree(t, filepath.Join(dir, "site"))
	for name, data := range site {
		if bytes.Contains(data, []byte("secret")) {
			t.Errorf("%s came from outside", name)
		}
	}
	if string(site["media/in.png"]) != "picture" {
		t.Error("a link inside was not read")
	}
}

func TestPictures(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "source", "a.md"), "text")
	write(t, filepath.Join(dir, "source", "good.jpg"), "good")
	write(t, filepath.Join(dir, "source", "bad.jpg"), "bad")
	write(t, filepath.Join(dir, "source", "drawing.svg"), "drawing")
	report, err := Import(context.Background(), filepath.Join(dir, "source"), filepath.Join(dir, "site"), Options{Rand: zeros{},
		Clean: func(name string, data []byte) ([]byte, error) {
			if string(data) == "bad" {
				return nil, errors.New("no picture")
			}
			return append(data, " and clean"...), nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	site := tree(t, filepath.Join(dir, "site"))
	if string(site["media/good.jpg"]) != "good and clean" || string(site["media/drawing.svg"]) != "drawing and clean" || site["media/bad.jpg"] != nil {
		t.Errorf("pictures %q %q %q", site["media/good.jpg"], site["media/drawing.svg"], site["media/bad.jpg"])
	}
	if len(report.Files) != 2 || report.Bytes != int64(len("good and clean")+len("drawing and clean")) {
		t.Errorf("report %+v", report.Files)
	}
	if last := report.Findings[len(report.Findings)-1]; last.Code != CodePicture || last.Where.Path != "bad.jpg" {
		t.Errorf("told %+v", last)
	}
}

func TestReportAsJSON(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "source", "a.md"), "[x](<y>) [z](/gone/?a&b)")
	report, err := Import(context.Background(), filepath.Join(dir, "source"), filepath.Join(dir, "site"), Options{Rand: zeros{}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.JSON(&out); err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || len(back.Links) != 2 || back.Links[0].Args["link"] != "/gone/?a&b" {
		t.Errorf("%v, %s", err, out.Bytes())
	}
	if bytes.Contains(out.Bytes(), []byte("null")) {
		t.Errorf("a list is null: %s", out.Bytes())
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// addresses are what an import may write anew.
var addresses = regexp.MustCompile(`\]\([^)]*\)|href='[^']*'`)

// Whatever a source holds, every file of it is in the site or in the report,
// and every word of a page is on the page.
func TestNothingIsLost(t *testing.T) {
	marker := rapid.SampledFrom([]string{"hugo.toml", "config.yaml", "_config.yml", "eleventy.config.js", ""})
	folder := rapid.SampledFrom([]string{"", "content/", "content/posts/", "content/a b/", "static/", "_posts/", "_x/", "src/", "posts/", "A/", "a/", "con/", "..c/", "layouts/"})
	name := rapid.SampledFrom([]string{"a.md", "A.md", "index.md", "_index.md", "2024-05-03-b.md", "2024-99-99-c.md", "README.md", "ü ö.markdown", "x.png", "x.html", "y.css", "d.de.md", ".hidden", "nul.md", "%20.md", "#.md", "a.json"})
	front := rapid.SampledFrom([]string{"", "---\ntitle: t\n---\n", "+++\ntitle = 't'\nlayout = 'x'\n+++\n", "---\nurl: /u/\n---\n", "---\nslug: s s\naliases: [q, /r/]\n---\n",
		"---\n[\n---\n", "---\npermalink: /p.html\ntags: k l\n---\n", "{\"title\": \"j\"}\n", "---\ndate: never\ncascade: {build: {render: never}}\n---\n", "---\nmenu: {main: {weight: 1}}\n---\n"})
	body := rapid.SliceOfN(rapid.SampledFrom([]string{"w1", "[a](a.md)", "[b](/posts/a/)", "{{< s >}}", "{{% t %}}x{{% /t %}}", "{% i %}", "[[A]]", "\n\n", "```\n", "](", "![c](x.png)", "<a href='x.html'>"}), 0, 8)
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "law")
		if err != nil {
			rt.Fatal(err)
		}
		sources := map[string]string{}
		for range rapid.IntRange(1, 6).Draw(rt, "files") {
			file := folder.Draw(rt, "folder") + name.Draw(rt, "name")
			sources[file] = front.Draw(rt, "front") + strings.Join(body.Draw(rt, "body"), " ")
		}
		if m := marker.Draw(rt, "marker"); m != "" {
			sources[m] = ""
		}
		for file, text := range sources {
			write(t, filepath.Join(dir, "source", file), text)
		}
		report, err := Import(context.Background(), filepath.Join(dir, "source"), filepath.Join(dir, "site"), Options{Rand: zeros{}})
		var d *diag.Diag
		if errors.As(err, &d) && d.Code == CodeNothing {
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		if lost := lost(report, sources, tree(t, filepath.Join(dir, "site"))); lost != "" {
			rt.Fatal(lost)
		}
	})
}

// lost returns what of the sources is neither in the site nor in the report.
func lost(report *Report, sources map[string]string, site map[string][]byte) string {
	told := map[string]bool{}
	for _, d := range report.Findings {
		told[d.Where.Path] = true
	}
	to := map[string]string{}
	for _, taken := range append(report.Pages, report.Files...) {
		to[taken.From] = taken.To
		if _, there := site[taken.To]; !there {
			return fmt.Sprintf("%s is told to be taken as %s, which is not there", taken.From, taken.To)
		}
	}
	for file, text := range sources {
		base := filepath.Base(file)
		if to[file] == "" && !told[file] && !strings.Contains("hugo.toml config.yaml _config.yml eleventy.config.js", base) {
			return file + " is neither taken nor told"
		}
		if to[file] == "" {
			continue
		}
		have := strings.ToLower(string(site[to[file]]))
		for _, w := range word.FindAllString(addresses.ReplaceAllString(text, ""), -1) {
			// The key permalink is url here; what it says is kept.
			if !strings.Contains(have, strings.ToLower(w)) && w != "permalink" {
				return fmt.Sprintf("%q of %s is not in %s:\n%s", w, file, to[file], have)
			}
		}
	}
	return ""
}
