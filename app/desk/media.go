package desk

import (
	"context"
	"io"
	"io/fs"
	"net/url"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/media"
)

func (s *session) mediaList(context.Context, api.Empty) (api.MediaList, error) {
	items, err := s.Editor().Media().List()
	if err != nil {
		return api.MediaList{}, err
	}
	list := api.MediaList{Items: make([]api.Media, 0, len(items))}
	for _, item := range items {
		list.Items = append(list.Items, mediaOf(item))
	}
	return list, nil
}

func mediaOf(m media.Item) api.Media {
	focus := api.Focus{X: 50, Y: 50}
	if len(m.Focus) == 2 {
		focus = api.Focus{X: m.Focus[0], Y: m.Focus[1]}
	}
	return api.Media{
		Path: m.Path, Address: m.Address, Thumb: "/media/thumb?path=" + url.QueryEscape(m.Path), Type: m.Type, Size: m.Size,
		Width: m.Width, Height: m.Height, Alt: m.Alt, Decorative: m.Decorative, Focus: focus, UsedBy: m.UsedBy,
	}
}

// mediaAt returns the files in media/ at these paths.
func (s *session) mediaAt(paths []string) ([]api.Media, error) {
	items, err := s.Editor().Media().List()
	if err != nil {
		return nil, err
	}
	byPath := map[string]media.Item{}
	for _, item := range items {
		byPath[item.Path] = item
	}
	list := []api.Media{}
	for _, path := range paths {
		item, ok := byPath[path]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}
		list = append(list, mediaOf(item))
	}
	return list, nil
}

func (s *session) mediaAlt(ctx context.Context, q api.MediaAltRequest) (api.Media, error) {
	out, err := s.Editor().DescribeMedia(ctx, q.Path, q.Alt, q.Decorative)
	return s.described(ctx, q.Path, out, err)
}

func (s *session) mediaFocus(ctx context.Context, q api.MediaFocusRequest) (api.Media, error) {
	out, err := s.Editor().FocusMedia(ctx, q.Path, q.Focus.X, q.Focus.Y, q.Join)
	return s.described(ctx, q.Path, out, err)
}

// described takes in what media.yaml says of a file now, and returns the file.
func (s *session) described(ctx context.Context, path string, out edit.Outcome, failed error) (api.Media, error) {
	if err := s.took(ctx, out, failed); err != nil {
		return api.Media{}, err
	}
	list, err := s.mediaAt([]string{path})
	if err != nil {
		return api.Media{}, err
	}
	return list[0], nil
}

func (s *session) trashList(context.Context, api.Empty) (api.TrashList, error) {
	all, err := s.Editor().Trash()
	list := api.TrashList{Items: make([]api.Trashed, 0, len(all))}
	for _, one := range all {
		list.Items = append(list.Items, api.Trashed{
			Name: one.Name, Path: one.Path, Title: one.Title, Page: one.Page, Type: one.Type, When: one.When.Format(time.RFC3339),
		})
	}
	return list, err
}

// took takes a change of the media into the engine.
func (s *session) took(ctx context.Context, out edit.Outcome, failed error) error {
	_, err := s.answer(ctx, "", out, failed)
	return err
}

// mediaAdd takes in files of this computer. One that can not be taken in does
// not keep the others out.
func (s *session) mediaAdd(ctx context.Context, q api.MediaAddRequest) (api.MediaAnswer, error) {
	answer := api.MediaAnswer{Items: []api.Media{}, Problems: []api.Problem{}}
	for _, file := range q.Files {
		out, err := s.Editor().Apply(ctx, []edit.Op{{Op: "media", File: file}}, edit.ApplyOptions{})
		if err := s.add(ctx, &answer, out, err); err != nil {
			return answer, err
		}
	}
	return answer, ctx.Err()
}

// add puts what became of one file into the answer.
func (s *session) add(ctx context.Context, answer *api.MediaAnswer, out edit.Outcome, failed error) error {
	if err := s.took(ctx, out, failed); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		answer.Problems = append(answer.Problems, words(s.o.Explain(err)))
		return nil
	}
	items, err := s.mediaAt(out.Media)
	answer.Items = append(answer.Items, items...)
	return err
}

// upload takes in one file whose bytes come with the request.
func (d *Desk) upload(ctx context.Context, name string, body io.Reader) (api.MediaAnswer, error) {
	s, err := d.session()
	if err != nil {
		return api.MediaAnswer{}, err
	}
	answer := api.MediaAnswer{Items: []api.Media{}, Problems: []api.Problem{}}
	out, err := s.Editor().AddMedia(ctx, name, body, "")
	err = s.add(ctx, &answer, out, err)
	return answer, err
}

// Thumb implements api.Views.
func (d *Desk) Thumb(ctx context.Context, path string) (body []byte, mediaType string, err error) {
	s, err := d.session()
	if err != nil {
		return nil, "", err
	}
	return s.Editor().Media().Thumb(ctx, path)
}
