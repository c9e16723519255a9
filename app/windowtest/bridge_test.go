//go:build window

// Package windowtest tries the real window: built as it is for people, on a
// display, with what a hostile site could hold. Its tests have the build tag
// window and need GTK, WebKitGTK, Chromium and a display.
package windowtest

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pagewright/pagewright/app/windowtest/attack"
)

const tags = "window,desktop,production,webkit2_41"

// seen is what hostile pages came to.
type seen struct {
	probe    string
	title    string            // of the editor's page in the end
	calls    map[string]bool   // of the API
	drops    map[string]bool   // forged
	requests map[string]string // at the canary, by path
	browser  map[string]bool   // what the system was asked to open
	survived bool              // a mistake in Go code did not end the program
}

// reached counts everything that came through.
func (s seen) reached() int { return len(s.calls) + len(s.drops) + len(s.requests) + len(s.browser) }

func TestNothingGetsOutOfTheWindow(t *testing.T) {
	s := expose(t, "window", true)
	if s.reached() != 0 || s.title != "editor" {
		t.Errorf("of %d attempts: calls %v, drops %v, requests %v, browser %v, title %q", len(attack.Tries("")), s.calls, s.drops, s.requests, s.browser, s.title)
	}
	if s.probe != "probe-loaded-nothing" {
		t.Errorf("the probe says %q", s.probe)
	}
	if !s.survived {
		t.Error("a nil dereference in a call ended the program, or was not noticed")
	}
}

// TestWithoutTheWallTheWindowIsOpen is the control: the same test, with the
// policy of the site's answers taken away, must find a way out.
func TestWithoutTheWallTheWindowIsOpen(t *testing.T) {
	s := expose(t, "window", false)
	t.Logf("calls %d, forged drops %d, requests %d, opened in the browser %d, title %q", len(s.calls), len(s.drops), len(s.requests), len(s.browser), s.title)
	if len(s.calls) == 0 || len(s.drops) < 10 || len(s.requests) < 10 {
		t.Errorf("calls %v, drops %d, requests %d: the test would not notice a hole", s.calls, len(s.drops), len(s.requests))
	}
	if strings.HasSuffix(s.probe, "-nothing") {
		t.Errorf("the probe says %q: the editor would show the site", s.probe)
	}
}

func TestNothingGetsOutInChromium(t *testing.T) {
	s := expose(t, "serve", true)
	if s.reached() != 0 || s.title != "editor" || s.probe != "probe-loaded-nothing" {
		t.Errorf("calls %v, requests %v, title %q, probe %q", s.calls, s.requests, s.title, s.probe)
	}
}

func TestWithoutTheWallChromiumIsOpen(t *testing.T) {
	s := expose(t, "serve", false)
	t.Logf("calls %d, requests %d, title %q", len(s.calls), len(s.requests), s.title)
	if len(s.calls) == 0 || len(s.requests) < 10 || strings.HasSuffix(s.probe, "-nothing") {
		t.Errorf("calls %v, requests %d, probe %q: the test would not notice a hole", s.calls, len(s.requests), s.probe)
	}
}

// TestTheGeneratorIsAWallOfItsOwn shows a hostile site as the program draws
// its canvas, in the window, with the policy and without: what is sanitised
// does not need the policy.
func TestTheGeneratorIsAWallOfItsOwn(t *testing.T) {
	for _, wall := range []bool{true, false} {
		t.Run(fmt.Sprintf("policy=%v", wall), func(t *testing.T) {
			if s := exposeSite(t, wall); s.reached() != 0 || s.title != "editor" {
				t.Errorf("calls %v, drops %v, requests %v, browser %v, title %q", s.calls, s.drops, s.requests, s.browser, s.title)
			}
		})
	}
}

func exposeSite(t *testing.T, wall bool) seen {
	t.Helper()
	return exposeWith(t, "window", func(canary string) []string {
		dir := t.TempDir()
		if err := attack.Site(dir, canary); err != nil {
			t.Fatal(err)
		}
		return []string{"-mode=window", "-site=" + dir, fmt.Sprintf("-wall=%v", wall)}
	})
}

// expose shows every attempt, bare, and returns what it came to.
func expose(t *testing.T, mode string, wall bool) seen {
	t.Helper()
	return exposeWith(t, mode, func(string) []string { return []string{"-mode=" + mode, fmt.Sprintf("-wall=%v", wall)} })
}

func exposeWith(t *testing.T, mode string, args func(canary string) []string) seen {
	t.Helper()
	s := seen{calls: map[string]bool{}, drops: map[string]bool{}, requests: map[string]string{}, browser: map[string]bool{}}
	var mu sync.Mutex
	canary := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		s.requests[r.URL.Path] = r.Method
	}))
	defer canary.Close()
	opened := filepath.Join(t.TempDir(), "opened")
	lines, address := start(t, canary.URL, opened, args(canary.URL)...)
	if mode == "serve" {
		chromium(t, address)
	}
	done := false
	for line := range lines {
		switch {
		case line.What == "call" && line.More == "app.state": // the editor's own hello
		case line.What == "survived":
			s.survived = true
		case line.What == "call":
			s.calls[line.More] = true
		case line.What == "drop":
			s.drops[line.More] = true
		case strings.HasPrefix(line.More, "probe-"):
			s.probe = line.More
		case strings.HasPrefix(line.More, "done-"):
			s.title, done = strings.TrimPrefix(line.More, "done-"), true
		}
		if done {
			break
		}
	}
	if !done {
		t.Fatal("the pages were not all shown: the program ended, or it took too long")
	}
	browser, _ := os.ReadFile(opened) // not there: nothing was opened
	for _, address := range strings.Fields(string(browser)) {
		s.browser[address] = true
	}
	mu.Lock()
	defer mu.Unlock()
	requests := map[string]string{} // the canary may still be asked while it closes
	for path, method := range s.requests {
		requests[path] = method
	}
	s.requests = requests
	return s
}

// line is what the victim says.
type line struct{ What, More string }

// start runs the victim and returns what it says from then on. In the mode
// serve it returns its address too.
func start(t *testing.T, canary, opened string, args ...string) (lines <-chan line, address string) {
	t.Helper()
	return startWith(t, program(t, "./victim"), canary, opened, args...)
}

// startWith is start with a victim that is built already.
func startWith(t *testing.T, victim, canary, opened string, args ...string) (lines <-chan line, address string) {
	t.Helper()
	env := append(os.Environ(), "PATH="+fakeBrowser(t, opened)+":"+os.Getenv("PATH"))
	var out io.Reader
	begin(t, 2*time.Minute, func(cmd *exec.Cmd) { cmd.Env, out = env, output(t, cmd) }, victim, append(args, "-canary="+canary)...)
	said := make(chan line, 4096)
	go func() {
		defer close(said)
		for in := bufio.NewScanner(out); in.Scan(); {
			var l line
			if json.Unmarshal(in.Bytes(), &l) == nil {
				said <- l
			}
		}
	}()
	if slices.Contains(args, "-mode=serve") {
		address = (<-said).More
	}
	return said, address
}

// program builds a program of this repository with the window's tags, and more.
// It is kept where it is found again: what has not changed is not built twice.
func program(t *testing.T, folder string, more ...string) string {
	t.Helper()
	all := strings.Join(append([]string{tags}, more...), ",")
	file, err := filepath.Abs(filepath.Join("../../build/bin/windowtest", strings.Join(append(more, cmp.Or(strings.Trim(folder, "./"), "pagewright")), "-")))
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-tags", all, "-o", file, folder).CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", folder, err, out)
	}
	return file
}

// fakeBrowser returns a folder with programs that only note what they were
// asked to open.
func fakeBrowser(t *testing.T, opened string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"xdg-open", "x-www-browser", "www-browser", "sensible-browser"} {
		script := "#!/bin/sh\necho \"$@\" >> '" + opened + "'\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// chromium opens the address in a browser until the test ends.
func chromium(t *testing.T, address string) {
	t.Helper()
	begin(t, 0, nil, cmp.Or(os.Getenv("CHROMIUM"), "chromium"), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--disable-background-networking", "--disable-extensions", "--user-data-dir="+t.TempDir(), address)
}
