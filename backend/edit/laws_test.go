package edit

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/prose"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/diag"
)

const testdata = "../../generator/block/testdata"

// awkward are the pages of package block that are hard to keep: line endings,
// marks of byte order, tabs, unclosed fences, HTML, TOML.
func awkward(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	names, err := filepath.Glob(testdata + "/awkward/*.md")
	if err != nil || len(names) < 30 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files["content/"+filepath.Base(name)] = string(data)
	}
	return files
}

func examples(t testing.TB) map[string]string {
	t.Helper()
	data, err := os.ReadFile(testdata + "/commonmark/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ Markdown string }
	if err := json.Unmarshal(data, &list); err != nil || len(list) != 652 {
		t.Fatal(len(list), err)
	}
	files := map[string]string{}
	for i, e := range list {
		files[fmt.Sprintf("content/example-%03d.md", i+1)] = e.Markdown
	}
	return files
}

// TestOpenAndSave gives every block of every page its own text and words again:
// no byte may change, and nothing may come into the history.
func TestOpenAndSave(t *testing.T) {
	files := awkward(t)
	maps.Copy(files, examples(t))
	b := open(t, files)
	before := b.files()
	blocks, texts := 0, 0
	for name, source := range files {
		tree := b.parse(source)
		tree.Walk(func(path []int, bl *block.Block) {
			if bl.Why == block.TooMuch {
				return
			}
			blocks++
			at := append([]int{}, path...)
			if _, err := b.Apply(t.Context(), []Op{{Op: "replace", Page: name, At: at, Markdown: string(tree.Text(bl))}}, ApplyOptions{}); err != nil {
				t.Errorf("%s %v: %v", name, at, err)
			}
			doc, ok := prose.FromBlock(tree, bl)
			if !ok {
				return
			}
			texts++
			if _, err := b.Apply(t.Context(), []Op{{Op: "text", Page: name, At: at, Doc: doc}}, ApplyOptions{}); err != nil {
				t.Errorf("%s %v: %v", name, at, err)
			}
		})
	}
	if got := b.files(); !maps.Equal(got, before) {
		t.Errorf("changed: %v", diff(before, got))
	}
	if undo, _ := b.Labels(); undo != "" {
		t.Errorf("the history has %q", undo)
	}
	t.Logf("%d blocks, %d of them texts, of %d pages", blocks, texts, len(files))
}

// TestOneBlock replaces each block of each page by a paragraph: all bytes before
// and behind its range stay, and the inverse brings back every byte.
func TestOneBlock(t *testing.T) {
	files := awkward(t)
	maps.Copy(files, examples(t))
	b := open(t, files)
	edited, refused := 0, 0
	for name, source := range files {
		tree := b.parse(source)
		for i, bl := range tree.Blocks {
			d := b.newDraft()
			err := b.commands["replace"](d, Op{Op: "replace", Page: name, At: []int{i}, Markdown: "New words."})
			set := d.Finish()
			if is(err, "edit-block-unsafe") || is(err, "edit-locked") {
				refused++
				if !set.Empty() {
					t.Errorf("%s %d: refused and yet changed", name, i)
				}
				continue
			} else if err != nil {
				t.Fatalf("%s %d: %v", name, i, err)
			}
			edited++
			after, ok := set.Files[0].Apply([]byte(source))
			head, tail := source[:bl.Range.Start], source[bl.Range.End:]
			middle := strings.TrimSuffix(strings.TrimPrefix(string(after), head), tail)
			if !ok || !strings.HasPrefix(string(after), head) || !strings.HasSuffix(string(after), tail) || strings.Trim(middle, "\r\n") != "New words." {
				t.Fatalf("%s %d: %q became %q", name, i, source, after)
			}
			if back, ok := set.Invert().Files[0].Apply(after); !ok || string(back) != source {
				t.Fatalf("%s %d: undone: %q", name, i, back)
			}
		}
	}
	t.Logf("%d blocks edited, %d refused", edited, refused)
	if refused*20 > edited {
		t.Errorf("too many are refused")
	}
}

// TestAnySequence applies random commands to a site of awkward pages, some
// joined, with the program started anew now and then. Undoing all must bring
// back every byte, and doing all again the other ones.
func TestAnySequence(t *testing.T) {
	all := awkward(t)
	hard := slices.Sorted(maps.Keys(all))
	kinds, done := map[string]int{}, 0
	rapid.Check(t, func(r *rapid.T) {
		pages := village()
		for range 6 {
			name := rapid.SampledFrom(hard).Draw(r, "awkward page")
			pages[name] = all[name]
		}
		names := slices.Sorted(maps.Keys(pages))
		names = slices.DeleteFunc(names, func(name string) bool { return !draft.IsPage(name) })
		b := open(t, pages)
		defer func() { _ = b.site.Close() }()
		before := b.files()
		steps := rapid.IntRange(1, 12).Draw(r, "steps")
		for range steps {
			op := anyOp(r, b, names)
			o := ApplyOptions{Join: rapid.SampledFrom([]string{"", "", "typing"}).Draw(r, "join")}
			was := b.files()
			_, err := b.Apply(t.Context(), []Op{op}, o)
			if d := new(diag.Diag); err != nil {
				if !errors.As(err, &d) {
					r.Fatalf("%+v: an error without a code: %v", op, err)
				}
				if !maps.Equal(was, b.files()) {
					r.Fatalf("%+v: refused and yet changed: %v", op, diff(was, b.files()))
				}
				continue
			}
			kinds[op.Op]++
			done++
			if rapid.IntRange(0, 5).Draw(r, "start anew") == 0 {
				b.reopen()
			}
			law(r, b)
		}
		after := b.files()
		back := 0
		for undo, _ := b.Labels(); undo != ""; undo, _ = b.Labels() {
			b.undo()
			if back++; back%3 == 0 {
				b.reopen()
			}
		}
		if got := b.files(); !maps.Equal(got, before) {
			r.Fatalf("undone: %v", diff(before, got))
		}
		for range back {
			b.redo()
		}
		if got := b.files(); !maps.Equal(got, after) {
			r.Fatalf("done again: %v", diff(after, got))
		}
	})
	t.Logf("%d commands: %v", done, kinds)
}

// law checks the last change set itself: JSON there and back, and its inverse's
// inverse.
func law(r *rapid.T, b *bench) {
	set, ok := b.site.Journal.LastDone()
	if !ok {
		return
	}
	data, err := json.Marshal(set)
	if err != nil {
		r.Fatal(err)
	}
	var again change.Set
	if err := json.Unmarshal(data, &again); err != nil {
		r.Fatal(err)
	}
	second, err := json.Marshal(again.Invert().Invert())
	if err != nil || string(second) != string(data) {
		r.Fatalf("%s\nbecomes\n%s", data, second)
	}
}

var markdowns = []string{"New words.", "# Heading", "- a\n- b", ":::quote{by=\"A\"}\nq\n:::", ":::columns\n:::column\na\n:::\n:::", "```\ncode\n```", "a\r\nb\r\n", "> q", "***", "", ":::", "```", "<div>", "  \n\n x \n\n"}

func anyOp(r *rapid.T, b *bench, names []string) Op {
	name := rapid.SampledFrom(names).Draw(r, "page")
	at := func(label string) []int {
		path := []int{rapid.IntRange(0, 4).Draw(r, label)}
		if rapid.IntRange(0, 3).Draw(r, label+" deep") == 0 {
			path = append(path, rapid.IntRange(0, 2).Draw(r, label+" inside"))
		}
		return path
	}
	raw := func(v any) json.RawMessage {
		data, err := json.Marshal(v)
		if err != nil {
			r.Fatal(err)
		}
		return data
	}
	words := rapid.StringMatching(`[a-zA-Zäß"':#*\[ \-]{1,12}`)
	switch op := rapid.SampledFrom([]string{"replace", "insert", "delete", "move", "duplicate", "attr", "frontmatter", "setting", "menu", "text", "transform", "page", "trash", "rename", "media-rename", "media-alt"}).Draw(r, "op"); op {
	case "replace", "insert":
		return Op{Op: op, Page: name, At: at("at"), Markdown: rapid.SampledFrom(markdowns).Draw(r, "markdown")}
	case "move":
		o := Op{Op: op, Page: name, From: raw(at("from")), To: raw(at("to"))}
		if rapid.Bool().Draw(r, "other page") {
			o.ToPage = rapid.SampledFrom(names).Draw(r, "to page")
		}
		return o
	case "attr":
		return Op{Op: op, Page: name, At: at("at"), Name: rapid.SampledFrom([]string{"image", "align", "by", "x", "src", "alt", "title"}).Draw(r, "name"), Value: raw(words.Draw(r, "value"))}
	case "frontmatter":
		value := rapid.SampledFrom([]any{nil, true, 3, []string{"a", "b: c"}, words.Draw(r, "value")}).Draw(r, "value kind")
		return Op{Op: op, Page: name, Key: rapid.SampledFrom([]string{"title", "tags", "draft", "new"}).Draw(r, "key"), Value: raw(value)}
	case "setting":
		return Op{Op: op, Key: rapid.SampledFrom([]string{"title", "theme.tokens.accent", "menus.main", "a.b.c"}).Draw(r, "key"), Value: raw(words.Draw(r, "value"))}
	case "menu":
		return Op{Op: op, Name: "main", Value: raw([]map[string]string{{"label": words.Draw(r, "label"), "link": "/about/"}})}
	case "text":
		doc := map[string]any{"type": "doc", "content": []any{map[string]any{"type": "paragraph", "content": []any{map[string]any{"type": "text", "text": words.Draw(r, "words")}}}}}
		return Op{Op: op, Page: name, At: at("at"), Doc: raw(doc)}
	case "transform":
		return Op{Op: op, Page: name, At: at("at"), Kind: rapid.SampledFrom([]string{"heading", "paragraph", "list", "quote", "code", "picture"}).Draw(r, "kind"), Level: 2}
	case "page":
		return Op{Op: op, Title: words.Draw(r, "title"), In: rapid.SampledFrom([]string{"content", "content/journal", "content/new"}).Draw(r, "in")}
	case "rename":
		return Op{Op: op, From: raw(name), To: raw("content/" + rapid.SampledFrom([]string{"x", "journal/y", "deep/er/z", "about"}).Draw(r, "to") + ".md")}
	case "media-rename":
		return Op{Op: op, From: raw("media/a.jpg"), To: raw(rapid.SampledFrom([]string{"media/b.jpg", "media/c/d e.jpg"}).Draw(r, "to"))}
	case "media-alt":
		return Op{Op: op, File: "media/a.jpg", Value: raw(map[string]any{"alt": words.Draw(r, "alt"), "decorative": rapid.Bool().Draw(r, "decorative")})}
	default:
		return Op{Op: op, Page: name, At: at("at")}
	}
}
