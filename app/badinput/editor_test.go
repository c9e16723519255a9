package badinput

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"time"

	"github.com/pagewright/pagewright/app/api"
)

// editor is a running "pagewright serve" and one browser that was let in.
type editor struct {
	*desk
	base   *url.URL
	token  string
	client *http.Client
}

var tokenInPage = regexp.MustCompile(`name="pagewright-token" content="([^"]+)"`)

// serve starts the editor; without a site when dir is "".
func (d *desk) serve(dir string) *editor {
	d.Helper()
	args := []string{"serve", "--json"}
	if dir != "" {
		args = append(args, dir)
	}
	cmd := d.command(args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		d.Fatal(err)
	}
	d.running = append(d.running, cmd.Process.Pid)
	d.Cleanup(func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			d.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			d.Errorf("serve: %v\n%s", err, errs.String())
		}
	})
	var said struct{ Address string }
	if err := json.NewDecoder(out).Decode(&said); err != nil {
		d.Fatalf("serve: %v\n%s", err, errs.String())
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.Fatal(err)
	}
	e := &editor{desk: d, client: &http.Client{Jar: jar, Timeout: patience}}
	if e.base, err = url.Parse(said.Address); err != nil {
		d.Fatal(err)
	}
	e.get(e.base.RequestURI()) // lets in
	_, page := e.get("/")
	found := tokenInPage.FindSubmatch(page)
	if found == nil {
		d.Fatalf("no token in %.300s", page)
	}
	e.token = string(found[1])
	return e
}

func (e *editor) get(path string) (int, []byte) {
	e.Helper()
	to, err := e.base.Parse(path)
	if err != nil {
		e.Fatal(err)
	}
	a, err := e.client.Get(to.String())
	if err != nil {
		e.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		e.Fatal(err)
	}
	return a.StatusCode, body
}

// send posts a body to a verb.
func (e *editor) send(verb, kind string, body []byte, header http.Header) (int, []byte) {
	e.Helper()
	to, err := e.base.Parse("/api/" + verb)
	if err != nil {
		e.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, to.String(), bytes.NewReader(body))
	if err != nil {
		e.Fatal(err)
	}
	for name := range header {
		r.Header.Set(name, header.Get(name))
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set(api.TokenHeader, e.token)
	r.Header.Set("Origin", e.base.Scheme+"://"+e.base.Host)
	a, err := e.client.Do(r)
	if err != nil {
		e.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	answer, err := io.ReadAll(a.Body)
	if err != nil {
		e.Fatal(err)
	}
	return a.StatusCode, answer
}

// call carries out a verb that must work.
func call[A any](e *editor, verb string, request any) A {
	e.Helper()
	status, body := e.post(verb, request)
	var a A
	if status != http.StatusOK {
		e.Fatalf("%s: %d %s", verb, status, body)
	}
	if err := json.Unmarshal(body, &a); err != nil {
		e.Fatal(err)
	}
	return a
}

// refused carries out a verb that must end with a Problem of this code.
func (e *editor) refused(verb string, request any, code string) api.Problem {
	e.Helper()
	status, body := e.post(verb, request)
	var p api.Problem
	if err := json.Unmarshal(body, &p); err != nil || status < 400 {
		e.Fatalf("%s: %d %s", verb, status, body)
	}
	e.isProblem(p, code)
	return p
}

func (e *editor) post(verb string, request any) (int, []byte) {
	e.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		e.Fatal(err)
	}
	return e.send(verb, "application/json", body, nil)
}

// isProblem looks at a Problem: its code, and that it says what happened, what
// is safe and what to do next.
func (e *editor) isProblem(p api.Problem, code string) {
	e.Helper()
	if p.Code != code || p.Title == "" || p.Safe == "" || p.Next == "" {
		e.Errorf("got %+v, want %s with what happened, what is safe and what to do", p, code)
	}
}

// find returns the Problem of a code among findings.
func (e *editor) find(list []api.Problem, code string) api.Problem {
	e.Helper()
	for _, p := range list {
		if p.Code == code {
			e.isProblem(p, code)
			return p
		}
	}
	e.Errorf("no %s in %+v", code, list)
	return api.Problem{}
}

// published begins a publish and returns how it ended.
func (e *editor) published(target string) api.Progress {
	e.Helper()
	call[api.Progress](e, "publish.start", api.PublishRequest{Target: target})
	var p api.Progress
	e.until("the publish ends", func() bool {
		p = call[api.Progress](e, "publish.state", api.Empty{})
		return p.Phase == "done" || p.Phase == "failed" || p.Phase == "cancelled"
	})
	return p
}

// found returns the site's state once its problems are found: the editor does
// not wait for them.
func (e *editor) found() api.SiteState {
	e.Helper()
	var s api.SiteState
	e.until("a problem is found", func() bool {
		s = call[api.SiteState](e, "site.state", api.Empty{})
		return len(s.Problems) > 0
	})
	return s
}

// patience is how long is waited for what must come, on the busiest machine.
const patience = 2 * time.Minute

// until asks until it is so.
func (e *editor) until(what string, so func() bool) {
	e.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(patience); !so(); {
		select {
		case <-end:
			e.Fatalf("not in time: %s", what)
		case <-tick.C:
		}
	}
}
