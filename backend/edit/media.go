package edit

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// Media returns the site's library, to list and to show what is in media/.
func (e *Editor) Media() *media.Library { return e.library }

// AddMedia takes in a file from a stream, as the op "media" does from a path.
// The outcome's Media has the path that it got.
func (e *Editor) AddMedia(ctx context.Context, name string, r io.Reader, alt string) (Outcome, error) {
	f, err := media.Take(name, r)
	if err != nil {
		return Outcome{}, err
	}
	return e.Apply(ctx, []Op{{Op: "media", Alt: alt, taken: f}}, ApplyOptions{})
}

// DescribeMedia sets the alt text of a file in media/ and whether it is there
// for decoration only.
func (e *Editor) DescribeMedia(ctx context.Context, name, alt string, decorative bool) (Outcome, error) {
	value, err := json.Marshal(map[string]any{"alt": alt, "decorative": decorative})
	if err != nil {
		return Outcome{}, err
	}
	return e.Apply(ctx, []Op{{Op: "media-alt", File: name, Value: value}}, ApplyOptions{})
}

// media takes in a file of this computer. A file whose bytes are there already
// is not kept twice.
func (d *draft) media(op Op) error {
	taken := op.taken
	if taken == nil {
		var err error
		if taken, err = takeFile(op.File); err != nil {
			return err
		}
	}
	d.about("Add "+fileNoun(taken.Type), "", nil, nil)
	name, err := d.place1(taken)
	if err != nil {
		return err
	}
	d.out.Media = append(d.out.Media, name)
	if op.Alt == "" {
		return nil
	}
	return d.describe(name, map[string]any{"alt": op.Alt})
}

func takeFile(name string) (*media.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fail("media-unreadable", "", err, "file", path.Base(name))
	}
	defer f.Close() // it is only read
	return media.Take(name, f)
}

// place1 gives a file its name in media/. The bytes are made durable in the
// site's private folder first; the change set only moves them, so that the
// journal stays small and undo needs no room.
func (d *draft) place1(f *media.File) (string, error) {
	if same, err := d.ed.library.Same(f); err != nil || same != "" {
		return same, err
	}
	staged := path.Join(site.Staged, f.Hash+f.Ext)
	for _, other := range d.files {
		if other.origin == staged {
			return other.path, nil // twice in one change
		}
	}
	names, err := d.folded(site.Media)
	if err != nil {
		return "", err
	}
	name := path.Join(site.Media, site.Unique(f.Stem, f.Ext, func(folded string) bool { return names[folded] }))
	if err := d.ed.site.Disk.Write(staged, f.Content); err != nil {
		return "", saveError(d.set, err)
	}
	return name, d.move(staged, name, true)
}

// mediaAlt sets what media.yaml says of one file.
func (d *draft) mediaAlt(op Op) error {
	there, err := d.exists(op.File)
	if err != nil || !there || !strings.HasPrefix(op.File, site.Media+"/") {
		return fail("media-missing", op.File, err, "file", op.File)
	}
	var values map[string]any
	if err := json.Unmarshal(op.Value, &values); err != nil {
		return fail("edit-op-value", op.File, err, "name", "value")
	}
	d.about("Describe picture", "", nil, nil)
	return d.describe(op.File, values)
}

// describe sets keys of a file's entry in media.yaml. What is as it would be
// without an entry is not written.
func (d *draft) describe(name string, values map[string]any) error {
	f, err := d.optional(content.MediaFile)
	if err != nil {
		return err
	}
	entry := mediaKey(f.bytes, name)
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
		if err := d.set1(content.MediaFile, []string{entry, key}, raw); err != nil {
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
func (d *draft) mediaRename(op Op) error {
	from, to := stringOf(op.From), stringOf(op.To)
	there, err := d.exists(from)
	if err != nil || !there || !strings.HasPrefix(from, site.Media+"/") || from == content.MediaFile {
		return fail("media-missing", from, err, "file", from)
	}
	if !strings.HasPrefix(to, site.Media+"/") || !site.Legal(to) || to == content.MediaFile || !strings.EqualFold(path.Ext(from), path.Ext(to)) {
		return fail("edit-bad-name", to, nil, "name", to)
	}
	if from == to {
		return nil
	}
	if err := d.move(from, to, true); err != nil {
		return err
	}
	moves := links.Moves{Files: map[string]string{from: to}}
	if err := d.follow(moves, ""); err != nil {
		return err
	}
	if err := d.followDescription(from, to); err != nil {
		return err
	}
	d.about("Rename "+fileNoun(""), "", nil, nil)
	d.out.Media = append(d.out.Media, to)
	return nil
}

// followDescription moves a file's entry in media.yaml.
func (d *draft) followDescription(from, to string) error {
	f, err := d.open(content.MediaFile)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	old := mediaKey(f.bytes, from)
	value, ok := keys.Get(keys.YAML, f.bytes, []string{old})
	if !ok {
		return nil
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if err := d.set1(content.MediaFile, []string{old}, nil); err != nil {
		return err
	}
	return d.set1(content.MediaFile, []string{to}, raw)
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
