package desk_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/pagewright/pagewright/app/api"
)

// dressed is a page with every sort of block that counts: containers, a list of
// the page's headings, a note with its mark, raw HTML of several elements.
const dressed = `---
title: Dressed
description: It has one, so that no edit changes the head.
---
First words.

::toc

## A heading

:::columns
:::column
Left.
:::
:::column
Right.
:::
:::

With a note.[^a]

<p>one</p>
<p>two</p>

- a
- list

[ref]: https://example.com/

A [link][ref].

[^a]: The note.

Last words.
`

// paper is the canvas as an editor keeps it: it never loads the page again, it
// only arranges what it has.
type paper struct {
	t    *testing.T
	body *html.Node
}

func (b *bench) paper(address string) *paper {
	doc, err := html.Parse(b.get(address).Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return &paper{b.t, find(doc, func(n *html.Node) bool { return n.Data == "body" })}
}

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, is); found != nil {
			return found
		}
	}
	return nil
}

func placeOf(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "data-pw-at" {
			return a.Val
		}
	}
	return ""
}

// arrange does what the answer says, as an editor does.
func (p *paper) arrange(order []api.Piece) {
	p.t.Helper()
	old, parent := map[int]*html.Node{}, (*html.Node)(nil)
	for i := range 1000 {
		n := find(p.body, func(n *html.Node) bool { return placeOf(n) == strconv.Itoa(i) })
		if n != nil && n.Data != "li" {
			old[i], parent = n, n.Parent
		}
	}
	end := &html.Node{Type: html.CommentNode}
	parent.InsertBefore(end, old[0])
	for _, n := range old {
		parent.RemoveChild(n)
	}
	moved := map[int]int{}
	for i, piece := range order {
		n := old[piece.From]
		if piece.HTML != "" {
			n = p.element(piece.HTML, parent)
		} else if n != nil {
			number(n, map[int]int{piece.From: i})
		}
		moved[piece.From] = i
		if n != nil {
			parent.InsertBefore(n, end)
		}
	}
	if notes := find(p.body, func(n *html.Node) bool { return placeOf(n) != "" && n.Data == "li" }); notes != nil {
		for n := notes.Parent.FirstChild; n != nil; n = n.NextSibling {
			number(n, moved)
		}
	}
	parent.RemoveChild(end)
}

func (p *paper) element(text string, parent *html.Node) *html.Node {
	p.t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(text), parent)
	var all []*html.Node
	for _, n := range nodes {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	if err != nil || len(all) != 1 {
		p.t.Fatalf("a piece is %d elements: %s (%v)", len(all), text, err)
	}
	return all[0]
}

// number gives the blocks in an element their new first number.
func number(n *html.Node, to map[int]int) {
	for i, a := range n.Attr {
		if a.Key != "data-pw-at" {
			continue
		}
		first, rest, inside := strings.Cut(a.Val, ".")
		from, _ := strconv.Atoi(first)
		n.Attr[i].Val = strconv.Itoa(to[from])
		if inside {
			n.Attr[i].Val += "." + rest
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		number(c, to)
	}
}

// String is the page without the white space between its elements.
func (p *paper) String() string {
	var b strings.Builder
	if err := html.Render(&b, p.body); err != nil {
		p.t.Fatal(err)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), ">", "> ")), " ")
}

func (b *bench) write(name, text string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// TestNoChangeOfStructureLoadsThePage: whoever arranges the canvas by the
// answers has what a fresh load shows, after each of many changes.
func TestNoChangeOfStructureLoadsThePage(t *testing.T) {
	b := newBench(t)
	const name = "content/dressed.md"
	b.write(name, dressed)
	event(b, "site", func(s api.SiteState) bool {
		for _, p := range s.Pages {
			if p.Path == name {
				return true
			}
		}
		return false
	})
	page := b.open(name)
	canvas := b.paper(page.Canvas)
	raw := func(v any) json.RawMessage { r, _ := json.Marshal(v); return r }
	steps := []struct {
		what string
		op   api.Op
		html int // pieces that have to be drawn anew
	}{
		{"insert at the head", api.Op{Op: "insert", At: []int{0}, Markdown: "New words."}, 1},
		{"insert inside", api.Op{Op: "insert", At: []int{4, 0, 0}, Markdown: "More on the left."}, 1},
		{"paste three", api.Op{Op: "insert", At: []int{3}, Markdown: "a\n\n> b\n\nc"}, 3},
		{"move down", api.Op{Op: "move", From: raw([]int{1}), To: raw([]int{5})}, 0},
		{"move a container up", api.Op{Op: "move", From: raw([]int{7}), To: raw([]int{0})}, 0},
		{"move out of a container", api.Op{Op: "move", From: raw([]int{0, 0, 0}), To: raw([]int{2})}, 2},
		{"move into a container", api.Op{Op: "move", From: raw([]int{2}), To: raw([]int{0, 1, 0})}, 1},
		{"delete", api.Op{Op: "delete", At: []int{1}}, 0},
		{"duplicate", api.Op{Op: "duplicate", At: []int{1}}, 1},
		{"change one", api.Op{Op: "replace", At: []int{1}, Markdown: "Other words."}, 1},
		{"the list of headings follows", api.Op{Op: "insert", At: []int{2}, Markdown: "## Another heading"}, 2},
	}
	for _, step := range steps {
		step.op.Page = name
		answer := do[api.EditAnswer](b, "edit.apply", api.EditRequest{Page: name, Revision: page.Revision, Ops: []api.Op{step.op}})
		if answer.Order == nil || answer.Since != page.Revision {
			t.Fatalf("%s: the page has to be loaded: since %d", step.what, answer.Since)
		}
		drawn := 0
		for _, p := range answer.Order {
			if p.HTML != "" {
				drawn++
			}
		}
		if drawn != step.html || len(answer.Order) != len(answer.Page.Blocks) {
			t.Errorf("%s: %d pieces, %d drawn anew, want %d", step.what, len(answer.Order), drawn, step.html)
		}
		canvas.arrange(answer.Order)
		page = *answer.Page
		same(t, step.what, canvas, b.paper(page.Canvas))
	}
	for range steps {
		answer := do[api.EditAnswer](b, "edit.undo", api.UndoRequest{Page: name})
		if answer.Order == nil || answer.Since != page.Revision {
			t.Fatalf("undo of %s: the page has to be loaded", answer.Label)
		}
		canvas.arrange(answer.Order)
		page = *answer.Page
		same(t, "undo of "+answer.Label, canvas, b.paper(page.Canvas))
	}
	if b.read(name) != dressed {
		t.Error("undo did not bring the page back")
	}
}

func same(t *testing.T, what string, got, want *paper) {
	t.Helper()
	if g, w := got.String(), want.String(); g != w {
		at := 0
		for at < min(len(g), len(w)) && g[at] == w[at] {
			at++
		}
		t.Fatalf("%s: the canvas is not the page: %s", what, fmt.Sprintf("got …%.300q\nwant …%.300q", g[max(0, at-60):], w[max(0, at-60):]))
	}
}

// TestWhatIsAroundTheBlocksIsLoaded: a change of the page's surroundings can
// not be arranged from its blocks.
func TestWhatIsAroundTheBlocksIsLoaded(t *testing.T) {
	b := newBench(t)
	page := b.open("content/index.md")
	answer := do[api.EditAnswer](b, "edit.apply", api.EditRequest{
		Page: page.Page, Revision: page.Revision,
		Ops: []api.Op{{Op: "setting", Key: "title", Value: json.RawMessage(`"Another name"`)}},
	})
	if answer.Order != nil {
		t.Errorf("the head of the page is another one, and the answer arranges blocks: %+v", answer.Order)
	}
}
