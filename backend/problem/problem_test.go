package problem

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
)

func TestOfSystemErrors(t *testing.T) {
	for want, err := range map[string]error{
		CodeDiskFull:  fmt.Errorf("save: %w", &fs.PathError{Op: "write", Path: "a.md", Err: syscall.ENOSPC}),
		CodeDenied:    &fs.PathError{Op: "open", Path: "a.md", Err: syscall.EACCES},
		CodeMissing:   &fs.PathError{Op: "open", Path: "a.md", Err: syscall.ENOENT},
		CodeFolder:    &fs.PathError{Op: "read", Path: "site.yaml", Err: syscall.EISDIR},
		CodeNoFolder:  fmt.Errorf("new page: %w", &fs.PathError{Op: "mkdirat", Path: "content", Err: syscall.ENOTDIR}),
		CodeLongName:  &fs.PathError{Op: "open", Path: "a.md", Err: syscall.ENAMETOOLONG},
		CodeCancelled: fmt.Errorf("upload: %w", context.Canceled),
		CodeTooSlow:   context.DeadlineExceeded,
		CodeInternal:  errors.New("nil map in the frobnicator"),
	} {
		p := Of(err)
		if p.Code != want || p.Title == "" || p.Next == "" {
			t.Errorf("Of(%v) = %+v, want code %s with title and next", err, p, want)
		}
		if strings.Contains(p.Title+p.Why+p.Safe+p.Next, "frobnicator") {
			t.Errorf("raw text of an unknown error is shown: %+v", p)
		}
	}
}

func TestWordsLeaveOutWhatIsNotKnown(t *testing.T) {
	d := &diag.Diag{Args: map[string]string{"bucket": "my.site"}}
	for template, want := range map[string]string{
		`Refused[ for "{bucket}"].`:                `Refused for "my.site".`,
		`Refused[ for "{other}"].`:                 `Refused.`,
		`Refused. It was {other}. Try again.`:      `Refused. Try again.`,
		`Visitors see {other}.`:                    ``,
		`The bucket "{bucket}" is not there. Yes.`: `The bucket "my.site" is not there. Yes.`,
	} {
		if got := words(template, d); got != want {
			t.Errorf("words(%q) = %q, want %q", template, got, want)
		}
	}
}

func TestReporterKeepsTheRawText(t *testing.T) {
	r := Reporter{Dir: filepath.Join(t.TempDir(), "reports"), Version: "1", Now: func() time.Time { return time.Unix(0, 0) }}
	p := r.Of(errors.New("nil map in the frobnicator"))
	list, err := os.ReadDir(r.Dir)
	if err != nil || len(list) != 1 {
		t.Fatalf("reports: %v %v", list, err)
	}
	file := filepath.Join(r.Dir, list[0].Name())
	text, _ := os.ReadFile(file)
	if !strings.Contains(string(text), "frobnicator") || !strings.Contains(p.Next, file) {
		t.Errorf("report %q, next %q", text, p.Next)
	}
}

// TestEveryMessageIsWhole holds the words to the house's rules.
func TestEveryMessageIsWhole(t *testing.T) {
	jargon := regexp.MustCompile(`(?i)\b(invalid|stack|exception|null|oops|deploy)\b`)
	for code, m := range sentences() {
		if m.duplicate != "" {
			t.Errorf("%s stands twice", code)
		}
		if m.title == "" || m.next == "" {
			t.Errorf("%s needs a title and a next", code)
		}
		for _, s := range []string{m.title, m.why, m.safe, m.next} {
			if jargon.MatchString(s) {
				t.Errorf("%s: a word that people do not use: %q", code, s)
			}
			if s != "" && !regexp.MustCompile(`[.!?:\])}"]$`).MatchString(s) {
				t.Errorf("%s: not a full sentence: %q", code, s)
			}
		}
	}
}

// TestEveryCodeHasWords looks through the sources for codes of Diags: each
// that a person can meet has its sentences.
func TestEveryCodeHasWords(t *testing.T) {
	used := codesIn(t, "../..")
	if len(used) < 2 {
		t.Fatalf("found only %d codes in the sources", len(used))
	}
	for code, file := range used {
		if !Known(code) {
			t.Errorf("%s: no sentences for %q in messages/*.md", file, code)
		}
	}
}

var codeInSource = regexp.MustCompile(`\bCode:\s+"([a-z]+(?:-[a-z]+)+)"|\bCode[A-Z]\w*\s+=\s+"([a-z]+(?:-[a-z]+)+)"`)

func codesIn(t *testing.T, root string) map[string]string {
	t.Helper()
	used := map[string]string{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(p)
		for _, m := range codeInSource.FindAllStringSubmatch(string(text), -1) {
			used[m[1]+m[2]] = p
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return used
}

// A rollback or a sweep that fails must not say that publishing failed, nor send
// anybody to publish.
func TestOtherUndertakingsSaySo(t *testing.T) {
	wrong := regexp.MustCompile(`(?i)not published|publish(ing)? (it )?again|publish over|was stopped.*publish|publishing was|publishing now|to publish\b`)
	base := 0
	for code, m := range sentences() {
		kind, ok := strings.CutPrefix(code, "publish-")
		if !ok {
			continue
		}
		if wrong.MatchString(m.title + m.next) {
			base++
		}
		for _, family := range []string{"rollback-", "sweep-", "store-"} {
			other, ok := sentences()[family+kind]
			if !ok {
				t.Fatalf("no message for %s%s", family, kind)
			}
			if said := strings.Join([]string{other.title, other.safe, other.next, other.label}, " "); wrong.MatchString(said) && family != "store-" {
				t.Errorf("%s%s says: %s", family, kind, said)
			}
			if other.title == m.title {
				t.Errorf("%s%s has the title of publish-%s", family, kind, kind)
			}
			if other.action != "-" && strings.HasPrefix(other.action, "publish.") && other.action != "publish.releases" && other.action != "publish.resend" && family != "store-" {
				t.Errorf("%s%s offers %s", family, kind, other.action)
			}
		}
	}
	if base < 10 { // else the test would not see it
		t.Errorf("only %d messages speak of publishing", base)
	}
}
