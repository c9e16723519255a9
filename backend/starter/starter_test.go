package starter

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/generator/diag"
)

type settingsFile struct {
	Title   string
	ID      string
	Publish struct{ Control string }
}

func readSettings(t *testing.T, dir string) (s settingsFile) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, settings))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryStarterBecomesASiteOfItsOwn(t *testing.T) {
	for _, s := range List() {
		t.Run(s.Name, func(t *testing.T) {
			if s.Title == "" || s.About == "" {
				t.Error("the welcome screen has nothing to show")
			}
			above := t.TempDir()
			dirs := []string{filepath.Join(above, "deep", "new"), t.TempDir()}
			for _, dir := range dirs {
				if err := Create(dir, s.Name, `Anne’s "Blumen": 100 %`); err != nil {
					t.Fatal(err)
				}
			}
			one, two := readSettings(t, dirs[0]), readSettings(t, dirs[1])
			if one.Title != `Anne’s "Blumen": 100 %` {
				t.Errorf("title %q", one.Title)
			}
			if page, _ := os.ReadFile(filepath.Join(dirs[0], home)); !bytes.HasPrefix(page, []byte("---\ntitle: \"Anne’s \\\"Blumen\\\": 100 %\"\n")) {
				t.Errorf("the first page begins with %.60q", page)
			}
			if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(one.ID) || one.ID == two.ID {
				t.Errorf("ids %q and %q", one.ID, two.ID)
			}
			if !regexp.MustCompile(`^\.pagewright-[0-9a-f]{16}/$`).MatchString(one.Publish.Control) || one.Publish.Control == two.Publish.Control {
				t.Errorf("control prefixes %q and %q", one.Publish.Control, two.Publish.Control)
			}
			for _, name := range []string{"content/index.md", ".gitignore"} {
				if _, err := os.Stat(filepath.Join(dirs[0], name)); err != nil {
					t.Error(err)
				}
			}
			if _, err := os.Stat(filepath.Join(dirs[0], aboutFile)); err == nil {
				t.Error("the site holds the starter's own file")
			}
			if left, _ := filepath.Glob(filepath.Join(above, "deep", ".*")); len(left) > 0 {
				t.Errorf("left over: %v", left)
			}
		})
	}
}

func TestAnEmptyTitleKeepsTheStarters(t *testing.T) {
	dir := t.TempDir()
	if err := Create(dir, List()[0].Name, ""); err != nil {
		t.Fatal(err)
	}
	if readSettings(t, dir).Title == "" {
		t.Error("no title")
	}
}

func TestAFolderThatHoldsSomethingIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	held := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(held, []byte("Dear Ann"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{dir, held} {
		var d *diag.Diag
		if err := Create(place, "rosa", ""); !errors.As(err, &d) || d.Code != "starter-not-empty" {
			t.Errorf("%s: %v", place, err)
		}
	}
	if names, _ := os.ReadDir(dir); len(names) != 1 {
		t.Errorf("the folder holds %v", names)
	}
}

func TestAnUnknownStarterIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	var d *diag.Diag
	if err := Create(dir, "../rosa", ""); !errors.As(err, &d) || d.Code != "starter-unknown" || !strings.Contains(d.Args["known"], "rosa") {
		t.Error(err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder was made")
	}
}

func TestAfterAFailureTheFolderIsAsBefore(t *testing.T) {
	dir := t.TempDir()
	bad := []file{{"content/index.md", nil}, {"content/index.md/impossible", nil}}
	if err := write(dir, bad); err == nil {
		t.Fatal("no error")
	}
	if names, _ := os.ReadDir(dir); len(names) != 0 {
		t.Errorf("left over: %v", names)
	}
	target := filepath.Join(dir, "new")
	if err := write(target, bad); err == nil {
		t.Fatal("no error")
	}
	if names, _ := os.ReadDir(dir); len(names) != 0 {
		t.Errorf("left over: %v", names)
	}
}

// The pictures of a starter are there, described, small enough and credited.
func TestPicturesAreWhole(t *testing.T) {
	used := regexp.MustCompile(`/(media/[\w./-]+\.(?:jpg|svg|png))`)
	for _, s := range List() {
		site, _ := find(s.Name)
		described := map[string]struct {
			Alt        string
			Decorative bool
		}{}
		if text, err := fs.ReadFile(site, "media/media.yaml"); err == nil {
			if err := yaml.Unmarshal(text, &described); err != nil {
				t.Fatal(err)
			}
		}
		credits, _ := fs.ReadFile(site, "CREDITS.md")
		var total int
		err := fs.WalkDir(site, ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(site, p)
			if strings.HasSuffix(p, ".md") {
				for _, m := range used.FindAllSubmatch(data, -1) {
					if _, err := fs.Stat(site, string(m[1])); err != nil {
						t.Errorf("%s: %s uses %s, which is not there", s.Name, p, m[1])
					}
				}
			}
			if strings.HasSuffix(p, ".jpg") {
				total += len(data)
				if _, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || !bytes.HasSuffix(data, []byte{0xff, 0xd9}) {
					t.Errorf("%s is no whole JPEG: %v", p, err)
				}
				if m := described[p]; m.Alt == "" && !m.Decorative {
					t.Errorf("%s is not described in media.yaml", p)
				}
				if !bytes.Contains(credits, []byte(strings.TrimPrefix(p, "media/"))) {
					t.Errorf("%s is not in CREDITS.md", p)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if total > 3500*1000 {
			t.Errorf("%s: %d bytes of pictures", s.Name, total)
		}
	}
}
