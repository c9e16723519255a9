package desk_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

// visit asks as a visitor does.
func visit(t *testing.T, address string) (int, string) {
	t.Helper()
	return ask(t, address, func(*http.Request) {})
}

// ask asks for a page, with what change does to the request.
func ask(t *testing.T, address string, change func(*http.Request)) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	change(r)
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, string(body)
}

// publish publishes and waits until it is done.
func (b *bench) publish(target string) api.Progress {
	b.t.Helper()
	do[api.Progress](b, "publish.start", api.PublishRequest{Target: target})
	return b.ended()
}

func (b *bench) ended() api.Progress {
	b.t.Helper()
	last := event(b, "publish", func(p api.Progress) bool {
		return p.Phase == "done" || p.Phase == "failed" || p.Phase == "cancelled"
	})
	if last.Phase != "done" {
		b.t.Fatalf("publish: %+v, problem %+v", last, last.Problem)
	}
	return last
}

// append writes to a page from outside and waits until the desk has it.
func (b *bench) append(page, text string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, page), []byte(b.read(page)+text), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func TestPublishOnThisComputer(t *testing.T) {
	b := newBench(t)
	event(b, "site", func(s api.SiteState) bool { return s.Unpublished == -1 && len(s.Pages) > 0 })
	plan := do[api.Plan](b, "publish.plan", api.TargetRequest{})
	if !plan.First || plan.Nothing || plan.Design != 0 || plan.Pages.New < 5 || strings.Contains(strings.Join(plan.Words, ","), "design") {
		t.Errorf("a first publish: %+v", plan)
	}
	if plan.Previous != "" || plan.Uploads == 0 || plan.Bytes == 0 || len(plan.Words) == 0 || len(plan.Items) == 0 || plan.Foreign {
		t.Errorf("plan %+v", plan)
	}
	first := b.publish("")
	if first.Release != plan.Release || !strings.HasPrefix(first.Address, "http://127.0.0.1:") || first.Requests == 0 {
		t.Errorf("progress %+v, planned %s", first, plan.Release)
	}
	if opened := <-b.opened; opened != first.Address {
		t.Errorf("opened %q", opened)
	}
	status, home := visit(t, first.Address+"/")
	if status != 200 || !strings.Contains(home, "<html") || strings.Contains(home, "data-pw-at") || strings.Contains(home, "pagewright-preview") {
		t.Errorf("visitors get %d %.200s", status, home)
	}
	event(b, "site", func(s api.SiteState) bool { return s.Unpublished == 0 && s.Targets[0].Live == first.Release })

	b.append("content/index.md", "\nA sentence for visitors.\n")
	changed := event(b, "site", func(s api.SiteState) bool { return s.Unpublished > 0 })
	if changed.Unpublished != 1 {
		t.Errorf("one page was changed: %d unpublished", changed.Unpublished)
	}
	for _, p := range changed.Pages {
		if p.Changed != (p.Path == "content/index.md") {
			t.Errorf("%s: changed %v", p.Path, p.Changed)
		}
	}
	if _, still := visit(t, first.Address+"/"); still != home {
		t.Error("visitors see what was not published")
	}
	if _, preview := visit(t, changed.Preview+"/"); !strings.Contains(preview, "A sentence for visitors.") {
		t.Error("the preview does not show the change")
	}
	second := b.publish("this-computer")
	if _, now := visit(t, first.Address+"/"); !strings.Contains(now, "A sentence for visitors.") {
		t.Error("visitors do not see what was published")
	}
	list := do[api.ReleaseList](b, "publish.releases", api.TargetRequest{})
	if len(list.Releases) != 2 || !list.Releases[0].Live || list.Releases[0].ID != second.Release || list.Releases[1].ID != first.Release {
		t.Errorf("releases %+v", list)
	}
	do[api.Progress](b, "publish.rollback", api.RollbackRequest{})
	if back := b.ended(); back.Release != first.Release {
		t.Errorf("rollback %+v", back)
	}
	if _, back := visit(t, first.Address+"/"); back != home {
		t.Error("after going back visitors do not see the old site")
	}
	event(b, "site", func(s api.SiteState) bool { return s.Unpublished == 1 })
}

// What is published on this computer is for this computer: not for another page
// in the same browser, and not for a name that a stranger made point here.
func TestThisComputerIsForItselfAlone(t *testing.T) {
	b := newBench(t)
	address := b.publish("").Address
	if status, body := visit(t, address); status != http.StatusOK || !strings.Contains(body, "<main") {
		t.Fatalf("the person themselves: %d %s", status, body)
	}
	for name, change := range map[string]func(*http.Request){
		"a rebound name": func(r *http.Request) { r.Host = "evil.test" },
		"another page's request": func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "cors")
		},
		"another page's frame": func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "navigate")
			r.Header.Set("Sec-Fetch-Dest", "iframe")
		},
	} {
		if status, body := ask(t, address, change); status != http.StatusForbidden || strings.Contains(body, "<main") {
			t.Errorf("%s: %d", name, status)
		}
	}
}

func TestWhatIsPublishedStaysKnown(t *testing.T) {
	b := newBench(t)
	first := b.publish("")
	do[api.Empty](b, "site.close", api.Empty{})
	site := do[api.SiteState](b, "site.open", api.OpenRequest{Dir: b.dir})
	if site.Targets[0].Live != first.Release || site.Targets[0].Address != first.Address {
		t.Errorf("after opening again: %+v, published was %+v", site.Targets[0], first)
	}
	if status, _ := visit(t, first.Address+"/"); status != 200 {
		t.Errorf("visitors of this computer get %d", status)
	}
	event(b, "site", func(s api.SiteState) bool { return s.Unpublished == 0 })
}

func TestOnePublishAtATime(t *testing.T) {
	b := newBench(t)
	do[api.Progress](b, "publish.start", api.PublishRequest{})
	body := []byte(`{"target":""}`)
	w := b.post("publish.start", body)
	if w.Code != 200 && !strings.Contains(w.Body.String(), "app-publishing") {
		t.Errorf("a second publish: %d %s", w.Code, w.Body)
	}
	b.ended()
	if p := b.fails("publish.start", api.PublishRequest{Target: "nowhere"}); p.Code != "target-unknown" {
		t.Errorf("problem %+v", p)
	}
}

func TestAFailedPublishSaysSo(t *testing.T) {
	b := newBench(t)
	event(b, "site", func(s api.SiteState) bool { return true })
	site := do[api.SiteState](b, "site.state", api.Empty{})
	if err := os.RemoveAll(filepath.Join(b.dir, "content")); err != nil { // nothing is left to publish
		t.Fatal(err)
	}
	do[api.Progress](b, "publish.start", api.PublishRequest{})
	last := event(b, "publish", func(p api.Progress) bool { return p.Phase == "failed" || p.Phase == "done" })
	if last.Phase != "failed" || last.Problem == nil || last.Problem.Title == "" {
		t.Errorf("publish of nothing: %+v", last)
	}
	_ = site
}

// The plan tells what a person did from what follows from it.
func TestPlanTellsPagesFromLists(t *testing.T) {
	b := newBench(t)
	b.publish("")
	event(b, "site", func(s api.SiteState) bool { return s.Unpublished == 0 })
	if plan := do[api.Plan](b, "publish.plan", api.TargetRequest{}); !plan.Nothing || plan.First || len(plan.Words) != 0 || len(plan.Items) != 0 {
		t.Errorf("nothing was changed: %+v", plan)
	}
	home := b.open("content/index.md")
	do[api.EditAnswer](b, "edit.apply", api.EditRequest{Page: home.Page, Revision: home.Revision,
		Ops: []api.Op{{Op: "setting", Key: "theme.tokens.accent", Value: []byte(`"#a02020"`)}}})
	colour := do[api.Plan](b, "publish.plan", api.TargetRequest{})
	if colour.Pages != (api.PlanCount{}) || colour.Lists != (api.PlanCount{}) || colour.Design != colour.AllPages || colour.AllPages < 5 {
		t.Errorf("a colour is no change of a page: %+v", colour)
	}
	if len(colour.Words) != 1 || !strings.HasPrefix(colour.Words[0], "design changed, on all ") {
		t.Errorf("%q", colour.Words)
	}
	if s := event(b, "site", func(s api.SiteState) bool { return s.Unpublished > 0 }); s.Unpublished != 1 {
		t.Errorf("%d unpublished", s.Unpublished)
	}
	post := b.open("content/journal/" + b.aPost())
	do[api.EditAnswer](b, "edit.apply", api.EditRequest{Page: post.Page, Revision: post.Revision,
		Ops: []api.Op{{Op: "frontmatter", Page: post.Page, Key: "title", Value: []byte(`"Another title"`)}}})
	plan := do[api.Plan](b, "publish.plan", api.TargetRequest{})
	named := ""
	for _, item := range plan.Items {
		if item.What == "page" && item.Title == "Another title" {
			named = item.Change
		}
		if item.What == "list" && item.Title == "" {
			t.Errorf("a list without a name: %+v", item)
		}
	}
	if named != "changed" || plan.Pages.Changed == 0 || plan.Pages.Changed == plan.AllPages || plan.Design != plan.AllPages {
		t.Errorf("%+v", plan)
	}
	b.publish("")
	releases := do[api.ReleaseList](b, "publish.releases", api.TargetRequest{}).Releases
	now, before := releases[0], releases[1]
	if !now.Live || now.Back || before.Live || !before.Back || !before.Previous || !now.Mine || now.Who == "" || now.Pages != plan.AllPages || now.Name == before.Name {
		t.Errorf("%+v", releases)
	}
	if !strings.Contains(now.Note, "changed") || before.Note != "first publish" {
		t.Errorf("notes %q, %q", now.Note, before.Note)
	}
}

// The storage goes away in the moment after the switch: the site is published,
// and that is what is said.
func TestPublishedIsPublished(t *testing.T) {
	var switched, gone atomic.Bool
	server := storetest.Versity(t)
	front := server.Before(t, func(w http.ResponseWriter, r *http.Request) bool {
		if gone.Load() {
			w.WriteHeader(http.StatusForbidden)
			return true
		}
		if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/channels/live.json") {
			switched.Store(true)
		} else if switched.Load() {
			gone.Store(true)
			w.WriteHeader(http.StatusForbidden)
			return true
		}
		return false
	})
	b := newBench(t)
	ask := bucket(front)
	ask.Address = ""
	do[api.ProbeAnswer](b, "target.add", ask)
	if last := b.publish("cloud"); last.Phase != "done" || last.Release == "" {
		t.Errorf("%+v", last)
	}
}

// Each place gets pages that say where they are: one of two places must not
// send search engines to the other.
func TestPagesSayWhereTheyAre(t *testing.T) {
	b := newBench(t)
	for _, name := range []string{"one", "two"} {
		folder := t.TempDir()
		visitors := httptest.NewServer(http.FileServer(http.Dir(folder)))
		defer visitors.Close()
		do[api.ProbeAnswer](b, "target.add", api.TargetAddRequest{TargetInfo: api.TargetInfo{
			Name: name, Driver: "dir", Folder: folder, Address: visitors.URL, Delivery: "website"}})
	}
	for _, target := range do[api.TargetList](b, "target.list", api.Empty{}).Targets[:2] {
		plan := do[api.Plan](b, "publish.plan", api.TargetRequest{Target: target.Name})
		do[api.Progress](b, "publish.start", api.PublishRequest{Target: target.Name})
		if last := b.ended(); last.Release != plan.Release {
			t.Errorf("%s: published %s, planned %s", target.Name, last.Release, plan.Release)
		}
		home, err := os.ReadFile(filepath.Join(target.Folder, "index.html"))
		if err != nil || !strings.Contains(string(home), `rel="canonical" href="`+target.Address+`/"`) {
			t.Errorf("%s: %v, its front page does not say where it is", target.Name, err)
		}
	}
}

// aPost returns the name of one of the journal's posts.
func (b *bench) aPost() string {
	b.t.Helper()
	all, err := filepath.Glob(filepath.Join(b.dir, "content", "journal", "[a-z0-9]*.md"))
	if err != nil || len(all) == 0 {
		b.t.Fatal("the journal has no post")
	}
	return filepath.Base(all[0])
}
