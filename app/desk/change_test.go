package desk_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// heading finds the first heading that can be typed into.
func heading(list []api.Block) (api.Block, bool) {
	for _, b := range list {
		if b.Kind == "heading" && b.Text {
			return b, true
		}
		if found, ok := heading(b.Children); ok {
			return found, true
		}
	}
	return api.Block{}, false
}

func path(at string) []int {
	var list []int
	for part := range strings.SplitSeq(at, ".") {
		var n int
		_ = json.Unmarshal([]byte(part), &n)
		list = append(list, n)
	}
	return list
}

func TestTypeUndoRedo(t *testing.T) {
	b := newBench(t)
	page := b.open("content/index.md")
	before := b.read("content/index.md")
	block, ok := heading(page.Blocks)
	if !ok {
		t.Fatal("the starter's home has no heading")
	}
	text := do[api.TextAnswer](b, "page.text", api.TextRequest{Page: page.Page, At: block.At, Revision: page.Revision})
	var doc map[string]any
	if err := json.Unmarshal(text.Doc, &doc); err != nil || doc["type"] != "doc" {
		t.Fatalf("text %s: %v", text.Doc, err)
	}
	level := doc["content"].([]any)[0].(map[string]any)["attrs"]
	typed, _ := json.Marshal(map[string]any{"type": "doc", "content": []any{map[string]any{
		"type": "heading", "attrs": level, "content": []any{map[string]any{"type": "text", "text": "Tulips *and* more"}},
	}}})
	answer := do[api.EditAnswer](b, "edit.apply", api.EditRequest{
		Page: page.Page, Revision: page.Revision,
		Ops: []api.Op{{Op: "text", Page: page.Page, At: path(block.At), Doc: typed}},
	})
	after := b.read("content/index.md")
	if !answer.Changed || answer.Page == nil || answer.Page.Revision == page.Revision || answer.Undo == "" || answer.Redo != "" {
		t.Errorf("answer %+v", answer)
	}
	if !strings.Contains(after, `Tulips \*and\* more`) {
		t.Errorf("the file does not hold what was typed:\n%s", after)
	}
	var drawn []string
	for i, piece := range answer.Order {
		if piece.From != i {
			t.Errorf("block %d comes from %d", i, piece.From)
		}
		if piece.HTML != "" {
			drawn = append(drawn, strconv.Itoa(i), piece.HTML)
		}
	}
	top := strings.Split(block.At, ".")[0]
	if len(drawn) != 2 || drawn[0] != top || !strings.Contains(drawn[1], "Tulips *and* more") {
		t.Fatalf("drawn anew %q", drawn)
	}
	if canvas := b.get(answer.Page.Canvas).Body.String(); !strings.Contains(canvas, drawn[1]) {
		t.Error("the canvas is not what the order makes of it")
	}
	undone := do[api.EditAnswer](b, "edit.undo", api.UndoRequest{Page: page.Page})
	if b.read("content/index.md") != before || undone.Redo == "" || !undone.Changed {
		t.Errorf("undo %+v", undone)
	}
	redone := do[api.EditAnswer](b, "edit.redo", api.UndoRequest{Page: page.Page})
	if b.read("content/index.md") != after || !redone.Changed {
		t.Errorf("redo %+v", redone)
	}
}

func TestAnOldRevisionIsRefused(t *testing.T) {
	b := newBench(t)
	page := b.open("content/index.md")
	before := b.read("content/index.md")
	remove := api.EditRequest{Page: page.Page, Revision: page.Revision, Ops: []api.Op{{Op: "delete", Page: page.Page, At: []int{0}}}}
	do[api.EditAnswer](b, "edit.apply", remove)
	changed := b.read("content/index.md")
	if p := b.fails("edit.apply", remove); p.Code != "edit-stale" || b.read("content/index.md") != changed {
		t.Errorf("the same place a second time: %+v", p)
	}
	if p := b.fails("page.text", api.TextRequest{Page: page.Page, At: "0", Revision: page.Revision}); p.Code != "edit-stale" {
		t.Errorf("text of an old revision: %+v", p)
	}
	do[api.EditAnswer](b, "edit.undo", api.UndoRequest{Page: page.Page})
	if b.read("content/index.md") != before {
		t.Error("undo did not bring the page back")
	}
}

func TestADesignTokenDrawsTheCanvasAnew(t *testing.T) {
	b := newBench(t)
	page := b.open("content/index.md")
	answer := do[api.EditAnswer](b, "edit.apply", api.EditRequest{
		Page: page.Page, Revision: page.Revision,
		Ops: []api.Op{{Op: "setting", Key: "theme.tokens.accent", Value: json.RawMessage(`"#123456"`)}},
	})
	if answer.Page == nil || answer.Page.Revision == page.Revision {
		t.Fatalf("the canvas looks different and has the same revision: %+v", answer)
	}
	site := do[api.SiteState](b, "site.state", api.Empty{})
	for _, token := range site.Tokens {
		if token.Name == "accent" && token.Value != "#123456" {
			t.Errorf("token %+v", token)
		}
	}
	if style := b.get(answer.Page.Canvas).Body.String(); !strings.Contains(style, "#123456") {
		found := false
		for _, address := range addresses(style) {
			found = found || strings.Contains(b.get(address).Body.String(), "#123456")
		}
		if !found {
			t.Error("the canvas does not have the new colour")
		}
	}
}

func TestNewPageIsShown(t *testing.T) {
	b := newBench(t)
	page := b.open("content/index.md")
	answer := do[api.EditAnswer](b, "edit.apply", api.EditRequest{
		Page: page.Page, Revision: page.Revision, Ops: []api.Op{{Op: "page", Title: "Opening hours", In: "content"}},
	})
	if answer.Show != "content/opening-hours.md" {
		t.Fatalf("answer %+v", answer)
	}
	if made := b.open(answer.Show); made.Permalink != "/opening-hours/" || made.FrontMatter["title"] != "Opening hours" {
		t.Errorf("page %+v", made)
	}
	undone := do[api.EditAnswer](b, "edit.undo", api.UndoRequest{Page: answer.Show})
	if _, err := os.Stat(filepath.Join(b.dir, "content/opening-hours.md")); err == nil || undone.Page != nil {
		t.Errorf("undo of a new page: %+v", undone)
	}
}

func TestAChangeFromOutsideIsShown(t *testing.T) {
	b := newBench(t)
	page := b.open("content/index.md")
	file := filepath.Join(b.dir, "content/index.md")
	text := b.read("content/index.md") + "\nWritten elsewhere.\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	now := event(b, "page", func(p api.PageState) bool { return p.Page == page.Page })
	last := now.Blocks[len(now.Blocks)-1]
	if now.Revision == page.Revision || last.Source != "Written elsewhere." {
		t.Errorf("event %+v", last)
	}
	// What was open is of the old page: a change of it is refused, one of the
	// new page is not.
	b.fails("edit.apply", api.EditRequest{Page: page.Page, Revision: page.Revision, Ops: []api.Op{{Op: "delete", Page: page.Page, At: []int{0}}}})
	do[api.EditAnswer](b, "edit.apply", api.EditRequest{Page: page.Page, Revision: now.Revision, Ops: []api.Op{{Op: "delete", Page: page.Page, At: []int{len(now.Blocks) - 1}}}})
}

// TestAChangeOfAMomentAgo: nobody has told the program yet that the file is
// another one, and the person clicks into a text.
func TestAChangeOfAMomentAgo(t *testing.T) {
	b := newBench(t)
	page := b.open("content/index.md")
	text := b.read("content/index.md")
	for i := range 10 {
		b.write("content/index.md", text+fmt.Sprintf("\nWritten elsewhere %d.\n", i))
		if p := b.fails("page.text", api.TextRequest{Page: page.Page, At: "0", Revision: page.Revision}); p.Code != "edit-stale" {
			t.Fatalf("text of a page that changed: %+v", p)
		}
		b.write("content/index.md", text+fmt.Sprintf("\nWritten once more %d.\n", i))
		page = b.open("content/index.md")
		if last := page.Blocks[len(page.Blocks)-1]; last.Source != fmt.Sprintf("Written once more %d.", i) {
			t.Fatalf("the page was opened as it was before: %q", last.Source)
		}
	}
}

func TestABrokenPageLeavesTheRestAlone(t *testing.T) {
	b := newBench(t)
	if err := os.WriteFile(filepath.Join(b.dir, "content/broken.md"), []byte("---\ntitle: [\n---\n:::hero\nnever closed\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	site := event(b, "site", func(s api.SiteState) bool { return len(s.Problems) >= 2 })
	for _, p := range site.Problems {
		if p.Code == "internal-error" || p.Title == "" || p.Next == "" {
			t.Errorf("problem without words: %+v", p)
		}
	}
	if page := b.open("content/broken.md"); len(page.Blocks) == 0 || !page.Blocks[0].Locked {
		t.Errorf("page %+v", page)
	}
	b.open("content/index.md")
}

func TestASecondDeskIsTold(t *testing.T) {
	b := newBench(t)
	other := emptyBench(t)
	if p := other.fails("site.open", api.OpenRequest{Dir: b.dir}); p.Code != "site-locked" {
		t.Errorf("problem %+v", p)
	}
	do[api.Empty](b, "site.close", api.Empty{})
	do[api.SiteState](other, "site.open", api.OpenRequest{Dir: b.dir})
}

func TestTrashTellsWhatStillLeadsThere(t *testing.T) {
	b := newBench(t)
	trashed := do[api.EditAnswer](b, "edit.apply", api.EditRequest{Ops: []api.Op{{Op: "trash", Page: "content/about.md"}}})
	if got := strings.Join(trashed.Links, "|"); !strings.Contains(got, "Rosa’s Flowers") || !trashed.InMenus {
		t.Errorf("links %q, in menus %v", got, trashed.InMenus)
	}
	home := do[api.PageState](b, "page.open", api.PageRequest{Page: "content/index.md"})
	other := do[api.EditAnswer](b, "edit.apply", api.EditRequest{
		Page: home.Page, Revision: home.Revision, Ops: []api.Op{{Op: "frontmatter", Page: home.Page, Key: "description", Value: json.RawMessage(`"New"`)}},
	})
	if other.Links == nil || len(other.Links) > 0 || other.InMenus {
		t.Errorf("a change that takes nothing away tells %+v", other)
	}
}
