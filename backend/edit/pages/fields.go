package pages

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content/front"
	"github.com/pagewright/pagewright/generator/diag"
)

// frontmatter sets one key of a page's front matter, which is made when there
// is none; null takes the key away.
func frontmatter(d *draft.Draft, op draft.Op) error {
	f, err := d.Page(op.Page)
	if err != nil {
		return err
	}
	if op.Key == "" {
		return draft.Fail("edit-op-value", op.Page, nil, "name", "key")
	}
	d.About("Change "+keyNoun(op.Key), op.Page, nil, nil)
	return setFront(d, f, []string{op.Key}, op.Value)
}

func setFront(d *draft.Draft, f *draft.File, path []string, value json.RawMessage) error {
	tree := d.Parse(f)
	format := keys.YAML
	switch {
	case tree.Format == block.TOML:
		format = keys.TOML
	case tree.Front.Len() == 0:
		return newFront(d, f, path, value)
	}
	edit, err := keys.Set(format, tree.Data.In(f.Bytes), path, value)
	if err != nil {
		return keyError(f.Path, f.Bytes, path, err)
	}
	if edit == nil {
		return nil
	}
	text, start := edit.Text, tree.Data.Start
	if edit.End == tree.Data.Len() && len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, draft.EOL(f.Bytes)...) // the closing fence follows
	}
	f.Splice(start+edit.Start, start+edit.End, text)
	return nil
}

func newFront(d *draft.Draft, f *draft.File, path []string, value json.RawMessage) error {
	at := d.Parse(f).Body.Start
	if rest := strings.TrimLeft(string(f.Bytes[at:]), " \t"); strings.HasPrefix(rest, "---") || strings.HasPrefix(rest, "+++") {
		first, _, _ := strings.Cut(rest, "\n")
		if fence := strings.TrimRight(first, " \t\r"); fence == "---" || fence == "+++" {
			return draft.Fail("frontmatter-not-closed", f.Path, nil)
		}
	}
	edit, err := keys.Set(keys.YAML, nil, path, value)
	if err != nil || edit == nil {
		return err
	}
	eol := draft.EOL(f.Bytes)
	text := "---" + eol + strings.ReplaceAll(string(edit.Text), "\n", eol) + "---" + eol
	if at < len(f.Bytes) {
		text += eol
	}
	f.Splice(at, at, []byte(text))
	return nil
}

// setting sets one key of site.yaml by its path, as theme.tokens.accent.
func setting(d *draft.Draft, op draft.Op) error {
	path := strings.Split(op.Key, ".")
	for _, part := range path {
		if part == "" {
			return draft.Fail("edit-op-value", site.Settings, nil, "name", "key")
		}
	}
	d.About("Change "+settingNoun(path), "", nil, nil)
	return setKey(d, site.Settings, path, op.Value)
}

// setKey sets one key of a YAML file of the site, which is made when it is missing.
func setKey(d *draft.Draft, name string, path []string, value json.RawMessage) error {
	f, err := d.Optional(name)
	if err != nil {
		return err
	}
	edit, err := keys.Set(keys.YAML, f.Bytes, path, value)
	if err != nil {
		return keyError(f.Path, f.Bytes, path, err)
	}
	if edit != nil {
		f.Splice(edit.Start, edit.End, edit.Text)
	}
	return nil
}

// menu writes all items of one menu.
func menu(d *draft.Draft, op draft.Op) error {
	if op.Name == "" {
		return draft.Fail("edit-op-value", site.Settings, nil, "name", "name")
	}
	d.About("Change menu", "", nil, nil)
	return setKey(d, site.Settings, []string{"menus", op.Name}, op.Value)
}

// keyError says why the key at path of a file was not changed; source is what is
// in the file.
func keyError(name string, source []byte, path []string, err error) error {
	key := strings.Join(path, ".")
	switch {
	case errors.Is(err, keys.ErrSyntax) && name == site.Settings:
		_, found := front.Settings(name, "site-settings-syntax", source)
		return atFault("site-settings-syntax", name, found, err)
	case errors.Is(err, keys.ErrSyntax):
		_, _, found := front.Read(name, source)
		return atFault("frontmatter-syntax", name, found, err)
	case errors.Is(err, keys.ErrUnsafe):
		return draft.Fail("frontmatter-unsafe", name, err, "key", key)
	}
	return draft.Fail("edit-op-value", name, err, "name", key)
}

// atFault is draft.Fail with the place where a file does not follow its rules.
func atFault(code, name string, found []diag.Diag, err error) error {
	d := &diag.Diag{Code: code, Severity: diag.Error, Where: diag.Where{Path: name}, Err: err}
	if i := slices.IndexFunc(found, func(d diag.Diag) bool { return d.Code == code }); i >= 0 {
		d.Where = found[i].Where
	}
	return d
}
