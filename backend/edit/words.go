package edit

import (
	"strings"

	"github.com/pagewright/pagewright/generator/block"
)

// noun is what a person calls a block, within a label as "Move picture".
func noun(b *block.Block) string {
	if b == nil {
		return "block"
	}
	switch b.Kind {
	case "image":
		return "picture"
	case "blockquote":
		return "quote"
	case "rawhtml", "html":
		return "HTML"
	case "rule":
		return "line"
	case "paragraph", "heading", "list", "code", "table", "picture", "quote", "columns", "column", "gallery", "button", "video", "card", "cards", "hero":
		return b.Kind
	case "posts":
		return "post list"
	case "toc":
		return "table of contents"
	}
	return "block"
}

// keyNoun is what a person calls a key of front matter.
func keyNoun(key string) string {
	switch key {
	case "title", "date", "description", "tags", "draft":
		return key
	case "slug", "url":
		return "address"
	case "image":
		return "picture"
	}
	return "page settings"
}

// settingNoun is what a person calls a key of site.yaml.
func settingNoun(path []string) string {
	switch {
	case len(path) > 2 && path[0] == "theme" && path[1] == "tokens":
		return strings.ReplaceAll(path[2], "-", " ")
	case path[0] == "menus":
		return "menu"
	case path[0] == "theme":
		return "design"
	case path[0] == "title" && len(path) == 1:
		return "site title"
	}
	return "site settings"
}
