package export

import (
	"fmt"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// list is the file of redirects that many hosts read.
const list = "_redirects"

// redirects returns the files that stand for the redirects of a release: a page
// each, where no page of the site stands, and the list of all. None without
// redirects.
func redirects(m *release.Manifest) map[string][]byte {
	files := map[string][]byte{}
	var lines strings.Builder
	for _, r := range m.Redirects {
		fmt.Fprintf(&lines, "%s %s %d\n", r.From, r.To, r.Code)
		name := release.RedirectPath(r.From)
		if _, taken := m.Files[name]; !taken {
			files[name] = release.RedirectPage(r.To)
		}
	}
	if _, taken := m.Files[list]; !taken && lines.Len() > 0 {
		files[list] = []byte(lines.String())
	}
	return files
}
