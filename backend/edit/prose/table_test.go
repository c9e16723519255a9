package prose

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTable writes the cells of meant into old: other cells keep their bytes.
func TestTable(t *testing.T) {
	for name, c := range map[string]struct{ old, meant, want string }{
		"nothing":          {"|a|b|\n|-|:-:|\n|__c__|", "| a | b |\n|---|:-:|\n| **c** | |", "|a|b|\n|-|:-:|\n|__c__|"},
		"one word":         {"a | b\n--|--:\n1 | __2__ 3\n4 | 5", "a | b\n--|--:\n1 | __2__ x\n4 | 5", "a | b\n--|--:\n1 | __2__ x\n4 | 5"},
		"lined up":         {"| Day    | Open |\n|--------|------|\n| Monday | 7    |", "|Day|Open|\n|-|-|\n|Monday|7-18|", "| Day    | Open |\n|--------|------|\n| Monday | 7-18 |"},
		"too long":         {"| Day | Open |\n|-----|------|\n| Mon | 7    |", "|Day|Open|\n|-|-|\n|Monday|7|", "| Day | Open |\n|-----|------|\n| Monday | 7    |"},
		"right":            {"| Bread | Price |\n|-------|------:|\n| Rye   |     4 |", "|Bread|Price|\n|-|-:|\n|Rye|12|", "| Bread | Price |\n|-------|------:|\n| Rye   |    12 |"},
		"pipe":             {"| a |\n|---|\n| b |", "| a |\n|---|\n| b \\| c |", "| a |\n|---|\n| b \\| c |"},
		"pipe in code":     {"| a |\n|---|\n| b |", "| a |\n|---|\n| `x\\|y` |", "| a |\n|---|\n| `x\\|y` |"},
		"pipe in address":  {"| a |\n|---|\n| b |", "| a |\n|---|\n| [c](/x\\|y 't\\|u') |", "| a |\n|---|\n| [c](/x\\|y \"t\\|u\") |"},
		"backslash":        {"|a|\n|---|\n|b|", "|a|\n|---|\n|b\\\\ |", "|a|\n|---|\n|b\\\\ |"},
		"signs":            {"|a|\n|---|\n|b|", "|a|\n|---|\n|- # 1. > +|", "|a|\n|---|\n|- # 1. > +|"},
		"a dash":           {"| a |\n|---|\n| b |", "| a |\n|---|\n| - |", "| a |\n|---|\n| - |"},
		"no first pipe":    {"a | b\n--|--\nc | d", "a | b\n--|--\n\\- | d", "- | d"},
		"row added":        {"| a | b |\n|---|---|\n| c | d |", "|a|b|\n|-|-|\n|c|d|\n|e||", "| a | b |\n|---|---|\n| c | d |\n| e |   |"},
		"row between":      {"|a|b|\n|---|---|\n|c|d|\n|e|f|", "|a|b|\n|-|-|\n|c|d|\n|x|y|\n|e|f|", "|a|b|\n|---|---|\n|c|d|\n|x|y|\n|e|f|"},
		"row gone":         {"|a|\n|-|\n| c|\n|d |\n|  e|", "|a|\n|-|\n|c|\n|e|", "|a|\n|-|\n| c|\n|  e|"},
		"only the head":    {"| a | b |\n|---|---|\n| c | d |", "|a|b|\n|-|-|", "| a | b |\n|---|---|"},
		"rows anew":        {"| a | b |\n|---|---|", "|a|b|\n|-|-|\n|1|2|", "| a | b |\n|---|---|\n| 1 | 2 |"},
		"column added":     {"| a | b |\n|---|:--|\n| __c__ | d |", "|a|x|b|\n|-|-|:-|\n|**c**||d|", "| a | x | b |\n|---|---|:--|\n| __c__ |  | d |"},
		"column at end":    {"| a |\n|---|\n| c |\n| d |", "|a|n|\n|-|-|\n|c||\n|d|e|", "| a | n   |\n|---|-----|\n| c |     |\n| d | e   |"},
		"column gone":      {"|a|b|c|\n|---|:-:|---|\n|1|2| 3 |", "|a|c|\n|-|-|\n|1|3|", "|a|c|\n|---|---|\n|1| 3 |"},
		"first gone":       {"a|b|c\n-|-|-\n1|2|3", "|b|c|\n|-|-|\n|2|3|", "b|c\n-|-\n2|3"},
		"alignment":        {"| a | b |\n|-----|:----|\n| c | d |", "|a|b|\n|-:|:-|\n|c|d|", "| a | b |\n|----:|:----|\n| c | d |"},
		"short row":        {"| a | b | c |\n|---|---|---|\n| 1 |", "|a|b|c|\n|-|-|-|\n|2|", "| a | b | c |\n|---|---|---|\n| 2 |"},
		"short row longer": {"| a | b | c |\n|---|---|---|\n| 1 |", "|a|b|c|\n|-|-|-|\n|1|2|", "| a | b | c |\n|---|---|---|\n| 1 | 2 |"},
		"cells too many":   {"|a|b|\n|---|---|\n|1|2|3|4|", "|a|b|\n|-|-|\n|1|x|", "|a|b|\n|---|---|\n|1|x|3|4|"},
		"break":            {"| a |\n|---|\n| b<br>c |", "| a |\n|---|\n| b<br/>d |", "| a |\n|---|\n| b<br>d |"},
		"emptied":          {"| a | b |\n|---|---|\n| c | d |", "|a|b|\n|-|-|\n||d|", "| a | b |\n|---|---|\n|   | d |"},
		"indented":         {"  | a | b |\n |---|---|\n   | c | d |", "|a|b|\n|-|-|\n|c|e|", "  | a | b |\n |---|---|\n   | c | e |"},
		"reference":        {"| a |\n|---|\n| [b][r] c |\n\n[r]: /x", "| a |\n|---|\n| [b](/x) d |", "| a |\n|---|\n| [b][r] d |"},
		"picture":          {"| a |\n|---|\n| b |", "| a |\n|---|\n| ![x\\|y](/z.png) |", "| a |\n|---|\n| ![x\\|y](/z.png) |"},
	} {
		got := rewrite(t, c.old, c.meant)
		if name == "no first pipe" { // it would be a list: any way that reads as meant
			if docOf(t, got) != docOf(t, c.meant) {
				t.Errorf("%s: %q", name, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}

// TestTableEndings keeps the line endings of a page.
func TestTableEndings(t *testing.T) {
	if got := rewrite(t, "|a|b|\r\n|-|-|\r\n|c|d|\r\n", "|a|b|\n|-|-|\n|c|e|\n|f|g|"); got != "|a|b|\r\n|-|-|\r\n|c|e|\r\n|f|g|" {
		t.Errorf("%q", got)
	}
}

// TestTableIsNoOther refuses what Markdown has no form for.
func TestTableIsNoOther(t *testing.T) {
	tree := parse("| a |\n|---|\n| b |")
	for _, kind := range []string{"heading", "paragraph", "list", "quote", "code"} {
		if out, err := Transform(tree, tree.Blocks[0], kind, 2); !errors.Is(err, ErrNotText) {
			t.Errorf("%s: %q, %v", kind, out, err)
		}
	}
	for _, doc := range []string{
		`{"type":"doc","content":[{"type":"table"}]}`,
		`{"type":"doc","content":[{"type":"table","content":[{"type":"tableRow"}]}]}`,
		`{"type":"doc","content":[{"type":"table","content":[{"type":"paragraph"}]}]}`,
		`{"type":"doc","content":[{"type":"tableRow","content":[{"type":"tableCell"}]}]}`,
		`{"type":"doc","content":[{"type":"blockquote","content":[{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell"}]}]}]}]}`,
	} {
		if out, err := ToMarkdown(json.RawMessage(doc), tree, tree.Blocks[0]); !errors.Is(err, ErrUnsafe) {
			t.Errorf("%s: %q, %v", doc, out, err)
		}
	}
	for _, source := range []string{"> | a |\n> |---|\n> | b |", "- | a |\n  |---|\n  | b |"} {
		tree := parse(source)
		if doc, ok := FromBlock(tree, tree.Blocks[0]); ok {
			t.Errorf("%q is %s", source, doc)
		}
	}
}

// TestAnyTable changes tables at random: what is written says what was meant,
// and lines of rows that did not change stay.
func TestAnyTable(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	words := []string{"", "a", "b c", "**d**", "`e\\|f`", "[g](/h \"i\\|j\")", "k \\| l", "m<br>n", "1.", "- o", "\\*", "ä", "x\\\\", "https://p.q/r"}
	pick := func() string { return words[random.IntN(len(words))] }
	make := func(cols, rows int, pipes, padded bool) string {
		var lines []string
		for r := range rows + 2 {
			var cells []string
			for range cols {
				cell := pick()
				if r == 1 {
					cell = []string{"---", ":--", "--:", ":-:"}[random.IntN(4)]
				}
				if padded || cell == "x\\\\" {
					cell = " " + cell + " "
				}
				cells = append(cells, cell)
			}
			line := strings.Join(cells, "|")
			if pipes || cols == 1 {
				line = "|" + line + "|"
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	}
	tried := 0
	for range 600 {
		old := make(1+random.IntN(4), random.IntN(4), random.IntN(2) == 0, random.IntN(2) == 0)
		meant := make(1+random.IntN(4), random.IntN(4), true, true)
		tree := parse(old)
		if len(tree.Blocks) != 1 || tree.Blocks[0].Kind != "table" {
			continue
		}
		tried++
		if got := rewrite(t, old, old); got != old {
			t.Fatalf("%q became %q", old, got)
		}
		got := rewrite(t, old, meant)
		if docOf(t, got) != docOf(t, meant) {
			t.Fatalf("%q to %q: %q\n%s\n%s", old, meant, got, docOf(t, got), docOf(t, meant))
		}
	}
	if tried < 200 {
		t.Errorf("only %d tables", tried)
	}
}
