//go:build hugodocs

package hugodocs

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

// What of a source is no text: it is taken out before its words are counted.
var notText = []*regexp.Regexp{
	regexp.MustCompile(`(?s)\A---\n.*?\n---\n`),                              // front matter
	regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n^][^\]\n]*\]:.*$`),                // where links lead
	regexp.MustCompile(`(?s)<!--.*?-->`),                                     // comments
	regexp.MustCompile(`(?s)\{\{[<%]/\*.*?\*/[>%]\}\}`),                      // a shortcode that is shown: see shown
	regexp.MustCompile(`(?s)\{\{[<%].*?[>%]\}\}`),                            // shortcodes
	regexp.MustCompile(`\]\([^()\s]*(\([^()\s]*\)[^()\s]*)*(\s+"[^"]*")?\)`), // likewise
	regexp.MustCompile("(?m)^[ \t>]*([-*+] )?(```+|~~~+).*$"),                // fences and the language of code
	regexp.MustCompile(`\]\[[^\]\n]*\]`),                                     // the names of links
	regexp.MustCompile(`(?m)^[ \t>]*\d+[.)][ \t]`),                           // numbers of lists
	regexp.MustCompile(`\{[#.][^}\n]*\}`),                                    // ids and classes
	regexp.MustCompile(`\[\^[^\]\n]+\]`),                                     // footnotes
	regexp.MustCompile(`(?m)^(\s*[-*+]|\s*\d+[.)]) \[[ x]\]`),                // boxes of tasks
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// sourceWords counts the words that a reader of the source's page should find.
func sourceWords(source string) map[string]int {
	for _, not := range notText {
		source = not.ReplaceAllString(source, " ")
	}
	return count(html.UnescapeString(source))
}

var (
	head    = regexp.MustCompile(`(?s)<head.*?</head>|<script.*?</script>|<style.*?</style>`)
	alt     = regexp.MustCompile(`\salt="([^"]*)"`)
	comment = regexp.MustCompile(`(?s)<!--.*?-->`)
	element = regexp.MustCompile(`(?s)<[a-zA-Z/!][^>]*>`)
)

// pageWords counts the words that a visitor finds on a page.
func pageWords(page string) map[string]int {
	page = head.ReplaceAllString(page, " ")
	page = comment.ReplaceAllString(page, "")
	page = alt.ReplaceAllString(page, `>$1<`)
	// Highlighted code has marks inside words, and a mark may stand between two.
	whole := count(html.UnescapeString(element.ReplaceAllString(page, "")))
	for w, n := range count(html.UnescapeString(element.ReplaceAllString(page, " "))) {
		whole[w] = max(whole[w], n)
	}
	return whole
}

func count(text string) map[string]int {
	words := map[string]int{}
	for _, w := range word.FindAllString(strings.ToLower(text), -1) {
		words[w]++
	}
	return words
}

// missing returns the words of a source that its page has less often.
func missing(source, page string) []string {
	have := pageWords(page)
	var lacks []string
	for w, n := range sourceWords(source) {
		if have[w] < n {
			lacks = append(lacks, w)
		}
	}
	return lacks
}

// The check of words can fail: a word that is only in a comment, in the head
// or in an attribute is not on the page.
func TestMissing(t *testing.T) {
	page := "<head><title>title</title></head><h1>Fresh <b>bre</b>ad</h1>\n<!-- rye --><a href=\"wheat\">from</a> <img alt=\"our oven\">"
	for source, want := range map[string]int{
		"# Fresh bread\n\n[from](/wheat/) ![our oven](oven.jpg)\n": 0,
		"rye": 1, "title wheat": 2, "1. Fresh\n<!-- rye -->": 0, "{{< rye >}}bread{{< /rye >}}": 0,
	} {
		if lacks := missing(source, page); len(lacks) != want {
			t.Errorf("%q lacks %v, want %d words", source, lacks, want)
		}
	}
}
