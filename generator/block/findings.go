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
	CodeAttribute       = "block-attribute" // a name that is almost one of the kind's
	CodeChoice          = "block-choice"    // a value that is none of the choices
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
	var names []string
	for _, kind := range k.sorted {
		if !kind.Markdown {
			names = append(names, kind.Name)
		}
	}
	return diag.Nearest(name, names)
}
