package publish

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/pagewright/pagewright/backend/edge"
	"github.com/pagewright/pagewright/backend/publish/body"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/backend/store/storetest"
	"github.com/pagewright/pagewright/generator/release"
)

var links = regexp.MustCompile(`href="([^"]+)"`)

// A tab that was opened before a publish still finds its styles after it, for
// ten releases, and after a rollback. Without carrying it does not.
func TestOpenTab(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		for _, off := range []string{"", "carry"} {
			d := &mem.Store{}
			b := newBench(t, d, delivery)
			publish := func(version string) {
				p := b.publisher()
				p.off = off
				if _, err := p.Publish(context.Background(), site(version, 3).release(), nil, false); err != nil {
					t.Fatal(err)
				}
			}
			publish("0")
			style := links.FindStringSubmatch(get(b.visitors(d), "/").Body.String())[1]
			for i := 1; i <= release.MaxAge; i++ {
				publish(fmt.Sprint(i))
				if w := get(b.visitors(d), style); (w.Code == 200) != (off == "" || delivery == Website) {
					t.Errorf("%s, guard %q: after %d publishes the tab's stylesheet answers %d", delivery, off, i, w.Code)
				}
			}
			if off != "" {
				continue
			}
			newest := links.FindStringSubmatch(get(b.visitors(d), "/").Body.String())[1]
			if _, err := b.publisher().Rollback(context.Background(), ""); err != nil {
				t.Fatal(err)
			}
			if w := get(b.visitors(d), newest); w.Code != 200 {
				t.Errorf("%s: after a rollback the tab's stylesheet answers %d", delivery, w.Code)
			}
			publish("after")
			if w := get(b.visitors(d), newest); w.Code != 200 {
				t.Errorf("%s: after a rollback and a publish the tab's stylesheet answers %d", delivery, w.Code)
			}
		}
	}
}

// What is carried grows old and is let go.
func TestCarriedFilesAge(t *testing.T) {
	b := newBench(t, &mem.Store{}, Edge)
	b.publish(site("0", 3))
	style := links.FindStringSubmatch(get(b.edge(), "/").Body.String())[1]
	for i := range release.MaxAge + 1 {
		b.publish(site(fmt.Sprint("v", i), 3))
	}
	if w := get(b.edge(), style); w.Code != 404 {
		t.Errorf("after %d publishes the stylesheet answers %d", release.MaxAge+1, w.Code)
	}
}

// Visitors load pages with their styles all through publishes and rollbacks:
// no page is broken and no styles are missing, through an edge that polls all
// the while, and from a bucket with static hosting.
func TestVisitorsRace(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		t.Run(string(delivery), func(t *testing.T) { visitorsRace(t, delivery) })
	}
}

func visitorsRace(t *testing.T, delivery Delivery) {
	d := &mem.Store{}
	b := newBench(t, d, delivery)
	b.publish(site("v0", 6))
	var visited http.Handler = hosting{d}
	e := edge.New(store.New(d, store.Options{Sleep: noSleep}), control, edge.Options{})
	if delivery == Edge {
		visited = e
	}
	if err := e.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	until := func(do func(i int)) {
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
					do(i)
				}
			}
		})
	}
	until(func(int) {
		if err := e.Refresh(context.Background()); err != nil {
			t.Errorf("edge: %v", err)
		}
	})
	var views, broken, slept, published atomic.Int64
	for v := range 4 {
		until(func(i int) {
			views.Add(1)
			before := published.Load()
			bad := view(visited, fmt.Sprintf("/page-%d/", (v+i)%5+1))
			switch passed := published.Load() - before; {
			case bad == "":
			case passed >= release.MaxAge: // this visitor slept over more releases than are carried
				slept.Add(1)
			default:
				broken.Add(1)
				t.Logf("%s, while %d releases passed", bad, passed)
			}
		})
	}
	for i := range 30 {
		published.Add(1)
		b.publish(site(fmt.Sprint("v", i+1), 6))
		if i%5 == 4 {
			if _, err := b.publisher().Rollback(context.Background(), ""); err != nil {
				t.Error(err)
			}
		}
	}
	close(stop)
	wg.Wait()
	t.Logf("%d views during 30 publishes and 6 rollbacks, %d broken, %d slept too long", views.Load(), broken.Load(), slept.Load())
	if broken.Load() > 0 || views.Load() < 100 {
		t.Errorf("%d of %d views were broken", broken.Load(), views.Load())
	}
}

// A file that is too large to be held in memory goes through a copy on disk,
// and comes back through the edge in parts.
func TestLargeFile(t *testing.T) {
	film := strings.Repeat("0123456789abcdef", body.InMemory/16+1000)
	f := site("one", 2).with("media/film.aaaaaaaaaa.jpg", film)
	drivers := map[string]store.Driver{"mem": &mem.Store{}, "dir": folder(t), "s3": bucket(t, storetest.Versity(t), nil)}
	t.Setenv("TMPDIR", t.TempDir())
	for name, d := range drivers {
		b := newBench(t, d, Edge)
		told, last := 0, Progress{}
		b.o.Progress = func(p Progress) {
			if p.Phase == Uploading && p.DoneBytes < last.DoneBytes || p.DoneBytes > p.AllBytes {
				t.Errorf("%s: progress from %+v to %+v", name, last, p)
			}
			if last = p; p.Phase == Uploading {
				told++
			}
		}
		b.publish(f)
		if name == "s3" && told < 3*len(f) {
			t.Errorf("a large file has no progress of its own: told %d times", told)
		}
		shows(t, b.edge(), f)
		r := f.release()
		r.Content = f.with("media/film.aaaaaaaaaa.jpg", film[:len(film)-1]+"X").with("index.html", "x")
		r.Manifest.Files["index.html"] = release.File{Hash: release.Hash([]byte("x")), Size: 1, Type: "text/html", Class: release.Page}
		b.o.Resend = true
		if _, err := b.publisher().Publish(context.Background(), r, nil, false); !store.Is(err, SourceChanged) {
			t.Errorf("%s: another content: %v", name, err)
		}
		shows(t, b.edge(), f)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "pagewright-*")); err != nil || len(left) > 0 {
		t.Errorf("copies are left: %v, %v", left, err)
	}
}

// view loads a page as a browser does, and says what is broken.
func view(h http.Handler, path string) string {
	page := get(h, path)
	if page.Code != http.StatusOK {
		return fmt.Sprintf("%s: %d", path, page.Code)
	}
	for _, link := range links.FindAllStringSubmatch(page.Body.String(), -1) {
		if w := get(h, link[1]); w.Code != http.StatusOK {
			return fmt.Sprintf("%s needs %s: %d", path, link[1], w.Code)
		}
	}
	return ""
}
