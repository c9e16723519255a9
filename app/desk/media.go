package desk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/generator/asset"
)

func (s *session) mediaList(ctx context.Context, _ api.Empty) (api.MediaList, error) {
	return api.MediaList{Items: []api.Media{}}, nil
}
func (s *session) mediaAlt(ctx context.Context, q api.MediaAltRequest) (api.Media, error) {
	return api.Media{}, errors.New("x")
}
func (s *session) mediaAdd(ctx context.Context, q api.MediaAddRequest) (api.MediaAnswer, error) {
	return api.MediaAnswer{}, errors.New("x")
}
func (d *Desk) upload(ctx context.Context, name string, body io.Reader) (api.MediaAnswer, error) {
	return api.MediaAnswer{}, errors.New("x")
}
func (d *Desk) Thumb(ctx context.Context, p string) ([]byte, string, error) {
	s, err := d.session()
	if err != nil {
		return nil, "", err
	}
	if !strings.HasPrefix(p, "media/") {
		return nil, "", fs.ErrNotExist
	}
	data, err := s.Site.Disk.Root.ReadFile(p)
	return data, asset.Type(path.Base(p)), err
}
