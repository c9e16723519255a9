package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/app/cli"
)

// A program that had a page open writes into it after the command that changed
// the page has ended: its words are kept, and the next command says where.
func TestWrittenAfterTheCommandEnded(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a file that is open does not go")
	}
	dir, data := filepath.Join(t.TempDir(), "site"), t.TempDir()
	run := func(ops string, args ...string) string { return run(t, data, ops, args...) }
	run("", "new", dir)
	theirs, err := os.OpenFile(filepath.Join(dir, "content", "index.md"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	run(`{"op":"insert","page":"content/index.md","at":[0],"markdown":"Ours."}`, "edit", dir, "--ops", "-")
	if _, err := theirs.WriteString("\nTheir late words.\n"); err != nil {
		t.Fatal(err)
	}
	told := run(`{"op":"insert","page":"content/about.md","at":[0],"markdown":"Ours."}`, "edit", dir, "--ops", "-")
	if !strings.Contains(told, "Another program wrote the same file") || !strings.Contains(told, "content/index.md") {
		t.Errorf("not told: %s", told)
	}
	copies, err := filepath.Glob(filepath.Join(dir, ".pagewright", "conflict", "*", "*", "content", "index.md"))
	if err != nil || len(copies) != 1 {
		t.Fatal(copies, err)
	}
	if text, err := os.ReadFile(copies[0]); err != nil || !strings.HasSuffix(string(text), "Their late words.\n") {
		t.Errorf("%v, %s", err, text)
	}
}

// run carries out a command in this process and returns all that it told.
func run(t *testing.T, data, in string, args ...string) string {
	t.Helper()
	var words bytes.Buffer
	env := cli.Env{In: strings.NewReader(in), Out: &words, Err: &words, Now: time.Now, Data: data}
	if cli.Run(t.Context(), args, env) != cli.Done {
		t.Fatal(words.String())
	}
	return words.String()
}
