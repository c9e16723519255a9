package desk_test

import (
	"strings"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// TestPageSource breaks the front matter of a page in its source, mends it, and
// goes back to the first bytes.
func TestPageSource(t *testing.T) {
	b := newBench(t)
	const page = "content/about.md"
	first := do[api.PageSource](b, "page.source", api.PageRequest{Page: page})
	if first.Text != b.read(page) || len(first.Problems) > 0 {
		t.Fatalf("got %+v", first)
	}
	write := func(text, was string) api.EditAnswer {
		return do[api.EditAnswer](b, "edit.apply", api.EditRequest{Ops: []api.Op{{Op: "source", Page: page, Text: &text, Was: was}}})
	}
	broken := strings.Replace(first.Text, "title: ", "title: [", 1)
	write(broken, first.Hash)
	then := do[api.PageSource](b, "page.source", api.PageRequest{Page: page})
	if then.Text != broken || len(then.Problems) == 0 || then.Problems[0].Line < 2 || then.Problems[0].Line > 3 {
		t.Fatalf("got %+v", then)
	}
	if p := b.fails("edit.apply", api.EditRequest{Ops: []api.Op{{Op: "source", Page: page, Text: &first.Text, Was: first.Hash}}}); p.Code != "edit-stale" {
		t.Errorf("made of another page: got %+v", p)
	}
	write(first.Text, then.Hash)
	if now := do[api.PageSource](b, "page.source", api.PageRequest{Page: page}); len(now.Problems) > 0 || now.Hash != first.Hash {
		t.Errorf("mended: got %+v", now)
	}
}
