package edit

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
)

// frontmatter sets one key of a page's front matter, which is made when there
// is none; null takes the key away.
func (d *draft) frontmatter(op Op) error {
	f, err := d.page(op.Page)
	if err != nil {
		return err
	}
	if op.Key == "" {
		return fail("edit-op-value", op.Page, nil, "name", "key")
	}
	d.about("Change "+keyNoun(op.Key), op.Page, nil, nil)
	return d.setFront(f, []string{op.Key}, op.Value)
}

func (d *draft) setFront(f *file, path []string, value json.RawMessage) error {
	tree := d.parse(f)
	format := keys.YAML
	switch {
	case tree.Format == block.TOML:
		format = keys.TOML
	case tree.Front.Len() == 0:
		return d.newFront(f, path, value)
	}
	edit, err := keys.Set(format, tree.Data.In(f.bytes), path, value)
	if err != nil {
		return keyError(f.path, path, err)
	}
	if edit == nil {
		return nil
	}
	text, start := edit.Text, tree.Data.Start
	if edit.End == tree.Data.Len() && len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, eolOf(f.bytes)...) // the closing fence follows
	}
	f.splice(start+edit.Start, start+edit.End, text)
	return nil
}

func (d *draft) newFront(f *file, path []string, value json.RawMessage) error {
	at := d.parse(f).Body.Start
	if rest := strings.TrimLeft(string(f.bytes[at:]), " \t"); strings.HasPrefix(rest, "---") || strings.HasPrefix(rest, "+++") {
		first, _, _ := strings.Cut(rest, "\n")
		if fence := strings.TrimRight(first, " \t\r"); fence == "---" || fence == "+++" {
			return fail("frontmatter-not-closed", f.path, nil)
		}
	}
	edit, err := keys.Set(keys.YAML, nil, path, value)
	if err != nil || edit == nil {
		return err
	}
	eol := eolOf(f.bytes)
	text := "---" + eol + strings.ReplaceAll(string(edit.Text), "\n", eol) + "---" + eol
	if at < len(f.bytes) {
		text += eol
	}
	f.splice(at, at, []byte(text))
	return nil
}

// setting sets one key of site.yaml by its path, as theme.tokens.accent.
func (d *draft) setting(op Op) error {
	path := strings.Split(op.Key, ".")
	for _, part := range path {
		if part == "" {
			return fail("edit-op-value", site.Settings, nil, "name", "key")
		}
	}
	d.about("Change "+settingNoun(path), "", nil, nil)
	return d.set1(site.Settings, path, op.Value)
}

// set1 sets one key of a YAML file of the site, which is made when it is missing.
func (d *draft) set1(name string, path []string, value json.RawMessage) error {
	f, err := d.optional(name)
	if err != nil {
		return err
	}
	edit, err := keys.Set(keys.YAML, f.bytes, path, value)
	if err != nil {
		return keyError(name, path, err)
	}
	if edit != nil {
		f.splice(edit.Start, edit.End, edit.Text)
	}
	return nil
}

// menu writes all items of one menu.
func (d *draft) menu(op Op) error {
	if op.Name == "" {
		return fail("edit-op-value", site.Settings, nil, "name", "name")
	}
	d.about("Change menu", "", nil, nil)
	return d.set1(site.Settings, []string{"menus", op.Name}, op.Value)
}

func keyError(name string, path []string, err error) error {
	key := strings.Join(path, ".")
	switch {
	case errors.Is(err, keys.ErrSyntax) && name == site.Settings:
		return fail("site-settings-syntax", name, err, "reason", err.Error())
	case errors.Is(err, keys.ErrSyntax):
		return fail("frontmatter-syntax", name, err, "reason", err.Error())
	case errors.Is(err, keys.ErrUnsafe):
		return fail("frontmatter-unsafe", name, err, "key", key)
	}
	return fail("edit-op-value", name, err, "name", key)
}
