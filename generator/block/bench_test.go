package block

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/colour"
)

// post is a post as people write them: about 600 words, headings, lists, links,
// a table, a quote, a picture and a code fence.
func post(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	words := func(n int) string {
		var s []string
		for range n {
			w := vocabulary[r.IntN(len(vocabulary))]
			switch r.IntN(25) {
			case 0:
				w = "*" + w + "*"
			case 1:
				w = "**" + w + "**"
			case 2:
				w = fmt.Sprintf("[%s](/journal/post-%d/)", w, r.IntN(1000))
			case 3:
				w = "`" + w + "`"
			}
			s = append(s, w)
		}
		return strings.Join(s, " ") + "."
	}
	fmt.Fprintf(&b, "---\ntitle: Post %d\ndate: 2026-01-02\ntags: [a, b]\n---\n\n%s\n\n", seed, words(60))
	for i := range 5 {
		fmt.Fprintf(&b, "## Part %d %s\n\n%s\n\n%s\n\n", i, vocabulary[r.IntN(len(vocabulary))], words(50), words(40))
	}
	fmt.Fprintf(&b, "- %s\n- %s\n- %s\n\n> %s\n\n", words(6), words(6), words(6), words(20))
	b.WriteString("| Name | Count | Price |\n|---|--:|--:|\n| one | 1 | 2.00 |\n| two | 2 | 4.00 |\n| three | 3 | 6.00 |\n\n")
	b.WriteString("![A picture](/media/harbour.jpg)\n\n```go\nfunc main() {\n\tfor i := range 10 {\n\t\tfmt.Println(i, \"times\")\n\t}\n}\n```\n\n" + words(30) + "\n")
	return []byte(b.String())
}

var vocabulary = strings.Fields(`the a harbour morning bread oven flour salt water time hands work day people street window
	light warm cold early late open baker customer paper bag corner market boat fish wind summer winter always never
	sometimes with without before after under over between because although where when how who what slowly quickly`)

func BenchmarkParse(b *testing.B) {
	p, source := NewParser(kinds(b)), post(1)
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(source)
	}
}

func BenchmarkRender(b *testing.B) {
	k := kinds(b)
	tree, _ := NewParser(k).Parse(post(1))
	for _, c := range []struct {
		name string
		code *colour.Pen
		mode Mode
	}{{"publish", nil, Publish}, {"highlighted", colour.NewPen(0), Publish}, {"canvas", nil, Canvas}} {
		b.Run(c.name, func(b *testing.B) {
			r := NewRenderer(k, c.code)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Render(io.Discard, tree, Context{Mode: c.mode, Resolver: pictures{}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPost is a page from bytes to HTML, each time another one.
func BenchmarkPost(b *testing.B) {
	k := kinds(b)
	p, r := NewParser(k), NewRenderer(k, nil)
	var posts [][]byte
	for i := range 200 {
		posts = append(posts, post(uint64(i)))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		tree, _ := p.Parse(posts[i%len(posts)])
		if _, err := r.Render(io.Discard, tree, Context{Resolver: pictures{}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHome is a page made of directives.
func BenchmarkHome(b *testing.B) {
	k := kinds(b)
	p, r := NewParser(k), NewRenderer(k, nil)
	source := []byte(strings.Join([]string{
		k.Get("hero").Example, k.Get("columns").Example, k.Get("cards").Example, k.Get("quote").Example,
		k.Get("posts").Example, k.Get("cta").Example, k.Get("gallery").Example,
	}, "\n\n"))
	for _, m := range []Mode{Publish, Canvas} {
		b.Run([]string{"publish", "canvas"}[m], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tree, _ := p.Parse(source)
				if _, err := r.Render(io.Discard, tree, site(m)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkColour is the colouring of a code fence that was never seen before.
func BenchmarkColour(b *testing.B) {
	code := []byte("func main() {\n\tfor i := range 10 {\n\t\tfmt.Println(i, \"times\")\n\t}\n}\n")
	for b.Loop() {
		if _, ok := colour.NewPen(0).HTML("go", code); !ok {
			b.Fatal("go is not known")
		}
	}
}
