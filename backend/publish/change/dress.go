package change

import (
	"bytes"
	"io"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// dress tells pages that only wear another design from pages that differ.
type dress struct {
	content release.Content   // nil: it can not tell
	names   *strings.Replacer // the new names of the design's files into the old ones; nil: none was renamed
}

// newDress finds the files of the design that have another fingerprint now.
func newDress(before, after map[string]thing, content release.Content) dress {
	var pairs []string
	for name, t := range after {
		if was, there := before[name]; there && t.design != "" && was.design != "" && t.design != was.design {
			pairs = append(pairs, t.design, was.design)
		}
	}
	if len(pairs) == 0 || content == nil {
		return dress{}
	}
	return dress{content, strings.NewReplacer(pairs...)}
}

// only reports whether a page differs from what it was in nothing but the names
// of the design's files, which is so when the old names make the old bytes of
// it. design counts the pages that name a new file, and no lists. What can not be read
// counts as different.
func (d dress) only(t, was thing, design *int) bool {
	if d.names == nil || t.what != Page && t.what != List || len(was.hashes) != 1 {
		return false
	}
	r, err := d.content.Open(t.path)
	if err != nil {
		return false
	}
	data, err := io.ReadAll(io.LimitReader(r, maxPage))
	r.Close()
	if err != nil {
		return false
	}
	undressed := []byte(d.names.Replace(string(data)))
	if bytes.Equal(undressed, data) {
		return false
	}
	if t.what == Page {
		*design++
	}
	return release.Hash(undressed) == was.hashes[0]
}

// maxPage bounds what is read of one page, in bytes.
const maxPage = 32 << 20
