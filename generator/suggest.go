package generator

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/diag"
)

// maxSuggestions bounds the findings that get a suggestion: each is compared
// with all pages or files.
const maxSuggestions = 100

// suggest adds to findings of addresses that lead nowhere the one that is
// written almost so. It is done when they are told and not when they are found:
// what is near depends on the whole site.
func (s *snapshot) suggest(list []diag.Diag) []diag.Diag {
	var pages, files []string
	left := maxSuggestions
	for i := range list {
		d := &list[i]
		near := ""
		switch d.Code {
		case "link-missing", "menu-link-missing":
			if pages == nil {
				pages = s.addresses()
			}
			near = nearAddress(d.Args["address"], pages)
		case "picture-missing", "link-file-missing":
			if files == nil {
				files = s.filePaths()
			}
			near = nearFile(d.Args["address"], files)
		default:
			continue
		}
		if near != "" {
			d.Args = maps.Clone(d.Args) // the finding is kept for the next build
			d.Args["near"] = near
		}
		if left--; left == 0 {
			break
		}
	}
	return list
}

func (s *snapshot) addresses() []string {
	all := []string{}
	for _, p := range s.world.Site.Pages {
		if s.world.Site.Visible(p) {
			all = append(all, p.URL)
		}
	}
	return all
}

func (s *snapshot) filePaths() []string {
	all := []string{}
	for p := range s.files {
		if p != "media/media.yaml" {
			all = append(all, "/"+p)
		}
	}
	slices.Sort(all)
	return all
}

// nearAddress finds a page's address that differs in a slash, in capitals or in
// a letter or two.
func nearAddress(at string, all []string) string {
	bare := strings.ToLower(strings.Trim(at, "/"))
	short := make([]string, len(all))
	for i, a := range all {
		short[i] = strings.ToLower(strings.Trim(a, "/"))
		if short[i] == bare {
			return a
		}
	}
	return back(diag.Nearest(bare, short), short, all)
}

// nearFile finds a file of the same name in another folder or in capitals, or
// one whose name differs in a letter or two. Of several it is the first by name.
func nearFile(at string, all []string) string {
	name := strings.ToLower(path.Base(at))
	best := ""
	short := make([]string, len(all))
	for i, a := range all {
		short[i] = strings.ToLower(path.Base(a))
		if short[i] == name && (best == "" || a < best) {
			best = a
		}
	}
	if best != "" {
		return best
	}
	return back(diag.Nearest(name, short), short, all)
}

// back is the first by name of those that are short in this way.
func back(found string, short, all []string) string {
	best := ""
	for i, a := range all {
		if found != "" && short[i] == found && (best == "" || a < best) {
			best = a
		}
	}
	return best
}
