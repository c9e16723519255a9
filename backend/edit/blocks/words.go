package blocks

import (
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
