// Package diag holds Diag, the one way in which any part of Pagewright says
// that something in a site is not as it should be. A Diag carries a code and
// facts, never sentences: package backend/problem turns codes into words.
//
// It is a leaf: it imports nothing of ours and everybody may import it.
package diag

import "fmt"

// Severity says what a Diag means for the person.
type Severity string

const (
	// Error stops what was asked: the page or the publish can not be done.
	Error Severity = "error"
	// Warning leaves something out or shows it differently; all else works.
	Warning Severity = "warning"
)

// Where is a place in the site's sources. The zero value means the whole site.
type Where struct {
	Path string `json:"path,omitempty"` // slash-separated, relative to the site folder
	Line int    `json:"line,omitempty"` // 1-based; 0: the whole file
	Text string `json:"text,omitempty"` // the quoted source at fault, at most a line
}

// Diag is one finding. It is an error, so a function may return it as one.
type Diag struct {
	Code     string            `json:"code"` // permanent: area-kind, as "frontmatter-syntax"
	Severity Severity          `json:"severity"`
	Where    Where             `json:"where"`
	Args     map[string]string `json:"args,omitempty"` // facts for the message, by name
	Err      error             `json:"-"`              // the cause, for the log; may be nil
}

// Error implements error, for logs and developers; people never read it.
func (d *Diag) Error() string {
	s := d.Code
	if d.Where.Path != "" {
		s += " " + d.Where.Path
		if d.Where.Line > 0 {
			s += fmt.Sprintf(":%d", d.Where.Line)
		}
	}
	if d.Err != nil {
		s += ": " + d.Err.Error()
	}
	return s
}

// Unwrap returns the cause, or nil.
func (d *Diag) Unwrap() error { return d.Err }
