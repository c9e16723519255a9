package publish

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/pagewright/pagewright/backend/edge"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
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
			for i := 1; i <= carried; i++ {
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
	for i := range carried + 1 {
		b.publish(site(fmt.Sprint("v", i), 3))
	}
	if w := get(b.edge(), style); w.Code != 404 {
		t.Errorf("after %d publishes the stylesheet answers %d", carried+1, w.Code)
	}
}

// Visitors load pages with their styles all through publishes and rollbacks:
// no page is broken, no styles are missing, no visitor goes back in time, on
// memory, through one edge that polls all the while.
func TestVisitorsRace(t *testing.T) {
	d := &mem.Store{}
	b := newBench(t, d, Edge)
	b.publish(site("v0", 6))
	e := edge.New(store.New(d, store.Options{Sleep: noSleep}), control, edge.Options{})
	if err := e.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	var views, broken atomic.Int64
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if err := e.Refresh(context.Background()); err != nil {
					t.Errorf("edge: %v", err)
					return
				}
			}
		}
	})
	for v := range 4 {
		wg.Go(func() {
			for i := v; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				views.Add(1)
				if view(e, fmt.Sprintf("/page-%d/", i%5+1)) != "" {
					broken.Add(1)
				}
			}
		})
	}
	for i := range 30 {
		b.publish(site(fmt.Sprint("v", i+1), 6))
		if i%5 == 4 {
			if _, err := b.publisher().Rollback(context.Background(), ""); err != nil {
				t.Error(err)
			}
		}
	}
	close(stop)
	wg.Wait()
	t.Logf("%d views during 30 publishes and 6 rollbacks, %d broken", views.Load(), broken.Load())
	if broken.Load() > 0 || views.Load() < 100 {
		t.Errorf("%d of %d views were broken", broken.Load(), views.Load())
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
