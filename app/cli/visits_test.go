package cli_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// visits is what a story knows of the servers that it started: their address,
// and one browser.
type visits struct {
	address map[string]string
	running map[string]*exec.Cmd
	client  *http.Client
	said    string // the last answer
}

type visitsKey struct{}

func newVisits() (*visits, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &visits{
		address: map[string]string{}, running: map[string]*exec.Cmd{},
		client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}, nil
}

func visitsOf(ts *testscript.TestScript) *visits { return ts.Value(visitsKey{}).(*visits) }

// patience is how long a story waits for what must come, on the busiest machine.
const patience = 2 * time.Minute

// eventually asks until ok, or fails the story.
func eventually(ts *testscript.TestScript, what string, ok func() bool) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(patience); !ok(); {
		select {
		case <-tick.C:
		case <-end:
			ts.Fatalf("%s: not in %v", what, patience)
		}
	}
}

// startServer: start NAME COMMAND… runs a command that goes on, and waits until
// it has said in JSON at which address it listens.
func startServer(ts *testscript.TestScript, neg bool, args []string) {
	v := visitsOf(ts)
	program, err := lookPath(args[1], ts.Getenv("PATH"))
	ts.Check(err)
	cmd := exec.Command(program, args[2:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "XDG_DATA_HOME", "TMPDIR", "GOCOVERDIR", "KEY_A", "KEY_B"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	v.running[args[0]] = cmd
	ts.Defer(func() { _ = cmd.Process.Kill() }) // it was stopped, mostly
	var said struct{ Address string }
	ts.Check(json.NewDecoder(out).Decode(&said))
	v.address[args[0]] = said.Address
}

// stopServer: stop NAME ends it as Ctrl+C does; it must end well.
func stopServer(ts *testscript.TestScript, neg bool, args []string) {
	cmd := visitsOf(ts).running[args[0]]
	ts.Check(cmd.Process.Signal(os.Interrupt))
	ts.Check(cmd.Wait())
}

func lookPath(name, path string) (string, error) {
	for _, dir := range filepath.SplitList(path) {
		file := filepath.Join(dir, name)
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return file, nil
		}
	}
	return "", exec.ErrNotFound
}

// ask sends a request to a server of the story and keeps the answer as the
// standard output.
func ask(ts *testscript.TestScript, name, path string) int {
	v := visitsOf(ts)
	base, err := url.Parse(v.address[name])
	ts.Check(err)
	to, err := base.Parse(path)
	ts.Check(err)
	a, err := v.client.Get(to.String())
	ts.Check(err)
	defer func() { _ = a.Body.Close() }()
	body, err := io.ReadAll(a.Body)
	ts.Check(err)
	v.said = string(body)
	_, err = ts.Stdout().Write(body)
	ts.Check(err)
	return a.StatusCode
}

// get: get NAME PATH STATUS
func get(ts *testscript.TestScript, neg bool, args []string) {
	if status := strconv.Itoa(ask(ts, args[0], args[1])); (status == args[2]) == neg {
		ts.Fatalf("%s: %s, want %s", args[1], status, args[2])
	}
}

// until: until NAME PATH STATUS [!WORDS…] asks until the answer has the status,
// and no longer these words.
func until(ts *testscript.TestScript, neg bool, args []string) {
	without := strings.TrimPrefix(strings.Join(args[3:], " "), "!")
	eventually(ts, strings.Join(args, " "), func() bool {
		status := strconv.Itoa(ask(ts, args[0], args[1]))
		return status == args[2] && (without == "" || !strings.Contains(visitsOf(ts).said, without))
	})
}

// login: login NAME [STATUS] opens the printed address.
func login(ts *testscript.TestScript, neg bool, args []string) {
	want := "200"
	if len(args) > 1 {
		want = args[1]
		v := visitsOf(ts)
		jar, err := cookiejar.New(nil) // another browser
		ts.Check(err)
		v.client.Jar = jar
	}
	if status := strconv.Itoa(ask(ts, args[0], "")); status != want {
		ts.Fatalf("login: %s, want %s", status, want)
	}
}
