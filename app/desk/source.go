package desk

import (
	"cmp"
	"context"
	"slices"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/bom"
	"github.com/pagewright/pagewright/generator/diag"
)

// source answers with a page as it is in its file, and what is wrong in it.
func (s *session) source(ctx context.Context, q api.PageRequest) (api.PageSource, error) {
	canvas, err := s.draw(ctx, q.Page)
	if err != nil {
		return api.PageSource{}, err
	}
	found := located(canvas.Diags, q.Page)
	for _, d := range s.Engine().Diags() {
		same := func(o diag.Diag) bool { return o.Code == d.Code && o.Where.Line == d.Where.Line }
		if d.Where.Path == q.Page && !slices.ContainsFunc(found, same) {
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b diag.Diag) int { return cmp.Compare(a.Where.Line, b.Where.Line) })
	text := string(bom.Cut(canvas.Tree.Source))
	return api.PageSource{Page: q.Page, Hash: durable.Hash(canvas.Tree.Source), Text: text, Problems: s.o.explainAll(found)}, nil
}
