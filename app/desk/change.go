package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/generator/content"
)

// apply carries out one change set and draws the page anew.
func (s *session) apply(ctx context.Context, q api.EditRequest) (api.EditAnswer, error) {
	ops, err := convert(q.Ops)
	if err != nil {
		return api.EditAnswer{}, err
	}
	base := map[string]string{}
	if q.Page != "" {
		if base[q.Page], err = s.base(q.Page, q.Revision); err != nil {
			return api.EditAnswer{}, err
		}
	}
	out, err := s.Editor().Apply(ctx, ops, edit.ApplyOptions{Join: q.Join, Base: base})
	return s.answer(ctx, q.Page, out, err)
}

func (s *session) undo(ctx context.Context, q api.UndoRequest) (api.EditAnswer, error) {
	out, err := s.Editor().Undo(ctx)
	return s.answer(ctx, q.Page, out, err)
}

func (s *session) redo(ctx context.Context, q api.UndoRequest) (api.EditAnswer, error) {
	out, err := s.Editor().Redo(ctx)
	return s.answer(ctx, q.Page, out, err)
}

// convert makes ops of the API those of the editor: their JSON is the same.
func convert(ops []api.Op) ([]edit.Op, error) {
	raw, err := json.Marshal(ops)
	if err != nil {
		return nil, err
	}
	var list []edit.Op
	return list, json.Unmarshal(raw, &list)
}

// answer takes what the editor did into the engine and says what the canvas
// has to show. failed is the editor's error; with an outcome beside it the
// change was made all the same, and the person is told by an event.
func (s *session) answer(ctx context.Context, page string, out edit.Outcome, failed error) (api.EditAnswer, error) {
	for _, p := range s.o.explainAll(out.Diags) {
		s.tell("problem", p)
	}
	if failed != nil && len(out.Changed) == 0 {
		return api.EditAnswer{}, failed
	}
	if len(out.Changed) > 0 {
		before := s.listed(out.Changed)
		if err := s.take(context.WithoutCancel(ctx), out.Changed); err != nil { // it is on the disk already
			return api.EditAnswer{}, err
		}
		s.touch()
		if before != s.listed(out.Changed) {
			s.tell("site", s.state())
		}
	}
	if failed != nil {
		s.tell("problem", words(s.o.Explain(failed)))
	}
	if page != "" && s.Engine().Site().Page(page) == nil && out.Page != "" {
		page = out.Page // it was renamed, or is gone
	}
	answer := api.EditAnswer{
		Label: out.Label, Changed: len(out.Changed) > 0, Misses: out.Misses, Select: out.Select, Show: out.Show, Undo: out.Undo, Redo: out.Redo,
	}
	answer.Links, answer.InMenus = s.leading(out.Links)
	if err := s.redraw(ctx, page, &answer); err != nil {
		return api.EditAnswer{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	answer.Revision = s.revision
	if answer.Page != nil {
		s.current = answer.Page.Page
	}
	return answer, nil
}

// listed sums what the lists and panels of the editor show of files: where it
// changes, the editor has to know at once and not when the background has
// looked. Words that are typed do not change it.
func (s *session) listed(files []string) string {
	var b strings.Builder
	site := s.Engine().Site()
	for _, file := range files {
		if file == content.ConfigFile {
			fmt.Fprint(&b, s.Settings().Sum)
		}
		if p := site.Page(file); p != nil {
			fmt.Fprintln(&b, p.Path, p.Title, p.URL, p.Collection, p.Draft, p.Date)
		}
	}
	return b.String()
}

// redraw puts the page, as it is now, into the answer, and what to replace on
// the canvas where that is enough.
func (s *session) redraw(ctx context.Context, page string, answer *api.EditAnswer) error {
	if page == "" {
		return nil
	}
	state, before, err := s.look(ctx, page)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it is gone
	}
	if err != nil {
		return err
	}
	s.mu.Lock()
	now := s.pages[page]
	s.mu.Unlock()
	answer.Page = &state
	answer.Since, answer.Order = before.revision, order(before, now)
	return nil
}

// leading returns the titles of the pages that lead to what went to the trash,
// and whether a menu does.
func (s *session) leading(files []string) (titles []string, menus bool) {
	titles = []string{}
	for _, file := range files {
		if file == content.ConfigFile {
			menus = true
		} else if p := s.Engine().Site().Page(file); p != nil {
			titles = append(titles, cmp.Or(p.Title, p.URL))
		}
	}
	return titles, menus
}

// tell sends an event to the editor.
func (s *session) tell(name string, data any) {
	// The types of the API always encode: the error can not happen.
	_ = s.o.Bus.Send(name, data)
}
