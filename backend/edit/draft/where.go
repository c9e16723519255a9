package draft

import (
	"net/url"

	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/generator/content"
)

// PageOf is where a page stands, from its path and what its front matter says.
func PageOf(name string, source []byte) links.Page {
	address := content.NewPage(name, source).URL
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	return links.Page{Path: name, URL: address}
}
