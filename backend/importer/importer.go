// Package importer makes a site of a folder of Markdown with pictures: of a
// site of Hugo, Jekyll or Eleventy, or of a folder that no generator made. Old
// addresses keep working, by the same address or by a redirect; what is not
// understood stays where it stood and is told with its file and line.
//
// It never changes its source, never follows a link out of it, and writes only
// into a folder that is new or empty: all of the site, or nothing. Packages
// habit, matter and markup below do the reading. Start reading at Import.
package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/pagewright/pagewright/backend/importer/habit"
	"github.com/pagewright/pagewright/generator/diag"
)

// Options of an import.
type Options struct {
	// Rand gives the site its id and its control prefix; nil is not allowed.
	Rand io.Reader
	// Progress is called with the files done of all, from the goroutine of
	// Import; nil: nobody is told.
	Progress func(done, all int)
	// Clean returns a picture without what it says about the person who took
	// it, or an error when it is no picture. nil: pictures are copied.
	Clean func(name string, data []byte) ([]byte, error)
}

// The codes of failures and of findings. Those of packages habit and markup
// are reported as well.
const (
	CodeNotEmpty = "import-not-empty" // dir
	CodeNoSource = "import-no-source" // dir
	CodeInside   = "import-inside"    // dir
	CodeNothing  = "import-nothing"   // dir
	CodeTooMany  = "import-too-many"  // limit

	CodeTooLarge  = "import-too-large"  // a file over the limit; limit
	CodeOutside   = "import-outside"    // a link of the file system that leads out of the source
	CodeFront     = "import-front"      // a front matter that can not be read; text: of the line
	CodeKeys      = "import-keys"       // keys that are kept and mean nothing here; keys, pages
	CodeSame      = "import-same"       // two pages with one address; address, other
	CodeMoved     = "import-moved"      // an address that changed and is redirected; from, to
	CodeMenu      = "import-menu"       // entries of a menu under others, left out; menu, entries
	CodeHome      = "import-home"       // the source has no home page: one was made
	CodeSection   = "import-section"    // a folder without a page of its own got one; address
	CodeMain      = "import-main-menu"  // the source has no menu: one was made
	CodePicture   = "import-picture"    // a picture that is none
	CodeLink      = "import-link"       // nothing of the source has this address; link
	CodeLinkDraft = "import-link-draft" // it leads to a page that is not published; link
	CodeLinkLeft  = "import-link-left"  // it leads to a file that was not taken; link, to
	CodeLinkOut   = "import-link-out"   // it leads out of the source; link
)

// Import makes a site in dir of the folder source. dir must not exist or be an
// empty folder; missing folders above it are made. A folder that did not exist
// appears with all its files at once.
//
// It fails with a *diag.Diag of the codes import-not-empty, import-no-source,
// import-inside, import-nothing and import-too-many, or with an error of the
// file system, and then dir is as it was before. All that is not understood is
// in the Report and stops nothing.
func Import(ctx context.Context, source, dir string, o Options) (*Report, error) {
	source, dir, err := folders(source, dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(source)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	report := &Report{Source: source, Dir: dir}
	found, err := walk(ctx, root, report)
	if err != nil {
		return nil, err
	}
	found.Name = filepath.Base(source)
	plan := habit.Read(found)
	if len(plan.Pages) == 0 {
		return nil, failure(CodeNothing, "dir", source)
	}
	report.Generator = string(plan.Generator)
	report.add(plan.Notes...)
	report.Read, report.Passed = plan.Read, append(report.Passed, plan.Passed...)
	s := newSite(plan, found, report)
	if err := s.write(ctx, dir, o); err != nil {
		return nil, err
	}
	report.finish()
	return report, nil
}

// folders makes both folders absolute and checks them.
func folders(source, dir string) (absSource, absDir string, err error) {
	if absSource, err = filepath.Abs(source); err != nil {
		return "", "", err
	}
	if absDir, err = filepath.Abs(dir); err != nil {
		return "", "", err
	}
	info, err := os.Stat(absSource)
	if err != nil || !info.IsDir() {
		return "", "", errors.Join(failure(CodeNoSource, "dir", source), err)
	}
	if real, err := filepath.EvalSymlinks(absSource); err == nil {
		absSource = real
	}
	if within(absSource, absDir) || within(absDir, absSource) {
		return "", "", failure(CodeInside, "dir", dir)
	}
	return absSource, absDir, nil
}

func within(folder, name string) bool {
	rel, err := filepath.Rel(folder, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func failure(code string, args ...string) *diag.Diag {
	d := finding(code, args...)
	d.Severity = diag.Error
	return &d
}

func finding(code string, args ...string) diag.Diag {
	d := diag.Diag{Code: code, Severity: diag.Warning, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		d.Args[args[i]] = args[i+1]
	}
	return d
}

// at adds the place in the source.
func at(d diag.Diag, file string, line int, text string) diag.Diag {
	d.Where = diag.Where{Path: file, Line: line, Text: text}
	return d
}

// limits of a source.
const (
	maxFiles = 200_000
	maxPage  = 16 << 20 // bytes
	maxFile  = 2 << 30  // bytes
)

func limit(bytes int64) string { return fmt.Sprintf("%d MB", bytes>>20) }
