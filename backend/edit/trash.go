package edit

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// Trashed is what one deletion moved to the site's trash.
type Trashed struct {
	Name  string    // of its folder in the trash: what the op untrash takes as its file
	When  time.Time // it was deleted
	Path  string    // where its first file was: content/about.md, media/harbour.jpg
	Title string    // of a page; else the file's name
	Page  bool
	Type  string // media type of what is no page, "" when not known
}

// Trash lists what can be taken back from the trash, newest first. Folders that
// the program did not make are passed over.
func (e *Editor) Trash() ([]Trashed, error) {
	root := e.site.FS()
	folders, err := fs.ReadDir(root, site.Trash)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	list := []Trashed{}
	for _, folder := range folders {
		when, ok := draft.TrashedAt(folder.Name())
		if !ok || !folder.IsDir() {
			continue
		}
		one, err := trashed(root, folder.Name())
		if err != nil {
			return nil, err
		}
		if one.When = when; one.Path != "" {
			list = append(list, one)
		}
	}
	slices.Reverse(list)
	return list, nil
}

// trashed looks what a folder of the trash holds: its page, else its first file.
func trashed(root fs.FS, name string) (Trashed, error) {
	one, folder := Trashed{Name: name}, path.Join(site.Trash, name)
	err := fs.WalkDir(root, folder, func(file string, entry fs.DirEntry, err error) error {
		was := strings.TrimPrefix(file, folder+"/")
		if err != nil || entry.IsDir() || was == content.MediaFile || one.Page {
			return err
		}
		if one.Page = draft.IsPage(was); one.Page {
			source, err := fs.ReadFile(root, file)
			one.Path, one.Title, one.Type = was, content.NewPage(was, source).Title, ""
			return err
		}
		if one.Path == "" {
			one.Path, one.Title = was, path.Base(was)
			one.Type, _ = media.TypeOf(was)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return Trashed{}, nil // taken back since the listing
	}
	return one, err
}
