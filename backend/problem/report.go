package problem

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
)

// Reporter is Of for the program itself: a failure that nothing is known
// about is written to a file that the person can send, and named in the words.
type Reporter struct {
	Dir     string           // where reports go; it is made when needed
	Version string           // of the program
	Now     func() time.Time // for the report's name and first line
}

// Of says what err means, as Of does, and writes a report where it is
// CodeInternal. That the report can not be written changes only its words.
func (r Reporter) Of(err error) Problem {
	p := Of(err)
	if p.Code != CodeInternal {
		return p
	}
	file, werr := r.write(err)
	if werr != nil {
		return p
	}
	return Of(&diag.Diag{
		Code: CodeInternal, Severity: diag.Error, Where: p.Where,
		Args: map[string]string{"report": file},
	})
}

func (r Reporter) write(err error) (string, error) {
	if e := os.MkdirAll(r.Dir, 0o700); e != nil {
		return "", e
	}
	now := r.Now().UTC()
	file := filepath.Join(r.Dir, "report-"+now.Format("20060102-150405.000")+".txt")
	text := fmt.Sprintf("Pagewright %s, %s\n%+v\n", r.Version, now.Format(time.RFC3339), err)
	return file, os.WriteFile(file, []byte(text), 0o600)
}
