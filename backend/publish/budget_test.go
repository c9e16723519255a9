package publish

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
	"github.com/pagewright/pagewright/generator/release"
)

// wire counts what really goes over the network.
type wire struct{ n atomic.Int64 }

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.n.Add(1)
	return http.DefaultTransport.RoundTrip(r)
}

func bucket(t testing.TB, server *storetest.Server, transport http.RoundTripper) store.Driver {
	t.Helper()
	d, err := s3.Open(s3.Config{Endpoint: server.Endpoint, Bucket: server.Bucket, AccessKey: server.AccessKey,
		SecretKey: server.SecretKey, Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func folder(t testing.TB) store.Driver {
	t.Helper()
	d, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// The figures that a publish must keep, on every driver, with a reader through
// the edge at every step.
func TestRequests(t *testing.T) {
	over := &wire{}
	for name, d := range map[string]store.Driver{"mem": &mem.Store{}, "dir": folder(t), "s3": bucket(t, storetest.Versity(t), over)} {
		t.Run(name, func(t *testing.T) {
			if name == "s3" {
				requests(t, d, over)
				return
			}
			requests(t, d, nil)
		})
	}
}

func TestRequestsOnMinIO(t *testing.T) {
	over := &wire{}
	requests(t, bucket(t, storetest.MinIO(t), over), over)
}

func requests(t *testing.T, d store.Driver, over *wire) {
	b := newBench(t, d, Edge)
	one := site("one", 30)
	changed := one.with("page-7/index.html", "<!doctype html>another page seven")

	first := b.publish(one)
	shows(t, b.edge(), one)
	within(t, "first publish", first, int64(first.Uploaded)+12)

	again := b.publish(one)
	if again.Switched || again.Uploaded != 0 || again.Release != first.Release {
		t.Errorf("nothing changed: %+v", again)
	}
	within(t, "nothing changed", again, 4)

	page := b.publish(changed)
	shows(t, b.edge(), changed)
	if !page.Switched || page.Uploaded != 1 {
		t.Errorf("one page changed: %+v", page)
	}
	within(t, "one page changed", page, 1+5)

	if over != nil { // what is counted is what is sent
		sent := over.n.Load()
		alone := b.publish(changed.with("page-8/index.html", "<!doctype html>another page eight"))
		if got := over.n.Load() - sent; got != alone.Requests {
			t.Errorf("%d requests over the network, %d counted", got, alone.Requests)
		}
		b.publish(changed)
	}

	back, err := b.publisher().Rollback(context.Background(), first.Release)
	if err != nil {
		t.Fatal(err)
	}
	shows(t, b.edge(), one)
	within(t, "rollback", back, 4)
}

func within(t *testing.T, what string, r *Result, most int64) {
	t.Helper()
	t.Logf("%s: %d requests, %d objects", what, r.Requests, r.Uploaded)
	if r.Requests > most {
		t.Errorf("%s took %d requests, at most %d are allowed", what, r.Requests, most)
	}
}

// One change on ten thousand pages costs what one change costs.
func TestRequestsOnALargeSite(t *testing.T) {
	d := &mem.Store{}
	b := newBench(t, d, Edge)
	f := site("one", 10_000)
	first := b.publish(f)
	touched := f.with("page-5000/index.html", "<p>new").with("index.html", "<p>a new front page").with("sitemap.xml", "<urlset>2")
	r := b.publish(touched)
	within(t, "three files of ten thousand", r, 10)
	if r.Uploaded != 3 {
		t.Errorf("uploaded %d objects", r.Uploaded)
	}
	back, err := b.publisher().Rollback(context.Background(), "")
	if err != nil || back.Release != first.Release {
		t.Fatalf("rollback: %+v, %v", back, err)
	}
	within(t, "rollback of ten thousand", back, 4)
	within(t, "nothing changed of ten thousand", b.publish(f), 4)
}

func TestRequestsOfAWebsite(t *testing.T) {
	d := bucket(t, storetest.Versity(t), nil)
	b := newBench(t, d, Website)
	one := site("one", 30)
	changed := one.with("page-7/index.html", "<!doctype html>another page seven")
	b.publish(one)
	shows(t, hosting{d}, one)
	within(t, "nothing changed", b.publish(one), 4)
	page := b.publish(changed)
	shows(t, hosting{d}, changed)
	within(t, "one page changed: its object and its public copy", page, 2+6)
	if _, err := b.publisher().Rollback(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	shows(t, hosting{d}, one)
}

// Publish ends when the public address shows the release, and warns when it
// does not.
func TestConfirms(t *testing.T) {
	d := &mem.Store{}
	b := newBench(t, d, Edge)
	looks := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if looks++; looks < 3 { // what stands before the edge lags
			http.Error(w, "old", http.StatusNotFound)
			return
		}
		b.edge().ServeHTTP(w, r)
	}))
	defer server.Close()
	b.o.Address = server.URL
	r := b.publish(site("one", 2))
	if !r.Confirmed || r.Warning != nil || looks <= 3 || looks > 3+visits {
		t.Errorf("%+v after %d looks", r, looks)
	}
	server.Close()
	r = b.publish(site("two", 2))
	if !r.Switched || r.Confirmed || !store.Is(r.Warning, NotConfirmed) {
		t.Errorf("%+v", r)
	}
}

// Progress goes through the phases in order and never runs back.
func TestProgress(t *testing.T) {
	b := newBench(t, &mem.Store{}, Website)
	var phases []string
	var last Progress
	b.o.Progress = func(p Progress) {
		if len(phases) == 0 || phases[len(phases)-1] != p.Phase {
			phases = append(phases, p.Phase)
		} else if p.Phase == last.Phase && p.Total == last.Total && (p.Done < last.Done || p.DoneBytes < last.DoneBytes) {
			t.Errorf("progress ran back from %+v to %+v", last, p)
		}
		if p.Done > p.Total && p.Total > 0 || p.DoneBytes > p.AllBytes {
			t.Errorf("more than all is done: %+v", p)
		}
		last = p
	}
	r := b.publish(site("one", 40))
	if got, want := strings.Join(phases, " "), "checking uploading switching done"; got != want {
		t.Errorf("phases %q, want %q", got, want)
	}
	if int64(last.Requests) != r.Requests || last.Phase != Done {
		t.Errorf("the last progress is %+v", last)
	}
}

func TestPlan(t *testing.T) {
	b := newBench(t, &mem.Store{}, Edge)
	b.o.Describe = func(path string) change.Known { return change.Known{What: change.Page, Title: "title of " + path} }
	one := site("one", 3)
	first, err := b.publisher().Plan(context.Background(), one.release())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(first.Changes.Words()), "[3 pages]"; got != want {
		t.Errorf("words %s, want %s", got, want)
	}
	if first.Previous != "" || first.Nothing() || first.Uploads != len(one) {
		t.Errorf("%+v", first)
	}
	b.publish(one)
	two := one.with("page-1/index.html", "<p>changed").with("page-2/index.html", "").with("page-3/index.html", "<p>new").
		with("media/cat.aaaaaaaaaa.jpg", "a cat").with("media/cat-800.bbbbbbbbbb.jpg", "a small cat")
	plan, err := b.publisher().Plan(context.Background(), two.release())
	if err != nil {
		t.Fatal(err)
	}
	want := `[{changed page title of page-1/index.html /page-1/ } {gone page  /page-2/ } {new page title of page-3/index.html /page-3/ } {new picture  /media/cat.jpg }]`
	if got := fmt.Sprint(plan.Changes.List); got != want {
		t.Errorf("changes %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(plan.Changes.Words()), "[1 page new 1 page changed 1 page gone 1 picture new]"; got != want {
		t.Errorf("words %s, want %s", got, want)
	}
	if plan.Uploads != 4 || plan.Foreign != nil || len(plan.Problems) != 0 {
		t.Errorf("%+v", plan)
	}
	shows(t, b.edge(), one) // a plan changes nothing
	b.publish(two)
	recut := two.with("media/cat.aaaaaaaaaa.jpg", "").with("media/cat.cccccccccc.jpg", "another cat")
	plan, err = b.publisher().Plan(context.Background(), recut.release())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(plan.Changes.Words()), "[1 picture changed]"; got != want {
		t.Errorf("words %s, want %s", got, want)
	}
}

func TestPlanWarnsWhenMostPagesGo(t *testing.T) {
	b := newBench(t, &mem.Store{}, Edge)
	b.publish(site("one", 20))
	plan, err := b.publisher().Plan(context.Background(), site("one", 5).release())
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Problems) != 1 || plan.Problems[0].Code != ManyGone || plan.Problems[0].Args["gone"] != "15" {
		t.Errorf("%v", plan.Problems)
	}
	empty := &release.Release{Manifest: &release.Manifest{Version: release.Version}, Content: files{}}
	if _, err := b.publisher().Publish(context.Background(), empty, nil, true); !store.Is(err, NoPages) {
		t.Errorf("a release without pages: %v", err)
	}
	shows(t, b.edge(), site("one", 20))
}

func TestReleases(t *testing.T) {
	b := newBench(t, &mem.Store{}, Edge)
	if got, err := b.publisher().Releases(context.Background()); err != nil || len(got) != 0 {
		t.Errorf("before: %v, %v", got, err)
	}
	b.o.Keep = 3
	var ids []string
	for i := range 5 {
		ids = append(ids, b.publish(site(fmt.Sprint(i), 3)).Release)
	}
	got, err := b.publisher().Releases(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || got[0].ID != ids[4] || !got[0].Live || !got[1].Previous || got[2].ID != ids[2] {
		t.Errorf("%+v", got)
	}
	if got[0].Pages != 3 || got[0].Note != "3 pages changed, design changed, on all 3 pages" {
		t.Errorf("%+v", got[0])
	}
	if got[0].At.Sub(got[1].At) != time.Minute {
		t.Errorf("times %v and %v", got[0].At, got[1].At)
	}
	if !got[0].Mine || got[0].Who != "Ann's laptop" || got[0].Back || !got[1].Back || got[0].Name != "3 May 2026, 14:07" {
		t.Errorf("%+v", got[0])
	}
	if theirs, _ := b.as("bob", "Bob").publisher().Releases(context.Background()); theirs[0].Mine || theirs[0].Who != "Ann's laptop" {
		t.Errorf("to somebody else: %+v", theirs[0])
	}
	if _, err := b.publisher().Rollback(context.Background(), ids[0]); !store.Is(err, NoRelease) {
		t.Errorf("to a release that is not kept: %v", err)
	}
}

func TestNamesOfReleases(t *testing.T) {
	at := time.Date(2026, 5, 3, 14, 2, 5, 0, time.UTC)
	var kept []release.Kept
	for _, after := range []time.Duration{5 * time.Minute, 30 * time.Second, 0, 0, -time.Minute} { // newest first
		kept = append(kept, release.Kept{At: at.Add(after)})
	}
	want := []string{"3 May 2026, 14:07", "3 May 2026, 14:02:35", "3 May 2026, 14:02:05 (2)", "3 May 2026, 14:02:05", "3 May 2026, 14:01"}
	if got := names(kept, time.UTC); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
