package markup

import (
	"fmt"
	"regexp"
	"strings"
)

// directive is the head of a locked block: a kind that no theme has.
func (w *rewriter) directive(t tag) string {
	if t.name == "" {
		return "shortcode"
	}
	return fmt.Sprintf("shortcode{name=%q}", t.name)
}

// before and after keep a block apart from its neighbours by a blank line.
func (w *rewriter) before(start int) string {
	if start == 0 || start == w.apart || strings.TrimSpace(w.body[lineStart(w.body, start-1):start]) == "" {
		return ""
	}
	return "\n"
}

func (w *rewriter) after(end int) string {
	next := lineEnd(w.body, end)
	if next == len(w.body) || strings.TrimSpace(w.body[next+1:lineEnd(w.body, next+1)]) == "" {
		return ""
	}
	w.apart = next + 1
	return "\n"
}

func newlineUnless(there bool) string {
	if there {
		return ""
	}
	return "\n"
}

// comment keeps a tag where readers do not see it; one that would end the
// comment early is shown as code.
func comment(source string) string {
	if !strings.Contains(source, "-->") && !strings.Contains(source, "--!>") && !strings.Contains(source, "\n\n") {
		return "<!-- " + source + " -->"
	}
	longest := 0
	for _, run := range regexp.MustCompile("`+").FindAllString(source, -1) {
		longest = max(longest, len(run))
	}
	ticks := strings.Repeat("`", longest+1)
	return ticks + " " + source + " " + ticks
}

// kept is comment for a tag that stands on lines of its own.
func kept(source string) string {
	if strings.Contains(source, "-->") {
		fence := fenceAround(source)
		return fence + "\n" + source + "\n" + fence
	}
	return "<!-- " + source + " -->"
}

// isCode says whether what a shortcode holds is code and no Markdown.
func isCode(name string) bool {
	switch name {
	case "highlight", "code", "code-toggle", "mermaid", "katex", "math", "chart", "plantuml", "diagram", "gist", "rawhtml":
		return true
	}
	return false
}

var colonLine = regexp.MustCompile(`(?m)^ {0,3}(:{3,})`)

// fenceFor returns colons, more than any line of the text starts with.
func fenceFor(text string) string {
	most := 2
	for _, m := range colonLine.FindAllStringSubmatch(text, -1) {
		most = max(most, len(m[1]))
	}
	return strings.Repeat(":", most+1)
}

var tickLine = regexp.MustCompile("(?m)^\\s*(`{3,})")

// fenceAround returns backticks, more than any line of the text starts with.
func fenceAround(text string) string {
	most := 2
	for _, m := range tickLine.FindAllStringSubmatch(text, -1) {
		most = max(most, len(m[1]))
	}
	return strings.Repeat("`", most+1)
}
