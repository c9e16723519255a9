// Package problem turns a failure into words for people who do not program:
// what happened, why, what is untouched, and what to do next. It is the only
// place that knows sentences: everything else returns a *diag.Diag with a code
// and facts, or a wrapped Go error.
//
// The sentences are in messages/*.md, a block a code; parse.go says their
// form. Start reading at Of.
package problem

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// Problem is a failure as a person reads it. Title and Next are never empty.
type Problem struct {
	Code   string     // permanent: area-kind
	Title  string     // what happened
	Why    string     // the cause, where it is known
	Safe   string     // what is untouched
	Next   string     // what to do
	Action string     // id of a command that helps; empty: none
	Label  string     // the words on its button
	Where  diag.Where // the place in the site's sources; zero: none
	// Severity is that of the Diag; Error for all other errors.
	Severity diag.Severity
}

// Codes of the failures that are known without a Diag.
const (
	CodeInternal  = "internal-error"
	CodeDiskFull  = "disk-full"
	CodeBusy      = "file-busy"
	CodeDenied    = "file-denied"
	CodeMissing   = "file-missing"
	CodeFolder    = "file-is-folder" // a folder where a file belongs
	CodeNoFolder  = "folder-is-file" // a file where a folder belongs
	CodeLongName  = "file-name-long"
	CodeSpecial   = "file-special" // a pipe, a socket or a device
	CodeCancelled = "cancelled"
	CodeTooSlow   = "took-too-long"
)

// Of says what err means. A nil err gives the zero Problem; an error that
// nothing is known about is CodeInternal, whose raw text is in no field: the
// caller writes it to a report (Reporter does). Safe for concurrent use.
func Of(err error) Problem {
	if err == nil {
		return Problem{}
	}
	d := known(err)
	book := sentences()
	m, ok := book[d.Code]
	if !ok {
		d = &diag.Diag{Code: CodeInternal, Severity: diag.Error, Where: d.Where, Args: d.Args}
		m = book[CodeInternal]
	}
	return m.fill(d)
}

// OfDiag is Of for a Diag that is a value.
func OfDiag(d diag.Diag) Problem { return Of(&d) }

// known returns the Diag of err, made from the system's error where err is
// none itself.
func known(err error) *diag.Diag {
	var d *diag.Diag
	if errors.As(err, &d) {
		return d
	}
	args := map[string]string{}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		args["file"] = pe.Path
	}
	return &diag.Diag{Code: systemCode(err), Severity: diag.Error, Args: args, Err: err}
}

func systemCode(err error) string {
	switch {
	case durable.IsFull(err):
		return CodeDiskFull
	case durable.IsBusy(err):
		return CodeBusy
	case durable.IsDenied(err):
		return CodeDenied
	case errors.Is(err, fs.ErrNotExist):
		return CodeMissing
	case errors.Is(err, syscall.EISDIR):
		return CodeFolder
	case errors.Is(err, syscall.ENOTDIR):
		return CodeNoFolder
	case errors.Is(err, syscall.ENAMETOOLONG):
		return CodeLongName
	case errors.Is(err, regular.ErrSpecial):
		return CodeSpecial
	case errors.Is(err, context.Canceled):
		return CodeCancelled
	case errors.Is(err, context.DeadlineExceeded):
		return CodeTooSlow
	}
	return CodeInternal
}

// Known reports whether there are sentences for code.
func Known(code string) bool {
	_, ok := sentences()[code]
	return ok
}
