package block

import (
	"bytes"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

func BenchmarkFloor(b *testing.B) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()))
	var posts [][]byte
	for i := range 200 {
		p := post(uint64(i))
		posts = append(posts, p[bytes.Index(p[4:], []byte("---\n"))+8:])
	}
	var out bytes.Buffer
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		out.Reset()
		md.Convert(posts[i%len(posts)], &out)
	}
}
