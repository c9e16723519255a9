package habit

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/pagewright/pagewright/generator/content"
)

// eleventyPattern is the pattern of a page's address: its own, or that of the
// nearest folder above it whose data file names one. Empty: there is none.
func (r *reader) eleventyPattern(p *Page, input string) string {
	if own := p.Matter.Text("permalink"); own != "" {
		return own
	}
	for dir := path.Dir(p.Source); ; dir = path.Dir(dir) {
		for _, ext := range dataEndings {
			if pattern := text(r.folderData(path.Join(dir, path.Base(dir)+ext)), "permalink"); pattern != "" {
				return pattern
			}
		}
		if dir == "." || dir == input {
			return ""
		}
	}
}

// dataEndings are how files of data for all pages of a folder end.
var dataEndings = []string{".11tydata.json", ".json", ".11tydata.yaml", ".yaml", ".yml"}

// dataOf is the folder whose pages a file gives data to, by its name; empty: none.
func dataOf(name string) string {
	dir, base := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	for _, ext := range dataEndings {
		if dir != "" && base == path.Base(dir)+ext {
			return dir
		}
	}
	return ""
}

// folderData reads the data that a folder gives to all its pages.
func (r *reader) folderData(name string) map[string]any {
	if !r.there[name] {
		return nil
	}
	values := map[string]any{}
	data, err := fs.ReadFile(r.FS, name)
	if err != nil || decode(name, data, &values) != nil {
		return nil
	}
	r.used[name] = true
	return values
}

var (
	expression = regexp.MustCompile(`\{\{-?\s*(.*?)\s*-?\}\}`)
	slugged    = regexp.MustCompile(`^(.+?)\s*\|\s*(?:slugify|slug|url_slug)$`)
	dateParts  = regexp.MustCompile(`^page\.date\s*\|\s*date:?\s*\(?["']([^"']*)["']\)?$`)
)

// eleventyFill makes an address of a pattern with expressions; false when one
// of them is not known. stem is the page's path below the input folder.
func eleventyFill(pattern string, p *Page, stem string, date time.Time) (string, bool) {
	known := true
	address := expression.ReplaceAllStringFunc(pattern, func(whole string) string {
		value, ok := eleventyValue(expression.FindStringSubmatch(whole)[1], p, stem, date)
		known = known && ok
		return value
	})
	return address, known && !strings.ContainsAny(address, "{}%")
}

func eleventyValue(expr string, p *Page, stem string, date time.Time) (string, bool) {
	if m := slugged.FindStringSubmatch(expr); m != nil {
		value, ok := eleventyValue(m[1], p, stem, date)
		return content.Slug(value), ok
	}
	if m := dateParts.FindStringSubmatch(expr); m != nil && !date.IsZero() {
		return strings.NewReplacer("%Y", date.Format("2006"), "%m", date.Format("01"), "%d", date.Format("02"), "%y", date.Format("06")).Replace(m[1]), true
	}
	switch expr {
	case "page.fileSlug":
		if path.Base(stem) == "index" {
			return strings.TrimPrefix(path.Base(path.Dir(stem)), "."), true
		}
		return path.Base(stem), true
	case "page.filePathStem":
		return "/" + stem, true
	}
	value := p.Matter.Text(expr)
	return value, value != ""
}
