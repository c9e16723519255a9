package publish

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/release"
)

// order records the keys of writes.
type keyOrder struct {
	mu   sync.Mutex
	keys []string
}

func (o *keyOrder) inject(c mem.Call) mem.Fault {
	if c.Op != "get" {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.keys = append(o.keys, c.Op+" "+c.Key)
	}
	return mem.Fault{}
}

func (o *keyOrder) index(t *testing.T, key string) int {
	t.Helper()
	i := slices.Index(o.keys, key)
	if i < 0 {
		t.Fatalf("%q is not among the writes:\n%s", key, strings.Join(o.keys, "\n"))
	}
	return i
}

// The order of a website's writes: what pages need, their contents out of
// sight, the intent, then the pages, the front page after those it links to,
// feeds and the sitemap, and what goes comes last.
func TestOrderOfAWebsitesWrites(t *testing.T) {
	d := &mem.Store{}
	b := newBench(t, d, Website)
	b.publish(one)
	b.o.Workers = 1
	var o keyOrder
	d.Inject = o.inject
	next := two.with("page-1/index.html", "").with("page-9/index.html", "<p>new").with("favicon.ico", "another")
	b.publish(next)
	d.Inject = nil
	style := ""
	for path := range next {
		if strings.HasSuffix(path, ".css") {
			style = path
		}
	}
	steps := []string{"put " + style, "put " + control + "objects/", "put " + control + "releases/", "put " + control + "channels/live.json",
		"copy favicon.ico", "copy page-9/index.html", "copy page-2/index.html", "copy index.html", "copy sitemap.xml", "delete page-1/index.html"}
	last := -1
	for _, step := range steps {
		i := slices.IndexFunc(o.keys, func(k string) bool { return strings.HasPrefix(k, step) })
		if i <= last {
			t.Errorf("%q is write %d, after write %d:\n%s", step, i, last, strings.Join(o.keys, "\n"))
		}
		last = i
	}
	if o.keys[len(o.keys)-1] != "put "+control+"channels/live.json" {
		t.Errorf("the last write is %q", o.keys[len(o.keys)-1])
	}
	if i := o.index(t, "put "+control+"channels/live.json"); strings.HasPrefix(o.keys[0], "delete") || i < 3 {
		t.Error("something goes before the switch")
	}
}

// Public files that this program did not make are never touched: not
// overwritten without asking, not deleted at all.
func TestForeignFiles(t *testing.T) {
	for _, off := range []string{"", "foreign files"} {
		for _, path := range []string{"index.html", "assets/logo.0123456789.jpg"} {
			d := &mem.Store{}
			b := newBench(t, d, Website)
			put := func(key, text string) {
				if _, err := d.Put(context.Background(), key, store.Bytes(text), store.PutOptions{}); err != nil {
					t.Fatal(err)
				}
			}
			put(path, "somebody's")
			put("page-77/index.html", "somebody's")
			put("notes.txt", "somebody's")
			p := b.publisher()
			p.off = off
			_, err := p.Publish(context.Background(), one.release(), nil, false)
			text := read(t, d, path)
			if off == "" && (!store.Is(err, ForeignFile) || text != "somebody's") {
				t.Errorf("%s: %v, and it is %q now", path, err, text)
			}
			if off != "" && path == "index.html" && (err != nil || text == "somebody's") {
				t.Errorf("without the guard the test passes too: it shows nothing")
			}
			if off != "" {
				continue
			}
			if _, err := b.publisher().Publish(context.Background(), one.release(), nil, true); err != nil {
				t.Errorf("%s, over it: %v", path, err)
			}
			shows(t, hosting{d}, one)
			b.publish(zero)
			for _, key := range []string{"page-77/index.html", "notes.txt"} {
				if read(t, d, key) != "somebody's" {
					t.Errorf("%s was touched", key)
				}
			}
		}
	}
}

func read(t *testing.T, d store.Driver, key string) string {
	t.Helper()
	data, _, err := store.New(d, store.Options{}).Read(context.Background(), key, 1<<20, store.GetOptions{})
	if err != nil {
		t.Fatalf("%s: %v", key, err)
	}
	return string(data)
}

// Cut off while pages are put in place, the next run puts them all in place.
// Without the intent in the pointer it would believe that all is done.
func TestCutOffWhilePlacing(t *testing.T) {
	for _, off := range []string{"", "intent"} {
		b, d := prepared(t, Website)
		copies := 0
		d.Inject = func(c mem.Call) mem.Fault {
			if c.Op == "copy" {
				copies++
			}
			if copies > 2 {
				return mem.Fault{Err: store.Fail(store.Denied, nil)}
			}
			return mem.Fault{}
		}
		b.o.Workers = 1
		p := b.publisher()
		p.off = off
		_, err := p.Publish(context.Background(), two.release(), nil, false)
		if !store.Is(err, "publish-access-denied") {
			t.Fatalf("%v", err)
		}
		d.Inject = nil
		b.publish(two)
		if finished := differs(hosting{d}, two) == ""; finished != (off == "") {
			t.Errorf("guard %q: finished: %v", off, finished)
		}
	}
}

// Another person does not finish, within ten minutes, what somebody may still
// be doing; after it they do.
func TestSomebodyIsPlacing(t *testing.T) {
	b, d := prepared(t, Website)
	d.Inject = func(c mem.Call) mem.Fault {
		if c.Op == "copy" {
			return mem.Fault{Err: store.Fail(store.Denied, nil)}
		}
		return mem.Fault{}
	}
	if _, err := b.publisher().Publish(context.Background(), two.release(), nil, false); err == nil {
		t.Fatal("it worked")
	}
	d.Inject = nil
	maria := b.as("maria", "Maria")
	if _, err := maria.publisher().Publish(context.Background(), zero.release(), nil, true); !store.Is(err, InProgress) {
		t.Errorf("%v", err)
	}
	b.clock = b.clock.Add(stillPlacing + time.Second)
	if _, err := maria.publisher().Publish(context.Background(), zero.release(), nil, true); err != nil {
		t.Error(err)
	}
	shows(t, hosting{d}, zero)
}

// A run that was asleep while another took the channel gives way: what it
// moved is moved again as the other wants it.
func TestSlowRunGivesWay(t *testing.T) {
	b, d := prepared(t, Website)
	maria := b.as("maria", "Maria")
	b.o.Workers = 1
	slept := false
	d.Inject = func(c mem.Call) mem.Fault {
		if c.Op == "copy" && !slept {
			slept = true
			b.clock = b.clock.Add(time.Hour)
			if _, err := maria.publisher().Publish(context.Background(), zero.release(), nil, true); err != nil {
				t.Errorf("the other: %v", err)
			}
		}
		return mem.Fault{}
	}
	if _, err := b.publisher().Publish(context.Background(), two.release(), nil, false); !store.Is(err, Overtaken) {
		t.Errorf("%v", err)
	}
	shows(t, hosting{d}, zero)
	for path := range two {
		if _, stays := zero[path]; !stays && strings.HasSuffix(path, "index.html") {
			if w := get(hosting{d}, address(path)); w.Code != 404 {
				t.Errorf("%s is left: %d", path, w.Code)
			}
		}
	}
}

// Redirects become pages where nobody answers with a redirect.
func TestRedirectsOfAWebsite(t *testing.T) {
	d := &mem.Store{}
	b := newBench(t, d, Website)
	r := one.release()
	r.Manifest.Redirects = []release.Redirect{{From: "/old/", To: "/page-1/", Code: 301}, {From: "/page-2/", To: "/", Code: 301}}
	if _, err := b.publisher().Publish(context.Background(), r, nil, false); err != nil {
		t.Fatal(err)
	}
	if w := get(hosting{d}, "/old/"); w.Code != 200 || !strings.Contains(w.Body.String(), `url=/page-1/`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(hosting{d}, "/page-2/"); w.Body.String() != one["page-2/index.html"] {
		t.Error("a redirect was laid over a page")
	}
	plan, err := b.publisher().Plan(context.Background(), r)
	if err != nil || !plan.Nothing() || len(plan.Changes.List) != 0 {
		t.Errorf("again: %+v, %v", plan, err)
	}
	b.publish(one)
	if w := get(hosting{d}, "/old/"); w.Code != 404 {
		t.Errorf("the redirect stays: %d", w.Code)
	}
}

// From one delivery to the other everything is sent again, and there is no way
// back over it.
func TestChangeOfDelivery(t *testing.T) {
	b, d := prepared(t, Edge)
	website := *b
	website.o.Delivery = Website
	if r := website.publish(one); r.Uploaded == 0 {
		t.Errorf("%+v", r)
	}
	shows(t, hosting{d}, one)
	shows(t, b.edge(), one) // an edge before it serves it too
	if all, _ := website.publisher().Releases(context.Background()); len(all) != 1 {
		t.Errorf("%d releases are kept", len(all))
	}
	b.publish(two)
	shows(t, b.edge(), two)
}

// Channels keep apart.
func TestChannels(t *testing.T) {
	b := newBench(t, &mem.Store{}, Edge)
	b.publish(one)
	preview := *b
	preview.o.Channel = "preview"
	preview.publish(two)
	shows(t, b.edge(), one)
	if all, _ := b.publisher().Releases(context.Background()); len(all) != 1 {
		t.Errorf("%d releases in live", len(all))
	}
	if fmt.Sprint(preview.publisher().layout) == fmt.Sprint(b.publisher().layout) {
		t.Error("they share their objects")
	}
}

// Somebody removed things from the store: publishing again brings them back.
func TestHeals(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		b, d := prepared(t, delivery)
		remove := func(prefix string) {
			for _, key := range d.Keys(prefix) {
				if err := d.Delete(context.Background(), key); err != nil {
					t.Fatal(err)
				}
			}
		}
		remove(control + "releases/")
		remove(control + "objects/")
		if r := b.publish(one); r.Uploaded == 0 || !r.Switched {
			t.Errorf("%s: %+v", delivery, r)
		}
		shows(t, b.reader(d), one)

		remove(control + "objects/")
		again := *b
		again.o.Resend = true
		again.publish(one)
		shows(t, b.reader(d), one)
		b.publish(two)
		shows(t, b.reader(d), two)
	}
}

// The object of a page was removed before its page was put in place.
func TestHealsWhilePlacing(t *testing.T) {
	b, d := prepared(t, Website)
	d.Inject = func(c mem.Call) mem.Fault {
		if c.Op == "copy" {
			return mem.Fault{Err: store.Fail(store.NotFound, nil)}
		}
		return mem.Fault{}
	}
	b.publish(two)
	shows(t, hosting{d}, two)
}
