package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/pagewright/pagewright/app/cli"
)

// commands are the words that the stories use besides those of testscript.
func commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"json":    jsonField,
		"replace": replaceIn,
		"usage":   usage,
		"start":   startServer,
		"stop":    stopServer,
		"get":     get,
		"until":   until,
		"login":   login,
		"most":    mostOf,
		"prefix":  prefixOf,
		"sizes":   new(sizes).put,
	}
}

// jsonField: json FILE [FIELD [VALUE]] checks that FILE is one JSON document,
// and a field of it, given as a.b.0.c, by its value.
func jsonField(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 1 || len(args) > 3 {
		ts.Fatalf("usage: json FILE [FIELD [VALUE]]")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	if len(args) == 1 {
		return
	}
	for _, part := range strings.Split(args[1], ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[part]
		case []any:
			var i int
			if _, err := fmt.Sscan(part, &i); err != nil || i >= len(at) {
				ts.Fatalf("%s: nothing at %q", args[1], part)
			}
			v = at[i]
		default:
			ts.Fatalf("%s: nothing below %q", args[1], part)
		}
	}
	if len(args) == 2 {
		if v == nil {
			ts.Fatalf("%s is not there", args[1])
		}
		return
	}
	if got := fmt.Sprint(v); (got == args[2]) == neg {
		ts.Fatalf("%s is %q, want %q (not: %v)", args[1], got, args[2], neg)
	}
}

// replaceIn: replace FILE OLD NEW changes a text that stands once in FILE.
func replaceIn(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 || neg {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if strings.Count(text, args[1]) != 1 {
		ts.Fatalf("%s holds %q %d times", args[0], args[1], strings.Count(text, args[1]))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o644))
}

// usage: usage COMMAND… runs a command that must end with the status of wrong
// usage.
func usage(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[0], args[1:]...)
	var ended *exec.ExitError
	if !errors.As(err, &ended) || (ended.ExitCode() == cli.Usage) == neg {
		ts.Fatalf("%v: want exit status %d", err, cli.Usage)
	}
}
