package pages

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// mediaTrash moves a file of media/ to the site's trash, and what media.yaml
// says of it along. The pages that show it are told in the outcome.
func mediaTrash(d *draft.Draft, op draft.Op) error {
	if err := mustBeMedia(d, op.File); err != nil {
		return err
	}
	if err := discard(d, op.File); err != nil {
		return err
	}
	d.About("Delete "+nounOf(op.File), "", nil, nil)
	return nil
}

// mediaReplace lets another file of media/ take the place of one: all that uses
// From uses To then, which gets its description when it has none. From goes to the trash.
func mediaReplace(d *draft.Draft, op draft.Op) error {
	from, to := stringOf(op.From), stringOf(op.To)
	if err := mustBeMedia(d, from); err != nil {
		return err
	}
	if err := mustBeMedia(d, to); err != nil || from == to {
		return err
	}
	moves := links.Moves{Files: map[string]string{from: to}}
	if err := follow(d, moves, words(from, moves), nil); err != nil {
		return err
	}
	entry, err := description(d, from)
	if err != nil {
		return err
	}
	if _, ok := entry.(map[string]any); ok {
		if has, err := description(d, to); err == nil && has == nil {
			if err := redescribe(d, to, withoutFocus(entry)); err != nil {
				return err
			}
		}
	}
	if err := discard(d, from); err != nil {
		return err
	}
	d.About("Replace "+nounOf(from), "", nil, nil)
	d.Media = append(d.Media, to)
	return nil
}

// withoutFocus is a description for another picture: its middle is elsewhere.
func withoutFocus(entry any) any {
	kept := map[string]any{}
	for key, value := range entry.(map[string]any) {
		if key != "focus" {
			kept[key] = value
		}
	}
	return kept
}

// discard moves a file of media/ to the trash; its description lies beside it
// there, in a media.yaml of its own.
func discard(d *draft.Draft, name string) error {
	folder := draft.TrashName(d.Now(), "")
	entry, err := description(d, name)
	if err != nil {
		return err
	}
	if entry != nil {
		raw, err := json.Marshal(entry)
		if err != nil {
			return err
		}
		edit, err := keys.Set(keys.YAML, nil, []string{name}, raw)
		if err != nil {
			return keyError(name, nil, []string{name}, err)
		}
		d.Create(path.Join(folder, content.MediaFile), edit.Text)
		if err := redescribe(d, name, nil); err != nil {
			return err
		}
	}
	return d.Move(name, path.Join(folder, name), true)
}

// description is what media.yaml says of a file; nil: nothing.
func description(d *draft.Draft, name string) (any, error) {
	f, err := d.Open(content.MediaFile)
	if isMissing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	value, _ := keys.Get(keys.YAML, f.Bytes, []string{mediaKey(f.Bytes, name)})
	return value, nil
}

// redescribe writes a file's whole entry in media.yaml; nil takes it away.
func redescribe(d *draft.Draft, name string, entry any) error {
	raw, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	f, err := d.Optional(content.MediaFile)
	if err != nil {
		return err
	}
	return setKey(d, content.MediaFile, []string{mediaKey(f.Bytes, name)}, raw)
}

// untrash takes back what one deletion moved to the trash: File is its folder
// there. A place that is taken by now is an error, and nothing comes back.
func untrash(d *draft.Draft, op draft.Op) error {
	folder := path.Join(site.Trash, op.File)
	if path.Dir(folder) != site.Trash {
		return draft.Fail("edit-not-in-trash", "", nil)
	}
	found, shown := false, ""
	err := fs.WalkDir(d.Site.FS(), folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		to := strings.TrimPrefix(name, folder+"/")
		if to == content.MediaFile {
			return describeAgain(d, name)
		}
		if found = true; draft.IsPage(to) && (shown == "" || path.Base(to) == "index.md") {
			shown = to
		}
		return d.Move(name, to, true)
	})
	if err != nil && !isMissing(err) {
		return err
	}
	if !found {
		return draft.Fail("edit-not-in-trash", "", nil)
	}
	d.About("Take back from the trash", "", nil, nil)
	d.Show = shown
	return nil
}

// describeAgain puts a description that lay in the trash back into media.yaml.
func describeAgain(d *draft.Draft, name string) error {
	source, _, err := d.Site.Disk.Read(name)
	if err != nil {
		return err
	}
	all, _ := keys.Get(keys.YAML, source, nil)
	entries, _ := all.(map[string]any)
	for file, entry := range entries {
		if err := redescribe(d, file, entry); err != nil {
			return err
		}
	}
	return nil
}

func mustBeMedia(d *draft.Draft, name string) error {
	there, err := d.Exists(name)
	if err != nil || !there || !strings.HasPrefix(name, site.Media+"/") || name == content.MediaFile {
		return draft.Fail("media-missing", name, err, "file", name)
	}
	return nil
}
