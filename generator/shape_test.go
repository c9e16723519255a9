package generator

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/diag"
)

// findings are the codes of a site's findings with their places, sorted.
func findings(list []diag.Diag) []string {
	var all []string
	for _, d := range list {
		all = append(all, d.Code+" "+d.Where.Path)
	}
	slices.Sort(all)
	return all
}

// Whatever lies in a site's folder that is no part of a site is told, once and
// with its place, and the rest of the site is there.
func TestOddFolders(t *testing.T) {
	long := strings.Repeat("x", 240)
	for name, c := range map[string]struct {
		make func(t *testing.T, dir string)
		want []string
	}{
		"nothing odd":               {func(*testing.T, string) {}, nil},
		"settings are a folder":     {folderAt("site.yaml"), []string{"source-folder site.yaml"}},
		"pages are a file":          {fileAt("content", "x"), []string{"source-not-folder content"}},
		"media are a file":          {fileAt("media", "x"), []string{"source-not-folder media"}},
		"the theme is a file":       {fileAt("theme", "x"), []string{"source-not-folder theme"}},
		"descriptions are a folder": {folderAt("media/media.yaml"), []string{"source-folder media/media.yaml"}},
		"descriptions do not parse": {fileAt("media/media.yaml", "\tx: ["), []string{"media-syntax media/media.yaml"}},
		"the theme does not parse":  {fileAt("theme/theme.yaml", "\tx: ["), []string{"theme-settings theme/theme.yaml"}},
		"a theme's file is none":    {folderAt("theme/theme.yaml"), []string{"source-folder theme/theme.yaml"}},
		"a folder like a page":      {folderAt("content/about.md"), []string{"source-page-folder content/about.md"}},
		"no letters":                {fileAt("content/caf\xe9.md", "x"), []string{"source-name content/caf\ufffd.md"}},
		"no letters, folder":        {fileAt("media/caf\xe9/x.jpg", "x"), []string{"source-name media/caf\ufffd"}},
		"control characters":        {fileAt("media/a\nb.pdf", "x"), []string{"source-name media/a\ufffdb.pdf"}},
		"backslash":                 {fileAt("content/a\\b.md", "x"), []string{"source-name content/a\\b.md"}},
		"too long":                  {fileAt("media/"+long+".pdf", "x"), []string{"source-name-long media/" + long + ".pdf"}},
		"a link to a file":          {linkAt("content/x.md"), []string{"source-link content/x.md"}},
		"a link to a folder":        {linkAt("media/x"), []string{"source-link media/x"}},
		"all media are a link":      {linkAt("media"), []string{"source-link media"}},
		"the theme is a link":       {linkAt("theme"), []string{"source-link theme"}},
		"a socket":                  {socketAt("media/x.jpg"), []string{"source-special media/x.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			fileAt("site.yaml", "title: T\n")(t, dir)
			fileAt("content/index.md", "# Hi\n")(t, dir)
			c.make(t, dir)
			e, err := New(t.Context(), os.DirFS(dir), Options{})
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // told once more after the folder was compared, and not twice
				if got := findings(mustBuild(t, e, nil).Diags); !slices.Equal(got, c.want) && name != "pages are a file" || !strings.Contains(strings.Join(got, ","), strings.Join(c.want, ",")) {
					t.Errorf("%q, want %q", got, c.want)
				}
				if err := e.Update(t.Context(), nil); err != nil {
					t.Fatal(err)
				}
			}
			if name != "pages are a file" && e.Site().Page("content/index.md") == nil {
				t.Error("the rest is gone")
			}
		})
	}
}

// A link that takes the place of a page takes the page away, and is told of;
// the page comes back with the file.
func TestLinkInsteadOfPage(t *testing.T) {
	dir := t.TempDir()
	fileAt("site.yaml", "title: T\n")(t, dir)
	fileAt("content/index.md", "# Hi\n")(t, dir)
	fileAt("content/x.md", "words")(t, dir)
	e, err := New(t.Context(), os.DirFS(dir), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, changed := range [][]string{nil, {"content/x.md"}} {
		linkAt("content/x.md")(t, dir)
		if err := e.Update(t.Context(), changed); err != nil {
			t.Fatal(err)
		}
		if got := findings(e.Diags()); e.Site().Page("content/x.md") != nil || !slices.Equal(got, []string{"source-link content/x.md"}) {
			t.Errorf("%q", got)
		}
		if err := os.Remove(filepath.Join(dir, "content/x.md")); err != nil {
			t.Fatal(err)
		}
		fileAt("content/x.md", "words again")(t, dir)
		if err := e.Update(t.Context(), changed); err != nil {
			t.Fatal(err)
		}
		if got := findings(e.Diags()); e.Site().Page("content/x.md") == nil || len(got) > 0 {
			t.Errorf("%q", got)
		}
	}
}

// Old addresses that can not lead anywhere are told of; so is one that two
// pages claim. Long names make addresses that every file system can hold.
func TestOddAddresses(t *testing.T) {
	long := strings.Repeat("y", 222)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml": "title: T\n", "content/index.md": "# Hi\n", "content/b.md": "# B\n", "content/" + long + ".md": "---\ntags: [\"" + long + long + "\", ../../etc, \"...\"]\n---\n",
		"content/a.md": "---\naliases: [/b/, /a/, /old/]\n---\n", "content/c.md": "---\naliases: [/old, /" + long + "/]\n---\n",
		"content/About.md": "x", "content/about.md": "x",
	} {
		fileAt(name, text)(t, dir)
	}
	e, err := New(t.Context(), os.DirFS(dir), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out memOutput
	r := mustBuild(t, e, &out)
	want := []string{"alias-taken content/a.md", "alias-twice content/c.md", "frontmatter-value content/" + long + ".md", "frontmatter-value content/c.md", "page-address-twice content/about.md"}
	slices.Sort(want)
	if got := findings(r.Diags); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for p := range out.files {
		for _, part := range strings.Split(p, "/") {
			if len(part) > 220 || strings.HasPrefix(part, ".") {
				t.Errorf("%s", p)
			}
		}
	}
	if len(r.Release.Manifest.Redirects) != 1 || r.Release.Manifest.Redirects[0].To != "/a/" {
		t.Errorf("%v", r.Release.Manifest.Redirects)
	}
}

func fileAt(name, text string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		full := filepath.Join(dir, name)
		if err := os.RemoveAll(full); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Skip(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Skip(err) // this file system knows no such names
		}
	}
}

func folderAt(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		full := filepath.Join(dir, name)
		if err := os.RemoveAll(full); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(full, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func linkAt(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		full := filepath.Join(dir, name)
		if err := os.RemoveAll(full); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(t.TempDir(), full); err != nil {
			t.Skip(err)
		}
	}
}

// socketAt leaves a socket in a folder, as programs do that talk to each other.
func socketAt(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		t.Chdir(filepath.Dir(full)) // the path of a socket has to be short
		l, err := net.Listen("unix", filepath.Base(full))
		if err != nil {
			t.Skip(err)
		}
		t.Cleanup(func() { _ = l.Close() })
	}
}
