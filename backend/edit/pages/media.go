package pages

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// addMedia takes in a file of this computer. A file whose bytes are there already
// is not kept twice.
func addMedia(d *draft.Draft, op draft.Op) error {
	taken := op.Taken
	if taken == nil {
		var err error
		if taken, err = takeFile(op.File); err != nil {
			return err
		}
	}
	d.About("Add "+fileNoun(taken.Type), "", nil, nil)
	name, err := shelve(d, taken)
	if err != nil {
		return err
	}
	d.Media = append(d.Media, name)
	if op.Alt == "" {
		return nil
	}
	return describe(d, name, map[string]any{"alt": op.Alt})
}

func takeFile(name string) (*media.File, error) {
	f, err := regular.OpenFile(name)
	if err != nil {
		return nil, draft.Fail("media-unreadable", "", err, "file", path.Base(name))
	}
	defer f.Close() // it is only read
	taken, err := media.Take(name, f)
	var unread *fs.PathError // a folder, or a disk that was taken out
	if errors.As(err, &unread) {
		return nil, draft.Fail("media-unreadable", "", err, "file", path.Base(name))
	}
	return taken, err
}

// shelve gives a file its name in media/. The bytes are made durable in the
// site's private folder first; the change set only moves them, so that the
// journal stays small and undo needs no room.
func shelve(d *draft.Draft, f *media.File) (string, error) {
	icon := slices.Contains(content.Icons(), path.Join(site.Media, f.Stem+f.Ext)) // is found by its name
	if same, err := d.Library.Same(f); err != nil || same != "" && !icon {
		return same, err
	}
	staged := site.StagedName(f.Hash, f.Ext)
	if other := d.MovedFrom(staged); other != "" {
		return other, nil // twice in one change
	}
	names, err := folded(d, site.Media)
	if err != nil {
		return "", err
	}
	name := path.Join(site.Media, site.Unique(f.Stem, f.Ext, func(folded string) bool { return names[folded] }))
	if err := d.Site.Disk.Write(staged, f.Content); err != nil {
		return "", draft.SaveError("", err)
	}
	return name, d.Move(staged, name, true)
}

// mediaAlt sets what media.yaml says of one file.
func mediaAlt(d *draft.Draft, op draft.Op) error {
	if err := mustBeMedia(d, op.File); err != nil {
		return err
	}
	var values map[string]any
	if err := json.Unmarshal(op.Value, &values); err != nil {
		return draft.Fail("edit-op-value", op.File, err, "name", "value")
	}
	if _, ok := values["focus"]; ok {
		d.About("Move focus of picture", "", nil, nil)
	}
	d.About("Describe picture", "", nil, nil)
	return describe(d, op.File, values)
}

// describe sets keys of a file's entry in media.yaml. What is as it would be
// without an entry is not written.
func describe(d *draft.Draft, name string, values map[string]any) error {
	f, err := d.Optional(content.MediaFile)
	if err != nil {
		return err
	}
	entry := mediaKey(f.Bytes, name)
	for _, key := range []string{"alt", "decorative", "focus"} {
		value, ok := values[key]
		if !ok {
			continue
		}
		if value == false || value == "" {
			value = nil
		}
		raw, err := json.Marshal(value)
		if err != nil {
			return err
		}
		if err := setKey(d, content.MediaFile, []string{entry, key}, raw); err != nil {
			return err
		}
	}
	return nil
}

// mediaKey is how media.yaml calls a file: as it does already, else by its path.
func mediaKey(source []byte, name string) string {
	for _, key := range []string{name, "/" + name, strings.TrimPrefix(name, site.Media+"/")} {
		if _, ok := keys.Get(keys.YAML, source, []string{key}); ok {
			return key
		}
	}
	return name
}

// mediaRename gives a file in media/ another name; all that uses it follows.
func mediaRename(d *draft.Draft, op draft.Op) error {
	from, to := stringOf(op.From), stringOf(op.To)
	if err := mustBeMedia(d, from); err != nil {
		return err
	}
	if !strings.HasPrefix(to, site.Media+"/") || !site.Legal(to) || to == content.MediaFile || !strings.EqualFold(path.Ext(from), path.Ext(to)) {
		return draft.Fail("edit-bad-name", to, nil, "name", to)
	}
	if from == to {
		return nil
	}
	if err := vacant(d, from, to); err != nil {
		return err
	}
	if err := d.Move(from, to, true); err != nil {
		return err
	}
	moves := links.Moves{Files: map[string]string{from: to}}
	if err := follow(d, moves, words(from, moves), nil); err != nil {
		return err
	}
	if err := followDescription(d, from, to); err != nil {
		return err
	}
	d.About("Rename "+nounOf(from), "", nil, nil)
	d.Media = append(d.Media, to)
	return nil
}

// followDescription moves a file's entry in media.yaml.
func followDescription(d *draft.Draft, from, to string) error {
	f, err := d.Open(content.MediaFile)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	old := mediaKey(f.Bytes, from)
	value, ok := keys.Get(keys.YAML, f.Bytes, []string{old})
	if !ok {
		return nil
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if err := setKey(d, content.MediaFile, []string{old}, nil); err != nil {
		return err
	}
	return setKey(d, content.MediaFile, []string{to}, raw)
}

// nounOf is what a person calls a file.
func nounOf(name string) string {
	if kind, ok := media.TypeOf(name); ok {
		return fileNoun(kind)
	}
	return fileNoun("")
}

func fileNoun(mediaType string) string {
	kind, _, _ := strings.Cut(mediaType, "/")
	switch kind {
	case "image":
		return "picture"
	case "video":
		return "video"
	case "audio":
		return "sound"
	}
	return "file"
}
