package desk

import (
	"strings"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/generator"
)

// marked is how the HTML of the canvas begins to name a block's place.
const marked = ` data-pw-at="`

// frame returns the document around the blocks.
func frame(c *generator.Canvas) string {
	var b strings.Builder
	rest := string(c.HTML)
	for _, html := range c.Blocks {
		before, after, ok := strings.Cut(rest, html)
		if !ok || html == "" {
			continue
		}
		b.WriteString(before)
		rest = after
	}
	b.WriteString(rest)
	return b.String()
}

// order returns how the top-level blocks of a page come from one state to
// another: what is the same but for its place keeps its element. nil: the
// document around them is another one.
func order(before, now seenPage) []api.Piece {
	was, is := unplacedAll(before.blocks), unplacedAll(now.blocks)
	list := make([]api.Piece, len(is))
	head, tail := alike(was, is)
	stood := map[string][]int{} // in the order of the page, by what they look like
	for i := head; i < len(was)-tail; i++ {
		stood[was[i]] = append(stood[was[i]], i)
	}
	to := make(map[int]int, len(is)) // from old to new
	for i, look := range is {
		from := -1
		switch same := stood[look]; {
		case i < head:
			from = i
		case i >= len(is)-tail:
			from = i - len(is) + len(was)
		case len(same) > 0:
			from, stood[look] = same[0], same[1:]
		}
		list[i] = api.Piece{From: from}
		if from >= 0 {
			to[from] = i
		} else if list[i].HTML = now.blocks[i]; look == "" {
			return nil // a footnote: it is drawn in the frame
		}
	}
	pairUp(list, to, len(was))
	if renumbered(before.frame, to) != now.frame {
		return nil
	}
	return list
}

// alike returns how many blocks are the same at the head and at the end.
func alike(was, is []string) (head, tail int) {
	for head < min(len(was), len(is)) && was[head] == is[head] {
		head++
	}
	for tail < min(len(was), len(is))-head && was[len(was)-1-tail] == is[len(is)-1-tail] {
		tail++
	}
	return head, tail
}

// pairUp says of what is drawn anew whose place it takes: the block that is gone
// from between the same neighbours.
func pairUp(list []api.Piece, to map[int]int, was int) {
	before := -1 // the old index of the piece before
	for i := range list {
		if next := before + 1; list[i].From < 0 && next < was {
			if _, stays := to[next]; !stays {
				list[i].From, to[next] = next, i
			}
		}
		before = list[i].From
		if before < 0 {
			before = was
		}
	}
}

// unplacedAll returns blocks of the canvas without their own numbers.
func unplacedAll(blocks []string) []string {
	list := make([]string, len(blocks))
	for i, html := range blocks {
		list[i] = placed(html, func(int) string { return "" })
	}
	return list
}

// renumbered returns a piece of the canvas with the first number of each place
// exchanged; what is in none of the pairs stays.
func renumbered(html string, to map[int]int) string {
	return placed(html, func(from int) string {
		if i, ok := to[from]; ok {
			return itoa(i)
		}
		return itoa(from)
	})
}

// placed returns HTML of the canvas with the first number of each place as by.
func placed(html string, by func(from int) string) string {
	var b strings.Builder
	for {
		i := strings.Index(html, marked)
		if i < 0 {
			b.WriteString(html)
			return b.String()
		}
		i += len(marked)
		b.WriteString(html[:i])
		html = html[i:]
		n, digits := 0, 0
		for digits < len(html) && '0' <= html[digits] && html[digits] <= '9' {
			n = n*10 + int(html[digits]-'0')
			digits++
		}
		b.WriteString(by(n))
		html = html[digits:]
	}
}
