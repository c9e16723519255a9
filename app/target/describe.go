package target

import (
	"path"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/generator/content"
)

// Describe says what is known of the pages of a site by their paths in the
// release: those that a person wrote, and the lists of collections and tags.
func Describe(site *content.Site) publish.Describe {
	written := make(map[string]string, len(site.Pages))
	for _, p := range site.Pages {
		written[p.Output] = p.Title
	}
	lists := map[string]string{}
	for _, c := range site.Collections {
		lists[c.Dir()] = c.Label
	}
	for _, t := range site.Terms {
		lists["tags/"+t.Slug] = t.Name
	}
	return func(output string) (string, bool) {
		if title, ok := written[output]; ok {
			return title, true
		}
		return listTitle(lists, path.Dir(output)), false
	}
}

// listTitle names a list, or a further page of one.
func listTitle(lists map[string]string, dir string) string {
	if title := lists[dir]; title != "" {
		return title
	}
	of, number := path.Split(dir)
	title := lists[path.Dir(strings.TrimSuffix(of, "/"))]
	if _, err := strconv.Atoi(number); err != nil || path.Base(of) != "page" || title == "" {
		return ""
	}
	return title + ", page " + number
}
