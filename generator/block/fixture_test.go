package block

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/colour"
	"github.com/pagewright/pagewright/generator/markdown"
)

var update = flag.Bool("update", false, "write what fixtures say now")

// TestFixtures goes through <kind>/testdata/*.md and testdata/text/*.md. Beside
// each source lie its tree (.json), its HTML as published (.html) and on the
// canvas (.canvas.html). The source is what the tree's ranges make up again.
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("*/testdata/*.md")
	if err != nil {
		t.Fatal(err)
	}
	texts, _ := filepath.Glob("testdata/text/*.md")
	k := kinds(t)
	p, r := NewParser(k), NewRenderer(k, colour.NewPen(0))
	seen := map[string]bool{}
	for _, file := range append(files, texts...) {
		seen[strings.Split(filepath.ToSlash(file), "/")[0]] = true
		t.Run(filepath.ToSlash(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			tree := checkTree(t, p, source)
			sourceAgain(t, tree)
			base := strings.TrimSuffix(file, ".md")
			golden(t, base+".json", treeJSON(t, tree))
			golden(t, base+".html", rendered(t, r, tree, Publish))
			canvas := rendered(t, r, tree, Canvas)
			checkInert(t, canvas)
			checkMarks(t, tree, canvas)
			golden(t, base+".canvas.html", canvas)
		})
	}
	for _, kind := range k.All() {
		if !kind.Markdown && !seen[kind.Name] {
			t.Errorf("%s has no fixture in %[1]s/testdata", kind.Name)
		}
	}
}

// golden compares with a file, or writes it.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (go test -run Fixtures ./generator/block -update writes it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what it was:\n%s", file, got)
	}
}

// sourceAgain puts the source together from the tree, down to the leaves.
func sourceAgain(t *testing.T, tree *Tree) {
	t.Helper()
	var out []byte
	var put func(blocks []*Block, within Range)
	put = func(blocks []*Block, within Range) {
		at := within.Start
		for _, b := range blocks {
			out = append(out, tree.Source[at:b.Range.Start]...)
			if len(b.Children) == 0 {
				out = append(out, tree.Text(b)...)
			} else {
				out = append(out, tree.Source[b.Range.Start:b.Inner.Start]...)
				put(b.Children, b.Inner)
				out = append(out, tree.Source[b.Inner.End:b.Range.End]...)
			}
			at = b.Range.End
		}
		out = append(out, tree.Source[at:within.End]...)
	}
	out = append(out, tree.Source[:tree.Body.Start]...)
	put(tree.Blocks, tree.Body)
	if !bytes.Equal(out, tree.Source) {
		t.Errorf("the tree makes up\n%q\nand the source is\n%q", out, tree.Source)
	}
}

// fixture is a block as a fixture says it.
type fixture struct {
	At       string            `json:"at"`
	Kind     string            `json:"kind"`
	Line     int               `json:"line"`
	Range    Range             `json:"range"`
	Locked   Lock              `json:"locked,omitempty"`
	Label    string            `json:"label"`
	Attrs    map[string]string `json:"attrs,omitempty"`
	Children []fixture         `json:"children,omitempty"`
}

func treeJSON(t *testing.T, tree *Tree) []byte {
	var list func(blocks []*Block, path []int) []fixture
	list = func(blocks []*Block, path []int) (out []fixture) {
		for i, b := range blocks {
			at := append(path[:len(path):len(path)], i)
			f := fixture{At: FormatPath(at), Kind: b.Kind, Line: b.Line, Range: b.Range, Locked: b.Why, Label: tree.Label(b)}
			for _, a := range b.Attrs {
				if f.Attrs == nil {
					f.Attrs = map[string]string{}
				}
				f.Attrs[a.Name], _ = b.Attr(a.Name)
			}
			f.Children = list(b.Children, at)
			out = append(out, f)
		}
		return out
	}
	raw, err := json.MarshalIndent(struct {
		Blocks   []fixture
		Headings []Heading
		Uses     []string
	}{list(tree.Blocks, nil), tree.Headings, tree.Uses}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(raw, '\n')
}

func rendered(t *testing.T, r *Renderer, tree *Tree, m Mode) []byte {
	t.Helper()
	var out bytes.Buffer
	found, err := r.Render(&out, tree, site(m))
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return out.Bytes()
}

// site is a small site to render pages in.
func site(m Mode) Context {
	return Context{
		Mode:     m,
		Resolver: pictures{},
		Page:     map[string]any{"Title": "A page", "Permalink": "/a/"},
		Site:     map[string]any{"Title": "A site", "Language": "en"},
		Posts: func(collection string, limit int, tag string) []map[string]any {
			list := []map[string]any{
				{"Title": "Second <post>", "URL": "/journal/second/", "Date": "2026-05-02", "Summary": "Words & more", "Image": "/media/harbour.jpg"},
				{"Title": "First post", "URL": "/journal/first/", "Date": "2026-05-01"},
			}
			if collection == "empty" || tag == "none" {
				return nil
			}
			return list[:min(limit, len(list))]
		},
		Word: func(key string, args ...string) string {
			return "[" + strings.Join(append([]string{key}, args...), " ") + "]"
		},
		Date: func(layout string, value any) string { return text(value) },
	}
}

// pictures is a Resolver that knows the pictures of /media but not lost.jpg.
type pictures struct{}

func (pictures) Link(dest string) string {
	if rest, ok := strings.CutPrefix(dest, "/media/"); ok {
		return "/media/hashed-" + rest
	}
	return strings.TrimSuffix(dest, ".md")
}

func (p pictures) Picture(dest string) (markdown.Image, bool) {
	if !strings.HasPrefix(dest, "/media/") || strings.Contains(dest, "lost") {
		return markdown.Image{}, false
	}
	return markdown.Image{
		Src: p.Link(dest), Width: 1600, Height: 900, Srcset: p.Link(dest) + " 1600w", Sizes: "100vw",
		Alt: "From the library", Position: "30% 70%",
	}, true
}

// What the inserter inserts is a block of its kind, allowed where it is put and
// in all that it holds.
func TestExamples(t *testing.T) {
	k := kinds(t)
	p := NewParser(k)
	for _, kind := range k.All() {
		if kind.Label == "" || kind.About == "" || groupOf(kind) == len(groups) {
			t.Errorf("%s: label %q about %q group %q", kind.Name, kind.Label, kind.About, kind.Group)
		}
		if kind.Example == "" {
			if !kind.Markdown {
				t.Errorf("%s has no example", kind.Name)
			}
			continue
		}
		if len(kind.Icon) == 0 {
			t.Errorf("%s has no icon", kind.Name)
		}
		tree, found := p.Parse([]byte(kind.Example))
		if len(tree.Blocks) != 1 || tree.Blocks[0].Kind != kind.Name || len(found) > 0 {
			t.Errorf("the example of %s is %s, %v", kind.Name, outline(tree.Blocks), found)
			continue
		}
		tree.Walk(func(path []int, b *Block) {
			for _, c := range b.Children {
				if !k.Allows(b.Kind, c.Kind) {
					t.Errorf("the example of %s has %s in %s", kind.Name, c.Kind, b.Kind)
				}
			}
			for _, a := range b.Attrs {
				if !known(k.Get(b.Kind), a.Name) {
					t.Errorf("the example of %s has the attribute %s", kind.Name, a.Name)
				}
			}
		})
	}
}

func known(k *Kind, attr string) bool {
	for _, a := range k.Attrs {
		if a.Name == attr {
			return true
		}
	}
	return false
}
