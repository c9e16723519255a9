package edit

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// newPage makes a page from its title: content/<in>/<slug>.md. In a collection
// whose pages have dates it gets today's.
func (d *draft) newPage(op Op) error {
	title := strings.TrimSpace(op.Title)
	if title == "" {
		return fail("edit-no-title", "", nil)
	}
	dir := path.Clean(op.In)
	if op.In == "" {
		dir = site.Content
	}
	if first, _, _ := cutFirst(dir); first != site.Content || !site.Legal(dir) {
		return fail("edit-no-folder", dir, nil, "folder", dir)
	}
	slug := site.Slug(title)
	if slug == "" || slug == "index" {
		slug = "page"
	}
	names, err := d.folded(dir)
	if err != nil {
		return err
	}
	name := path.Join(dir, site.Unique(slug, ".md", func(folded string) bool {
		// page.md and page/index.md want the same address
		return names[folded] || names[strings.TrimSuffix(folded, ".md")]
	}))
	values := []struct {
		key   string
		value any
	}{{"title", title}}
	if dir != site.Content && d.dated(dir) {
		values = append(values, struct {
			key   string
			value any
		}{"date", d.ed.o.Now().Format("2006-01-02")})
	}
	text := []byte{}
	for _, v := range values {
		raw, err := json.Marshal(v.value)
		if err != nil {
			return err
		}
		edit, err := keys.Set(keys.YAML, text, []string{v.key}, raw)
		if err != nil {
			return keyError(name, []string{v.key}, err)
		}
		text = slices.Concat(text[:edit.Start], edit.Text, text[edit.End:])
	}
	body := string(lines([]byte(op.Markdown), "\n"))
	if body == "" {
		body = "# " + heading(title)
	}
	d.create(name, []byte("---\n"+string(text)+"---\n\n"+body+"\n"))
	d.about("New page", name, nil, nil)
	d.set.Was, d.out.Show = "", name
	return nil
}

// heading writes a title as the words of a heading, without any sign in it.
func heading(title string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "`", "\\`", "<", `\<`, "&", "&amp;", "#", `\#`, "~", `\~`, "{", `\{`, "\n", " ").Replace(title)
}

// folded returns the names in a folder, as file systems may compare them.
func (d *draft) folded(dir string) (map[string]bool, error) {
	names := map[string]bool{}
	entries, err := fs.ReadDir(d.ed.site.FS(), dir)
	if err != nil && !isMissing(err) {
		return nil, err
	}
	for _, e := range entries {
		names[site.Fold(e.Name())] = true
	}
	for _, f := range d.files {
		if path.Dir(f.path) == dir {
			names[site.Fold(path.Base(f.path))] = true
		}
	}
	return names, nil
}

// dated reports whether the pages of a folder have dates.
func (d *draft) dated(dir string) bool {
	pages, err := fs.Glob(d.ed.site.FS(), dir+"/*.md")
	if err != nil {
		return false
	}
	for _, name := range pages {
		if path.Base(name) == "_index.md" {
			continue
		}
		source, _, err := d.ed.site.Disk.Read(name)
		return err == nil && !content.NewPage(name, source).Date.IsZero()
	}
	return false
}

// trash moves a page, with the files beside it when it has a folder of its own,
// to the site's trash. The pages that link to it are told in the outcome.
func (d *draft) trash(op Op) error {
	f, err := d.page(op.Page)
	if err != nil {
		return err
	}
	if op.Page == site.Content+"/index.md" || op.Page == site.Content+"/_index.md" {
		return fail("edit-home-page", op.Page, nil)
	}
	names, err := d.along(op.Page)
	if err != nil {
		return err
	}
	page := pageOf(op.Page, f.bytes)
	if d.out.Links, err = d.inbound(page); err != nil {
		return err
	}
	folder := d.ed.trashName("")
	for _, name := range names {
		if err := d.move(name, path.Join(folder, name), name != op.Page); err != nil {
			return err
		}
	}
	d.about("Delete page", op.Page, nil, nil)
	d.set.Page = ""
	return nil
}

// along returns the files that go where a page goes: the page, and for a page
// with a folder of its own (index.md) all in it that is no other page.
func (d *draft) along(page string) ([]string, error) {
	if path.Base(page) != "index.md" || path.Dir(page) == site.Content {
		return []string{page}, nil
	}
	names := []string{page}
	err := fs.WalkDir(d.ed.site.FS(), path.Dir(page), func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) != ".md" {
			names = append(names, name)
		}
		return err
	})
	return names, err
}
