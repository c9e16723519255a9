//go:build window

// Command victim shows hostile pages in the real window, or to a browser, with
// the program's real walls. It counts what the pages reach and says so on
// standard output, a JSON object a line. The test beside it runs it; with
// -wall=false the policy of the site's answers is taken away, so that the test
// can show that it would notice.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/api/apitest"
	"github.com/pagewright/pagewright/app/serve"
	"github.com/pagewright/pagewright/app/window"
	"github.com/pagewright/pagewright/app/windowtest/attack"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/release"
)

func main() {
	mode := flag.String("mode", "window", "window or serve")
	wall := flag.Bool("wall", true, "answers of the site carry their policy")
	canary := flag.String("canary", "", "address that counts what gets out")
	does := flag.String("does", "show", "what the editor does: show every page, leave by every way that there is, or only stay where it is")
	site := flag.String("site", "", "show the canvas of this site, as the program draws it, instead of bare attempts")
	flag.Parse()
	if err := run(*mode, *wall, *does, *canary, *site); err != nil {
		log.Fatal(err)
	}
}

func run(mode string, wall bool, does, canary, site string) error {
	v := &victim{canary: canary, tries: attack.Tries(canary), wall: wall, out: json.NewEncoder(os.Stdout)}
	for name := range attack.Files(canary) {
		v.paths = append(v.paths, "/canvas/site/"+name)
	}
	for i := range v.tries {
		v.paths = append(v.paths, "/canvas/page?path="+strconv.Itoa(i))
	}
	if site != "" {
		if err := v.show(site); err != nil {
			return err
		}
	}
	inner, err := api.New(api.Options{
		Token: "the-session-token", Shell: shell(does, canary), Views: v.views(),
		Calls:   apitest.Calls(func(name string) { v.say("call", name) }),
		Explain: func(err error) api.Problem { return api.Problem{Title: err.Error()} },
	})
	if err != nil {
		return err
	}
	bus := &api.Bus{}
	events, _ := bus.Listen()
	go v.watch(events)
	if mode == "window" {
		return window.Run(window.Options{API: v.around(inner), Bus: bus, Host: &window.Host{}})
	}
	s, err := serve.Open(serve.Options{Listen: "127.0.0.1:0", API: v.around(inner), Bus: bus})
	if err != nil {
		return err
	}
	v.say("address", s.Address())
	return s.Run(context.Background())
}

// victim is the site that is shown, and what is known of it.
type victim struct {
	canary string
	tries  []attack.Try
	paths  []string
	wall   bool
	engine *generator.Engine // of a real site; nil: bare attempts

	mu  sync.Mutex
	out *json.Encoder
}

func (v *victim) say(what, more string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.out.Encode(map[string]string{"what": what, "more": more}); err != nil {
		log.Fatal(err)
	}
}

// watch tells of file drops: nobody drops a file, so each is forged.
func (v *victim) watch(events <-chan api.Event) {
	for e := range events {
		v.say(e.Name, string(e.Data))
	}
}

// around adds the test's own addresses, and takes the wall away when asked.
func (v *victim) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/test/list":
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(v.paths) // the page is gone: the test ends by its time
		case r.URL.Path == "/test/fault":
			v.fault()
		case strings.HasPrefix(r.URL.Path, "/test/say/"):
			v.say("page", strings.TrimPrefix(r.URL.Path, "/test/say/"))
		case v.wall || r.URL.Path == "/":
			next.ServeHTTP(w, r)
		default:
			next.ServeHTTP(&wallless{ResponseWriter: w}, r)
		}
	})
}

// fault makes a mistake that Go recovers from, where WebKit lets it.
func (v *victim) fault() {
	defer func() {
		if recover() != nil {
			v.say("survived", "")
		}
	}()
	var nobody *victim
	nobody.canary = ""
}

// wallless drops the policy before the headers go out.
type wallless struct {
	http.ResponseWriter
	begun bool
}

func (w *wallless) WriteHeader(status int) {
	w.begun = true
	w.Header().Del("Content-Security-Policy")
	w.ResponseWriter.WriteHeader(status)
}

func (w *wallless) Write(b []byte) (int, error) {
	if !w.begun {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(b)
}

// Canvas gives attempt number page as it is, without the generator's
// sanitising: this test is of the policy alone.
func (v *victim) Canvas(_ context.Context, page string) ([]byte, error) {
	i, err := strconv.Atoi(page)
	if err != nil || i < 0 || i >= len(v.tries) {
		return nil, fs.ErrNotExist
	}
	return fmt.Appendf(nil, "<!doctype html><html><head><title>%s</title></head><body>%s</body></html>", v.tries[i].Name, v.tries[i].HTML), nil
}

func (v *victim) File(_ context.Context, name string) ([]byte, release.File, error) {
	body, ok := attack.Files(v.canary)[name]
	kinds := map[string]string{".svg": "image/svg+xml", ".html": "text/html; charset=utf-8", ".xml": "application/xhtml+xml"}
	if !ok {
		return nil, release.File{}, fs.ErrNotExist
	}
	return body, release.File{Type: kinds[path.Ext(name)], Class: release.Page}, nil
}

func (v *victim) Thumb(context.Context, string) ([]byte, string, error) {
	return nil, "", fs.ErrNotExist
}

// shell is an editor that does nothing but show every page once, in the frame
// that the real one uses, and look at the probe first. One that leaves tries to
// go to another page at the first time, and stays at the second.
func shell(does, canary string) fs.FS {
	script := map[string]string{"show": editor, "leave": strings.ReplaceAll(leaver, "CANARY", canary) + stayer, "stay": stayer}[does]
	return fstest.MapFS{
		"index.html":    {Data: []byte(`<!doctype html><html><head><title>editor</title></head><body><script type="module" src="/assets/run.js"></script></body></html>`)},
		"assets/run.js": {Data: []byte(hello + script)},
	}
}

const hello = `
const say = (what) => fetch('/test/say/' + what, {method: 'POST'});
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const token = document.querySelector('meta[name=pagewright-token]').content;
await fetch('/api/app.state', {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json', 'X-Pagewright-Token': token}});
`

const leaver = `
const link = (target) => Object.assign(document.createElement('a'), {href: 'CANARY/link' + target, target});
const ways = [
  () => (location.href = 'CANARY/away'),
  () => (location.href = 'file:///etc/hostname'),
  () => (location.href = '/canvas/site/media/evil.html'),
  () => (location.href = '/canvas/page?path=0'),
  () => (location.href = 'data:text/html,<title>hostile</title>'),
  () => (location.href = URL.createObjectURL(new Blob(['<title>hostile</title>'], {type: 'text/html'}))),
  () => open('CANARY/open'),
  () => document.body.appendChild(link('_top')).click(),
  () => document.body.appendChild(link('_blank')).click(),
  () => document.body.appendChild(Object.assign(document.createElement('iframe'), {src: 'CANARY/frame'})),
];
if (!sessionStorage.getItem('left')) {
  sessionStorage.setItem('left', 'yes');
  for (const way of ways) {
    way();
    await wait(300);
  }
  await say('done-' + document.title);
}
`

const stayer = `
document.body.innerHTML = '<iframe src="/canvas/probe" style="position: fixed; inset: 0; width: 100%; height: 100%"></iframe>';
await new Promise((done) => document.querySelector('iframe').addEventListener('load', done, {once: true}));
for (;;) {
  await say('here');
  await wait(200);
}
`

const editor = `
async function show(address) {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-scripts');
  frame.src = address;
  const loaded = new Promise((done) => frame.addEventListener('load', done, {once: true}));
  document.body.append(frame);
  await Promise.race([loaded, wait(2000)]);
  await wait(350);
  return frame;
}
const probe = await show('/canvas/probe');
const mark = probe.contentDocument.documentElement.dataset;
await say('probe-' + mark.pwProbe + '-' + (mark.pwScript ?? 'nothing'));
const list = await (await fetch('/test/list')).json();
async function worker() {
  for (let next; (next = list.shift()); ) (await show(next)).remove();
}
await Promise.all([worker(), worker(), worker(), worker(), worker(), worker()]);
await fetch('/test/fault', {method: 'POST'});
await wait(500);
await say('done-' + document.title);
`
