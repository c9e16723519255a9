package api

import "encoding/json"

// The types of pages, their blocks and their changes; types.go says what they
// are.

// PageRequest names a page (page.open, page.source).
type PageRequest struct {
	Page string `json:"page"`
}

// PageState is the answer of page.open and part of every answer that changes a page.
type PageState struct {
	Page        string            `json:"page"`
	Revision    int64             `json:"revision"`
	Canvas      string            `json:"canvas"` // address of the canvas document: differs for every revision
	Permalink   string            `json:"permalink"`
	Blocks      []Block           `json:"blocks"`
	FrontMatter map[string]string `json:"frontMatter"` // the scalar keys
	Tags        []string          `json:"tags"`
	Problems    []Problem         `json:"problems"`
}

// PageSource is the answer of page.source: a page as it is in its file.
type PageSource struct {
	Page     string    `json:"page"`
	Hash     string    `json:"hash"`     // Was of the op "source" that changes it
	Text     string    `json:"text"`     // without a mark of byte order
	Problems []Problem `json:"problems"` // all that is known of this file, by line
}

// Block is one node of the page's block tree. Its place is its index path:
// "1.0" is the first child of the second block. On the canvas the element of a
// block has the attribute data-pw-at with that path, and data-pw-kind.
type Block struct {
	At       string            `json:"at"`
	Kind     string            `json:"kind"`
	Locked   bool              `json:"locked"`   // a directive that no kind knows, or one that is not closed: show, move, never edit inside
	Text     bool              `json:"text"`     // page.text answers for it: it can be typed into
	Label    string            `json:"label"`    // its first words, for the layer list
	Attrs    map[string]string `json:"attrs"`    // as written; of a plain picture src, alt and title
	Source   string            `json:"source"`   // its Markdown, at most 64 KiB
	Children []Block           `json:"children"` // never nil
}

// TextRequest asks page.text for a block's text.
type TextRequest struct {
	Page     string `json:"page"`
	At       string `json:"at"`
	Revision int64  `json:"revision"`
}

// TextAnswer is a block as a ProseMirror document: nodes doc, paragraph,
// heading{level}, bulletList, orderedList{start}, listItem, blockquote,
// codeBlock{language}, hardBreak, image{src,alt,title}, opaque{source,label};
// marks bold, italic, strike, code, link{href,title}. For a heading or a
// paragraph the doc holds exactly that one node, and so on for each kind.
type TextAnswer struct {
	Doc json.RawMessage `json:"doc" ts:"ProseDoc"`
}

// Op is one command of a change set; which fields count is said by Op. It is
// the same that `pagewright edit` reads, a JSON object a line. At, From and To
// are index paths.
type Op struct {
	Op       string          `json:"op"` // replace insert delete move attr frontmatter setting page copy trash untrash rename media media-rename media-trash media-replace text source menu duplicate transform
	Page     string          `json:"page,omitempty"`
	At       []int           `json:"at,omitempty"`
	From     json.RawMessage `json:"from,omitempty" ts:"number[] | string"` // move: index path; rename: path; insert: the page that Markdown was cut or copied from
	To       json.RawMessage `json:"to,omitempty" ts:"number[] | string"`   // move: index path in the tree as it was before the move; the block comes to stand before what stands there; rename: path
	ToPage   string          `json:"toPage,omitempty"`                      // move: another page
	Markdown string          `json:"markdown,omitempty"`
	Doc      json.RawMessage `json:"doc,omitempty" ts:"ProseDoc"` // text: ProseMirror document of the block
	Name     string          `json:"name,omitempty"`
	Key      string          `json:"key,omitempty"`
	Value    json.RawMessage `json:"value,omitempty" ts:"unknown"` // attr, frontmatter, setting; null takes the key away
	Title    string          `json:"title,omitempty"`
	In       string          `json:"in,omitempty"`   // page: folder
	File     string          `json:"file,omitempty"` // media: a file on this computer, `edit` and the window only
	Alt      string          `json:"alt,omitempty"`
	Kind     string          `json:"kind,omitempty"` // transform: heading, paragraph, list, quote, code; of a plain picture: picture
	Level    int             `json:"level,omitempty"`
	Text     *string         `json:"text,omitempty" ts:"string"` // source: the whole page
	Was      string          `json:"was,omitempty"`              // source: the hash of the page that Text was made of; another one is refused with "edit-stale"
}

// EditRequest asks edit.apply for one change set: all of Ops, or nothing.
type EditRequest struct {
	Page     string `json:"page"`     // the page on the canvas; may be empty
	Revision int64  `json:"revision"` // the page's revision that At speaks of; another one is refused with "edit-stale"
	Ops      []Op   `json:"ops"`
	Join     string `json:"join"` // equal and not empty: joined with the change before into one step of undo (typing)
}

// EditAnswer is what a change came to (edit.apply, edit.undo, edit.redo).
type EditAnswer struct {
	Label    string     `json:"label"` // "Move picture"
	Changed  bool       `json:"changed"`
	Page     *PageState `json:"page"`                      // the page on the canvas as it is now; nil: it is gone or none was named
	Since    int64      `json:"since"`                     // the page's revision that Order starts from
	Order    []Piece    `json:"order" ts:"Piece[] | null"` // enough to bring the canvas from the revision Since to Page, one piece for each of Page.Blocks; nil: load Page.Canvas anew
	Select   string     `json:"select"`                    // index path that should be selected now, or empty
	Show     string     `json:"show"`                      // another page that should be shown now (undo of a change elsewhere, a new page), or empty
	Misses   bool       `json:"misses"`                    // the page still refers to a footnote or named link that was deleted
	Links    []string   `json:"links"`                     // titles of pages that lead to what went to the trash, sorted as they are found; never nil
	InMenus  bool       `json:"inMenus"`                   // a menu leads there too
	Revision int64      `json:"revision"`                  // of the site
	Undo     string     `json:"undo"`
	Redo     string     `json:"redo"`
}

// Piece is one top-level block of the canvas after a change. Old blocks whose
// From no piece has are gone. Wherever an element stays or is one of the
// footnotes, the first number of each data-pw-at in it changes from From to the
// piece's own index.
type Piece struct {
	From int    `json:"from"`           // index of the block that it was at Since; -1: it is new
	HTML string `json:"html,omitempty"` // one element, with its marks: the new block, or what takes the place of the old one's element; empty: that stays (a footnote's stands among the footnotes)
}

// UndoRequest names the page on the canvas for edit.undo and edit.redo.
type UndoRequest struct {
	Page string `json:"page"`
}
