package edit

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkWarmEdit is one edit of one block on an ordinary page (6 KB) until
// it is durable.
func BenchmarkWarmEdit(b *testing.B) {
	var page strings.Builder
	for i := range 30 {
		fmt.Fprintf(&page, "## Heading %d\n\nSome words of a paragraph with *emphasis* and a [link](/about/), long enough to be like one that people write.\n\n- one\n- two\n\n", i)
	}
	w := open(b, map[string]string{"content/index.md": page.String()})
	b.ReportMetric(float64(page.Len()), "bytes/page")
	for i := 0; b.Loop(); i++ {
		op := Op{Op: "replace", Page: "content/index.md", At: []int{40}, Markdown: fmt.Sprintf("Paragraph number %d.", i)}
		if _, err := w.Apply(context.Background(), []Op{op}, ApplyOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
