package block

import (
	"bytes"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/markdown"
)

// The codes of the findings of this package. Facts: kind, near (the kind that
// was perhaps meant) and colons for blocks, kind for kinds.
const (
	CodeFrontMatterOpen = "frontmatter-not-closed"
	CodeUnknown         = "block-unknown"
	CodeUnclosed        = "block-not-closed"
	CodeUnread          = "block-not-understood"
	CodeTemplate        = "block-template"
	CodeTooLarge        = "page-too-large"
	CodeTooDeep         = "page-too-deep"
	CodeTooTangled      = "page-too-tangled"
	CodeTemplateEndless = "block-template-endless" // it would not have come to an end
	CodeKindUnreadable  = "kind-unreadable"
	CodeKindSchema      = "kind-schema"
	CodeKindTemplate    = "kind-template"
)

func codeOfLock(l Lock) string {
	switch l {
	case Unclosed:
		return CodeUnclosed
	case Unread:
		return CodeUnread
	}
	return CodeUnknown
}

func codeOfExcess(e markdown.Excess) string {
	switch e {
	case markdown.TooDeep:
		return CodeTooDeep
	case markdown.TooTangled:
		return CodeTooTangled
	}
	return CodeTooLarge
}

func finding(code string, s diag.Severity, line int, text []byte, args map[string]string) diag.Diag {
	return diag.Diag{Code: code, Severity: s, Where: diag.Where{Line: line, Text: quoteLine(text)}, Args: args}
}

// quoteLine is the beginning of a line, as a finding quotes it.
func quoteLine(text []byte) string {
	const most = 160
	if len(text) > most {
		text = append(bytes.ToValidUTF8(text[:most:most], nil), "…"...)
	}
	return string(bytes.TrimSpace(bytes.ToValidUTF8(text, []byte("\uFFFD"))))
}

// near is the kind whose name is written almost as this; empty: there is none.
func (k *Kinds) near(name string) string {
	best, least := "", 2 // one letter may differ, in a long name two
	if len(name) > 5 {
		least = 3
	}
	for _, kind := range k.sorted {
		if d := distance(name, kind.Name); !kind.Markdown && len(name) < 40 && d < least && d < len(name) {
			best, least = kind.Name, d
		}
	}
	return best
}

// distance is the number of letters to add, to take away, to change, or to swap
// with the next.
func distance(a, b string) int {
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			next[j+1] = min(row[j]+change, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
