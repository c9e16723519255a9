package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/generator/diag"
)

// CodeProblems is how check ends when something in the site is wrong; Args:
// count.
const CodeProblems = "check-problems"

// finding is one row of what check prints.
type finding struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Page     string `json:"page"`
	Line     int    `json:"line"`
	Message  string `json:"message"`
	Safe     string `json:"safe"`
	Hint     string `json:"hint"`
}

func (c *command) check() *cobra.Command {
	return c.withJSON(&cobra.Command{
		Use:   "check DIR",
		Short: "Say what is wrong in the site's files",
		Long:  "Say what is wrong in the site's files. It fails when something can not be published as it stands; warnings alone do not fail it.",
		Args:  exactly(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return c.checkSite(cmd.Context(), args[0]) },
	})
}

func (c *command) checkSite(ctx context.Context, dir string) error {
	s, err := c.open(ctx, dir, "", work.Options{ReadOnly: true, Drafts: true, Use: "check"})
	if err != nil {
		return err
	}
	result, err := s.Look(ctx)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	rows, failed, words := c.findings(result.Diags)
	if len(rows) == 0 {
		words = "Nothing is wrong.\n"
	}
	if err := c.print(map[string]any{"problems": rows}, "%s", words); err != nil || failed == 0 {
		return err
	}
	return &diag.Diag{Code: CodeProblems, Severity: diag.Error, Args: map[string]string{"count": strconv.Itoa(failed)}}
}

// findings turns findings into rows and words, the errors first, of which much
// else may follow, and counts these.
func (c *command) findings(found []diag.Diag) (rows []finding, failed int, words string) {
	rows = []finding{}
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b diag.Diag) int { return warningsLast(a) - warningsLast(b) })
	for i := range found {
		p := c.problem(&found[i])
		row := finding{
			Code: found[i].Code, Severity: string(p.Severity), Page: p.Where.Path, Line: p.Where.Line,
			Message: sentences(p.Title, p.Why), Safe: p.Safe, Hint: p.Next,
		}
		rows = append(rows, row)
		if p.Severity == diag.Error {
			failed++
		}
		words += row.place() + row.Severity + ": " + row.Message + "\n\t" + sentences(row.Safe, row.Hint) + "\n"
	}
	return rows, failed, words
}

func warningsLast(d diag.Diag) int {
	if d.Severity == diag.Error {
		return 0
	}
	return 1
}

func (f finding) place() string {
	switch {
	case f.Page == "":
		return ""
	case f.Line == 0:
		return f.Page + ": "
	}
	return f.Page + ":" + strconv.Itoa(f.Line) + ": "
}
