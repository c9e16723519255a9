package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/edit/prose"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
)

// canvasFiles is where the canvas finds the files of the site.
const canvasFiles = "/canvas/site"

// maxSource bounds a block's Source in a PageState, in bytes.
const maxSource = 64 << 10

// seenPage is a page as the editor last saw it: what At speaks of.
type seenPage struct {
	revision int64
	hash     string   // of the file
	drawn    string   // hash of the canvas: it can change while the file does not
	frame    string   // the canvas without its blocks: equal frames differ in blocks only
	blocks   []string // HTML of each top-level block
}

func (s *session) openPage(ctx context.Context, q api.PageRequest) (api.PageState, error) {
	state, _, err := s.look(ctx, q.Page)
	if err != nil {
		return api.PageState{}, err
	}
	s.mu.Lock()
	s.current = q.Page
	s.mu.Unlock()
	return state, ctx.Err()
}

// look draws a page and gives it a revision: the one it had when it is the
// same. The page as it was seen before comes back too.
func (s *session) look(ctx context.Context, page string) (api.PageState, seenPage, error) {
	canvas, err := s.draw(ctx, page)
	if err != nil {
		return api.PageState{}, seenPage{}, err
	}
	now := seenPage{hash: durable.Hash(canvas.Tree.Source), drawn: durable.Hash(canvas.HTML), blocks: canvas.Blocks, frame: frame(canvas)}
	s.mu.Lock()
	before := s.pages[page]
	now.revision = before.revision
	if before.hash != now.hash || before.drawn != now.drawn {
		s.revision++
		now.revision = s.revision
	}
	s.pages[page] = now
	s.mu.Unlock()
	return s.pageState(page, now.revision, canvas), before, nil
}

// draw returns a page as the canvas shows it. What another program wrote a
// moment ago is taken in first.
func (s *session) draw(ctx context.Context, page string) (*generator.Canvas, error) {
	canvas, err := s.Engine().Canvas(ctx, page, canvasFiles)
	for tries := 0; errors.Is(err, generator.ErrChanged) && tries < 3; tries++ {
		if err := s.take(context.WithoutCancel(ctx), []string{page}); err != nil {
			return nil, err
		}
		canvas, err = s.Engine().Canvas(ctx, page, canvasFiles)
	}
	return canvas, err
}

func (s *session) pageState(page string, revision int64, canvas *generator.Canvas) api.PageState {
	state := api.PageState{
		Page: page, Revision: revision, Canvas: canvasAddress(page, revision),
		Blocks: blocks(canvas.Tree, canvas.Tree.Blocks, nil), FrontMatter: map[string]string{}, Tags: []string{},
		Problems: s.o.explainAll(located(canvas.Diags, page)),
	}
	if p := s.Engine().Site().Page(page); p != nil {
		state.Permalink, state.Tags, state.FrontMatter = p.URL, p.Tags, frontMatter(p)
	}
	return state
}

// located gives findings of a page's body the page's path.
func located(found []diag.Diag, page string) []diag.Diag {
	list := make([]diag.Diag, len(found))
	for i, d := range found {
		if d.Where.Path == "" {
			d.Where.Path = page
		}
		list[i] = d
	}
	return list
}

// frontMatter returns the scalar keys of a page's front matter.
func frontMatter(p *content.Page) map[string]string {
	keys := map[string]string{}
	for key, v := range p.Params {
		switch v := v.(type) {
		case string, bool, int, int64, float64:
			keys[key] = fmt.Sprint(v)
		case time.Time:
			keys[key] = v.Format(time.RFC3339)
		}
	}
	for key, v := range map[string]string{
		"title": p.Title, "description": p.Description, "slug": p.Slug, "layout": p.Layout, "image": p.Image,
	} {
		if v != "" {
			keys[key] = v
		}
	}
	if !p.Date.IsZero() {
		keys["date"] = p.Date.Format(time.RFC3339)
	}
	if p.Draft {
		keys["draft"] = "true"
	}
	if p.Weight != 0 {
		keys["weight"] = itoa(p.Weight)
	}
	return keys
}

// blocks turns blocks of a tree, at the path, into what the API answers.
func blocks(t *block.Tree, all []*block.Block, path []int) []api.Block {
	list := make([]api.Block, 0, len(all))
	for i, b := range all {
		at := append(path[:len(path):len(path)], i)
		source := t.Text(b)
		list = append(list, api.Block{
			At: block.FormatPath(at), Kind: b.Kind, Locked: b.Locked, Text: isText(t, b), Label: t.Label(b),
			Attrs: attrs(t, b), Source: string(source[:min(len(source), maxSource)]), Children: blocks(t, b.Children, at),
		})
	}
	return list
}

// attrs are the attributes of a block as written; of a plain picture, what it says.
func attrs(t *block.Tree, b *block.Block) map[string]string {
	if p, ok := prose.PictureOf(t, b); ok {
		return map[string]string{"src": p.Src, "alt": p.Alt, "title": p.Title}
	}
	all := map[string]string{}
	for _, a := range b.Attrs {
		all[a.Name], _ = b.Attr(a.Name)
	}
	return all
}

// isText reports whether a block can be typed into.
func isText(t *block.Tree, b *block.Block) bool {
	if b.Locked || b.Directive() {
		return false
	}
	_, ok := prose.FromBlock(t, b)
	return ok
}

// text answers with a block as a document to type into.
func (s *session) text(ctx context.Context, q api.TextRequest) (api.TextAnswer, error) {
	hash, err := s.base(q.Page, q.Revision)
	if err != nil {
		return api.TextAnswer{}, err
	}
	canvas, err := s.draw(ctx, q.Page)
	if err != nil {
		return api.TextAnswer{}, err
	}
	if durable.Hash(canvas.Tree.Source) != hash {
		return api.TextAnswer{}, stale(q.Page)
	}
	at, ok := block.ParsePath(q.At)
	if !ok {
		return api.TextAnswer{}, stale(q.Page)
	}
	b := canvas.Tree.At(at)
	if b == nil {
		return api.TextAnswer{}, stale(q.Page)
	}
	doc, ok := prose.FromBlock(canvas.Tree, b)
	if !ok {
		return api.TextAnswer{}, &diag.Diag{Code: CodeNoText, Severity: diag.Error, Where: diag.Where{Path: q.Page, Line: b.Line}}
	}
	return api.TextAnswer{Doc: doc}, ctx.Err()
}

// CodeNoText is the code of a block that can not be typed into.
const CodeNoText = "app-no-text"

// base returns the file's hash at a revision of a page; another revision is
// refused with edit-stale.
func (s *session) base(page string, revision int64) (hash string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen, ok := s.pages[page]
	if !ok || seen.revision != revision {
		return "", stale(page)
	}
	return seen.hash, nil
}

func stale(page string) error {
	return &diag.Diag{Code: "edit-stale", Severity: diag.Error, Where: diag.Where{Path: page}}
}
