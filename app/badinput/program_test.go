// Package badinput has only tests: what a person meets when something around
// the program is not as it should be. Each runs the program itself, by its
// commands and by its HTTP API, and looks at the words, at the site's bytes
// and at what visitors see.
package badinput

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/app/cli"
)

// Environment of a child that is the program.
const (
	asProgram = "PAGEWRIGHT_TEST_PROGRAM"
	fileLimit = "PAGEWRIGHT_TEST_FILE_LIMIT" // bytes that a file of the child may have
)

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	signal.Ignore(syscall.SIGXFSZ)
	if most, err := strconv.ParseUint(os.Getenv(fileLimit), 10, 64); err == nil {
		if err := limitFiles(os.Getpid(), most); err != nil {
			panic(err)
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cli.Run(ctx, os.Args[1:], cli.System()))
}

// desk is a computer with the program on it: a home, a folder for its data and
// one for sites.
type desk struct {
	*testing.T
	dir     string
	program string
	env     []string
	running []int               // processes of editors
	as      *syscall.Credential // whom children run as; nil: as the test
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &desk{T: t, dir: t.TempDir(), program: program}
}

func (d *desk) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(d.dir, name)
}

// said is what a command printed, and how it ended.
type said struct {
	status   int
	out, err string
}

func (d *desk) command(args ...string) *exec.Cmd {
	cmd := exec.Command(d.program, args...)
	cmd.Dir = d.dir
	cmd.Env = append([]string{
		asProgram + "=1", "PATH=" + os.Getenv("PATH"), "HOME=" + d.path("home"), "XDG_DATA_HOME=" + d.path("data"), "TMPDIR=" + d.dir,
		"GORACE=atexit_sleep_ms=0", // a program under the race detector else waits for a second at its end
	}, d.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: d.as}
	return cmd
}

// run runs a command of the program to its end.
func (d *desk) run(args ...string) said {
	d.Helper()
	var out, errs bytes.Buffer
	cmd := d.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		d.Fatal(err)
	}
	return said{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// good runs a command that must work.
func (d *desk) good(args ...string) said {
	d.Helper()
	s := d.run(args...)
	if s.status != cli.Done {
		d.Fatalf("%v: status %d\n%s%s", args, s.status, s.out, s.err)
	}
	return s
}

// fails runs a command that must end with a Problem with all of these words;
// it must print nothing that a program would take for an answer.
func (d *desk) fails(words []string, args ...string) {
	d.Helper()
	s := d.run(args...)
	if s.status != cli.Failed || s.out != "" {
		d.Errorf("%v: status %d, printed %q", args, s.status, s.out)
	}
	d.told(s.err, words)
}

// told looks at what a person reads: an error, a hint, these words, and
// nothing that only a programmer understands.
func (d *desk) told(text string, words []string) {
	d.Helper()
	for _, want := range append([]string{"error: ", "\nhint: "}, words...) {
		if !strings.Contains("\n"+text, want) {
			d.Errorf("not said: %q in\n%s", want, text)
		}
	}
	for _, raw := range []string{"went wrong", "goroutine", "panic", "0x", "errno", "permission denied", "no space left", "dial tcp", "openat", "yaml:"} {
		if strings.Contains(text, raw) {
			d.Errorf("said %q in\n%s", raw, text)
		}
	}
}

// write puts a file into the desk's folder.
func (d *desk) write(name, text string) {
	d.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(d.path(name)), 0o755), os.WriteFile(d.path(name), []byte(text), 0o644)); err != nil {
		d.Fatal(err)
	}
}

// files returns the files below a folder with their content; of a site without
// what is derived from it and its lock.
func (d *desk) files(name string) map[string]string {
	d.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(d.path(name), func(p string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(d.path(name), p)
		switch rel {
		case ".pagewright/lock", ".pagewright/lock.owner":
			return nil
		case ".pagewright/cache", ".pagewright/journal":
			return fs.SkipDir
		}
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(p)
		all[rel] = string(data)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// same says what differs between two states of a folder, and fails.
func (d *desk) same(what string, before, after map[string]string) {
	d.Helper()
	for name, text := range before {
		if now, ok := after[name]; !ok || now != text {
			d.Errorf("%s: %s was lost or changed (%d bytes, now %d)", what, name, len(text), len(now))
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			d.Errorf("%s: %s was left behind", what, name)
		}
	}
}

// field returns a field of a JSON document.
func (d *desk) field(document, name string) string {
	d.Helper()
	var v map[string]json.RawMessage
	if err := json.Unmarshal([]byte(document), &v); err != nil {
		d.Fatalf("%v in %q", err, document)
	}
	return strings.Trim(string(v[name]), `"`)
}

// insert is a change of the home page, as a line for edit.
const insert = `{"op":"insert","page":"content/index.md","at":[0],"markdown":"Said anew."}` + "\n"
