// Package pages has the commands that change more than one block: pages made,
// renamed and deleted, media taken in and renamed, front matter and settings.
// What leads to a page or a file follows when that gets another name.
//
// They work on a draft and write nothing. Start reading at Commands.
package pages

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// Commands are the commands of this package by name.
func Commands() map[string]func(*draft.Draft, draft.Op) error {
	return map[string]func(*draft.Draft, draft.Op) error{
		"page": newPage, "trash": trash, "untrash": untrash, "rename": rename, "copy": copyPage, "source": source,
		"frontmatter": frontmatter, "setting": setting, "menu": menu,
		"media": addMedia, "media-alt": mediaAlt, "media-rename": mediaRename, "media-trash": mediaTrash, "media-replace": mediaReplace,
	}
}

// newPage makes a page from its title: content/<in>/<slug>.md. In a collection
// whose pages have dates it gets today's.
func newPage(d *draft.Draft, op draft.Op) error {
	title := strings.TrimSpace(op.Title)
	if title == "" {
		return draft.Fail("edit-no-title", "", nil)
	}
	dir := path.Clean(op.In)
	if op.In == "" {
		dir = site.Content
	}
	if first, _, _ := strings.Cut(dir, "/"); first != site.Content || !site.Legal(dir) {
		return draft.Fail("edit-no-folder", dir, nil, "folder", dir)
	}
	name, err := pageName(d, dir, title)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(title)
	if err != nil {
		return err
	}
	front, err := keys.Set(keys.YAML, nil, []string{"title"}, raw)
	if err != nil {
		return keyError(name, nil, []string{"title"}, err)
	}
	text := string(front.Text)
	if dir != site.Content && dated(d, dir) {
		text += "date: " + d.Now().Format("2006-01-02") + "\n"
	}
	body := string(draft.Lines([]byte(op.Markdown), "\n"))
	if body == "" {
		body = "# " + heading(title)
	}
	d.Create(name, []byte("---\n"+text+"---\n\n"+body+"\n"))
	d.About("New page", name, nil, nil)
	d.Set.Was, d.Show = "", name
	return nil
}

// pageName is a name in a folder for a page of this title that no other has.
func pageName(d *draft.Draft, dir, title string) (string, error) {
	slug := site.Slug(title)
	if slug == "" || slug == "index" {
		slug = "page"
	}
	names, err := folded(d, dir)
	return path.Join(dir, site.Unique(slug, ".md", func(folded string) bool {
		// page.md and page/index.md want the same address
		return names[folded] || names[strings.TrimSuffix(folded, ".md")]
	})), err
}

// heading writes a title as the words of a heading, without any sign in it.
func heading(title string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "`", "\\`", "<", `\<`, "&", "&amp;", "#", `\#`, "~", `\~`, "{", `\{`, "\n", " ").Replace(title)
}

// folded returns the names in a folder, as file systems may compare them.
func folded(d *draft.Draft, dir string) (map[string]bool, error) {
	names := map[string]bool{}
	entries, err := fs.ReadDir(d.Site.FS(), dir)
	if err != nil && !isMissing(err) {
		return nil, err
	}
	for _, e := range entries {
		there, err := d.Exists(path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		if there {
			names[site.Fold(e.Name())] = true
		}
	}
	for _, name := range d.Names() {
		if path.Dir(name) == dir {
			names[site.Fold(path.Base(name))] = true
		}
	}
	return names, nil
}

// dated reports whether the pages of a folder have dates.
func dated(d *draft.Draft, dir string) bool {
	pages, err := fs.Glob(d.Site.FS(), dir+"/*.md")
	if err != nil {
		return false
	}
	for _, name := range pages {
		if path.Base(name) == "_index.md" {
			continue
		}
		source, _, err := d.Site.Disk.Read(name)
		return err == nil && !content.NewPage(name, source).Date.IsZero()
	}
	return false
}
