package cli_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A large film that a page links to goes out with the site, and is told: when it
// is planned and when it is sent, and not the next time.
func TestPublishTellsOfALargeFilm(t *testing.T) {
	dir, data := filepath.Join(t.TempDir(), "site"), t.TempDir()
	run(t, data, "", "new", dir)
	film := filepath.Join(dir, "media", "Our film.mp4")
	if err := errors.Join(os.WriteFile(film, nil, 0o644), os.Truncate(film, 12_000_000)); err != nil {
		t.Fatal(err)
	}
	run(t, data, `{"op":"insert","page":"content/about.md","at":[0],"markdown":"[Our film](/media/Our%20film.mp4)"}`, "edit", dir, "--ops", "-")
	const want = `"Our film.mp4" is large: 12 MB.`
	for _, c := range []struct {
		args  []string
		tells bool
	}{{[]string{"publish", dir, "--dry-run"}, true}, {[]string{"publish", dir}, true}, {[]string{"publish", dir}, false}} {
		if told := run(t, data, "", c.args...); strings.Contains(told, want) != c.tells {
			t.Errorf("%v: want it told: %v\n%s", c.args[2:], c.tells, told)
		}
	}
}
