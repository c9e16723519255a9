package target

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/starter"
	"github.com/pagewright/pagewright/generator"
)

// The first publish of each starter says what a person counts there: the pages
// of the list of pages and the pictures of the library, in however many widths
// they are published.
func TestDescribeStarters(t *testing.T) {
	for _, s := range starter.List() {
		dir := filepath.Join(t.TempDir(), "site")
		if err := starter.Create(dir, s.Name, ""); err != nil {
			t.Fatal(err)
		}
		e, err := generator.New(t.Context(), os.DirFS(dir), generator.Options{Now: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		result, err := e.Look(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		changes := publish.Compare(nil, result.Release, Describe(e))
		if n := changes.Count(change.Page).New; n != len(e.Site().Pages) || changes.Pages != n || result.Pages != n {
			t.Errorf("%s: %d pages, %d in the release, %d built of %d", s.Name, n, changes.Pages, result.Pages, len(e.Site().Pages))
		}
		var sources []string
		for _, c := range changes.List {
			if c.What != change.Picture {
				continue
			}
			if _, err := os.Stat(filepath.Join(dir, c.Source)); c.Source == "" || err != nil || slices.Contains(sources, c.Source) {
				t.Errorf("%s: picture %+v: %v", s.Name, c, err)
			}
			sources = append(sources, c.Source)
		}
		if all, err := filepath.Glob(filepath.Join(dir, "media", "*.jpg")); err != nil || len(sources) > len(all) || len(sources) == 0 && len(all) > 0 {
			t.Errorf("%s: %d pictures of %d, %v", s.Name, len(sources), len(all), err)
		}
	}
}
