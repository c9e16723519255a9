// Package cli is Pagewright without a window: what the window can do, a
// command can do. Each command is a file; all of them end in Run, which turns
// errors into words and exit statuses.
//
// It never asks a question: what a person would be asked in the window is a
// flag here. Start at Run, then root.go for the list of commands.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/app/version"
	"github.com/pagewright/pagewright/backend/problem"
	"github.com/pagewright/pagewright/generator/diag"
)

// Exit statuses.
const (
	Done   = 0 // it did what was asked
	Failed = 1 // a Problem, on standard error
	Usage  = 2 // the command was written in a way that it can not be understood
)

// Env is what a command reads from and writes to.
type Env struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
	Data     string // the program's folder; "": the system's usual one
	// Browse opens an address or a file in the person's browser; nil: the
	// system's way.
	Browse func(what string) error
}

// System is the Env of a real process.
func System() Env {
	return Env{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now}
}

// Run carries out one command line, without the program's name, and returns
// its exit status. It ends soon after ctx does.
func Run(ctx context.Context, args []string, env Env) int {
	r := root(env)
	r.SetArgs(args)
	r.SetIn(env.In)
	r.SetOut(env.Out)
	r.SetErr(env.Err)
	err := r.ExecuteContext(ctx)
	var wrong *usageError
	switch {
	case err == nil:
		return Done
	case errors.As(err, &wrong):
		say(env.Err, "error: %v\n", wrong.err)
		say(env.Err, "hint: %s\n", wrong.hint)
		return Usage
	}
	explain(env, err)
	return Failed
}

// usageError is a command line that can not be understood.
type usageError struct {
	err  error
	hint string
}

func (e *usageError) Error() string { return e.err.Error() }

// explain writes what happened in words: one line of error, one of hint.
func explain(env Env, err error) {
	p := env.problem(err)
	say(env.Err, "error: %s\n", sentences(p.Title, at(p.Where), p.Why, p.Safe))
	say(env.Err, "hint: %s\n", hint(p))
}

// problem says what err means, and keeps the raw text of what nobody expected.
func (env Env) problem(err error) problem.Problem {
	home, e := place.Open(env.Data)
	if e != nil {
		return problem.Of(err)
	}
	return problem.Reporter{Dir: home.Reports(), Version: version.String(), Now: env.Now}.Of(err)
}

// at points at a place in the site's sources; "" for none.
func at(w diag.Where) string {
	switch {
	case w.Path == "":
		return ""
	case w.Line == 0:
		return "It is in " + w.Path + "."
	case w.Text == "":
		return fmt.Sprintf("It is in %s, line %d.", w.Path, w.Line)
	}
	return fmt.Sprintf("It is in %s, line %d: %q.", w.Path, w.Line, w.Text)
}

func sentences(all ...string) string {
	out := ""
	for _, s := range all {
		if s != "" && out != "" {
			out += " "
		}
		out += s
	}
	return out
}

// say writes for a person. That nobody reads it any more is no failure.
func say(w io.Writer, format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }

// hint says what to do next; what is a button in the window is a flag here.
func hint(p problem.Problem) string {
	if p.Action == "publish.resend" {
		return p.Next + " The command for it is: pagewright publish --resend"
	}
	return p.Next
}
