package target

import (
	"path"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/generator"
)

// Describe says what is known of the paths of a site's releases: the pages that
// a person wrote, the lists of collections and tags, and what a picture or file
// was made from.
func Describe(e *generator.Engine) publish.Describe {
	site := e.Site()
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
	return func(output string) change.Known {
		if title, ok := written[output]; ok {
			return change.Known{What: change.Page, Title: title}
		}
		if title := listTitle(lists, path.Dir(output)); title != "" && path.Base(output) == "index.html" {
			return change.Known{What: change.List, Title: title}
		}
		return change.Known{Source: e.Source(output)}
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
