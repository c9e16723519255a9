package place

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func open(t *testing.T) *Place {
	t.Helper()
	p, err := Open(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRecentIsNewestFirstWithoutWhatIsGone(t *testing.T) {
	p, sites := open(t), t.TempDir()
	for _, name := range []string{"a", "b", "gone", "a"} {
		dir := filepath.Join(sites, name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if name != "gone" {
			if err := os.WriteFile(filepath.Join(dir, "site.yaml"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Remember(Recent{Dir: dir, Title: name}); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, r := range p.Recent() {
		got = append(got, r.Title)
	}
	if strings.Join(got, " ") != "a b" {
		t.Errorf("recent %v, want a b", got)
	}
}

func TestOwnerStays(t *testing.T) {
	p := open(t)
	a, err := p.Owner()
	if err != nil || len(a) < 20 {
		t.Fatalf("owner %q, %v", a, err)
	}
	again, err := Open(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := again.Owner(); b != a {
		t.Errorf("owner %q, then %q", a, b)
	}
}

func TestPublishedStaysInside(t *testing.T) {
	p := open(t)
	for _, id := range []string{"../../etc", "", "..", "A/b", `C:\x`, strings.Repeat("x", 300), "a\x00b"} {
		got := p.Published(id)
		if filepath.Dir(got) != filepath.Join(p.dir, "published") || len(filepath.Base(got)) > 64 || filepath.Base(got) == ".." {
			t.Errorf("%q: %s", id, got)
		}
	}
}

func TestListenGivesASiteItsPort(t *testing.T) {
	a, err := Listen("bakery")
	if err != nil {
		t.Fatal(err)
	}
	address := a.Addr().String()
	if "http://"+address != Address("bakery") {
		t.Errorf("listens at %s, says %s", address, Address("bakery"))
	}
	other, err := Listen("bakery") // taken: another one
	if err != nil || other.Addr().String() == address {
		t.Fatalf("second: %v, %v", other, err)
	}
	_, _ = a.Close(), other.Close()
	again, err := Listen("bakery")
	if err != nil || again.Addr().String() != address {
		t.Fatalf("again: %v, want %s (%v)", again.Addr(), address, err)
	}
	_ = again.Close()
}

func TestFolderIsTheSystems(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "xdg"))
	p, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(p.dir); err != nil || info.Mode().Perm() != 0o700 || !strings.HasPrefix(p.dir, home) {
		t.Errorf("%s: %v %v", p.dir, info, err)
	}
}

// The spare folder of a site stays as long as the site does.
func TestSpare(t *testing.T) {
	p, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	here, gone := t.TempDir(), filepath.Join(t.TempDir(), "gone")
	if p.Spare(here) == p.Spare(gone) {
		t.Error("two sites share a folder")
	}
	p.TidySpare(here) // there is none: nothing happens
	for _, dir := range []string{here, gone} {
		if err := os.MkdirAll(p.Spare(dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		p.TidySpare(dir)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	p.TidySpare(here)
	if _, err := os.Stat(p.Spare(here)); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(p.Spare(gone)); !os.IsNotExist(err) {
		t.Error("what is of a site that is gone stays")
	}
}
