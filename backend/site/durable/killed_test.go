package durable

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const madeWhole = "content/a.md site.yaml"

// makeUntilKilled makes a folder and ends this process at one moment of it.
func makeUntilKilled(t *testing.T, dir, moment string) {
	kill := func(at string) {
		if at != moment {
			return
		}
		self, err := os.FindProcess(os.Getpid())
		if err = errors.Join(err, self.Kill()); err != nil {
			t.Fatal(err)
		}
		select {}
	}
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if moment == "file" {
		f, err := BeginFile(dir)
		must(err)
		_, err = f.Write([]byte("half"))
		must(err)
		kill("file")
	}
	n, err := Begin(dir)
	must(err)
	kill("begun")
	must(n.File("content/a.md", []byte("a")))
	kill("half")
	must(n.File("site.yaml", nil))
	kill("made")
	if n.stands {
		must(n.whole())
		kill("whole")
		must(os.Rename(filepath.Join(n.at+wholeSuffix, "content"), filepath.Join(dir, "content")))
		kill("moving")
	} else {
		must(os.Rename(n.at, dir))
		kill("moved")
	}
}

// A kill while a folder is made leaves nothing for ever: what was not whole goes
// when the place is looked at again, what had begun to take its place is finished.
func TestKilledWhileMaking(t *testing.T) {
	if dir := os.Getenv("PW_MAKING_DIR"); dir != "" {
		makeUntilKilled(t, dir, os.Getenv("PW_MAKING_AT"))
		return
	}
	for _, c := range []struct {
		moment string
		stands bool
		want   string
	}{
		{"begun", false, ""}, {"half", false, ""}, {"made", false, ""}, {"moved", false, madeWhole}, {"file", false, ""},
		{"begun", true, ""}, {"half", true, ""}, {"made", true, ""}, {"whole", true, madeWhole}, {"moving", true, madeWhole},
	} {
		above := t.TempDir()
		dir := filepath.Join(above, "site")
		if c.stands {
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWhileMaking$", "-test.count=1")
		cmd.Env = append(os.Environ(), "PW_MAKING_DIR="+dir, "PW_MAKING_AT="+c.moment)
		if out, err := cmd.CombinedOutput(); err == nil || strings.Contains(string(out), "FAIL") {
			t.Fatalf("%+v: it was not killed: %v\n%s", c, err, out)
		}
		if left := listed(t, above); !strings.Contains(left, makingPrefix) {
			t.Errorf("%+v: the kill left nothing: %s", c, left)
		}
		Tidy(dir)
		if got := listed(t, dir); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
		if left := listed(t, above); strings.Contains(left, makingPrefix) {
			t.Errorf("%+v: %s", c, left)
		}
	}
}

// Tidy touches nothing that another program is making, and nothing that only has
// such a name.
func TestTidyLeavesTheOthers(t *testing.T) {
	above := t.TempDir()
	dir := filepath.Join(above, "site")
	n, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		name = filepath.Join(above, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write(".pagewright-new-aaaaaaaaaaaa/mine.txt", "no lock beside it")
	write(".pagewright-new-bbbbbbbbbbbb/mine.txt", "not our words beside it")
	write(".pagewright-new-bbbbbbbbbbbb.lock", "mine")
	write(".pagewright-new-cccccccccccc/mine.txt", "nothing said beside it")
	write(".pagewright-new-cccccccccccc.lock", "")
	write(".pagewright-new-old/mine.txt", "another name")
	write(".pagewright-new-old.lock", marker)
	write(".pagewright-new-dddddddddddd.whole/mine.txt", "a name of ours is taken")
	write(".pagewright-new-dddddddddddd.lock", marker)
	write("mine.txt", "it is")
	before := listed(t, above)
	if Tidy(dir); listed(t, above) != before {
		t.Errorf("before %s\nafter  %s", before, listed(t, above))
	}
	write(".pagewright-new-ffffffffffff.lock", marker)
	write("pages/a.md", "mine")
	if err := os.Symlink("pages", filepath.Join(above, ".pagewright-new-ffffffffffff.whole")); err == nil {
		if Tidy(dir); !strings.Contains(listed(t, above), "pages/a.md") {
			t.Errorf("a link was followed: %s", listed(t, above))
		}
	}
	if err := errors.Join(n.File("site.yaml", nil), n.Appear()); err != nil || listed(t, dir) != "site.yaml" {
		t.Errorf("%v, %s", err, listed(t, dir))
	}
	write(".pagewright-new-eeeeeeeeeeee.lock", marker[:9]) // killed while it was written
	if Tidy(dir); strings.Contains(listed(t, above), "eeee") {
		t.Errorf("a lock that nobody holds stays: %s", listed(t, above))
	}
}

// What is there is not made anew.
func TestBeginWhereSomethingIs(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "file")
	if err := errors.Join(os.WriteFile(name, nil, 0o644), os.Symlink("nowhere", filepath.Join(dir, "link"))); err != nil {
		t.Skip(err)
	}
	for _, at := range []string{dir, name, filepath.Join(dir, "link")} {
		if _, err := Begin(at); !errors.Is(err, ErrTaken) {
			t.Errorf("%s: %v", at, err)
		}
	}
}
