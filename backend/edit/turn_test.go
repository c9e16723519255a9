package edit

import (
	"maps"
	"strconv"
	"sync"
	"testing"
)

// TestTwoEditors has two editors of one site change it at once, as happens when
// the kinds of blocks are other ones while a change is on its way, with somebody
// looking at the media. All changes are there, and all can be taken back.
func TestTwoEditors(t *testing.T) {
	b := open(t, village())
	before := b.files()
	second := New(b.site, b.o)
	var all sync.WaitGroup
	for i, e := range []*Editor{b.Editor, second} {
		all.Go(func() {
			for n := range 10 {
				op := Op{Op: "insert", Page: "content/index.md", At: []int{0}, Markdown: "words " + strconv.Itoa(i) + " " + strconv.Itoa(n)}
				if _, err := e.Apply(t.Context(), []Op{op}, ApplyOptions{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Go(func() {
		for range 5 {
			items, err := b.Media().List()
			if err != nil || len(items) != 1 {
				t.Errorf("got %v, %v", items, err)
			}
		}
	})
	all.Wait()
	for range 20 {
		b.undo()
	}
	if got := b.files(); !maps.Equal(got, before) {
		t.Errorf("undone: %v", diff(before, got))
	}
	if undo, _ := b.Labels(); undo != "" {
		t.Errorf("the history still has %q", undo)
	}
}
