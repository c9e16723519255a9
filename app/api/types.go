package api

import "encoding/json"

// The types of this file and of types_publish.go are what the editor and the
// program say to each other: POST /api/<area>.<verb> takes one Request type and
// answers with one Answer type as JSON, or with a Problem and a 4xx or 5xx
// status. The TypeScript types are generated from these files: they hold
// nothing else.

// Problem is a failure as a person reads it.
type Problem struct {
	Code   string `json:"code"`             // permanent: area-kind, as "publish-access-denied"
	Title  string `json:"title"`            // what happened
	Why    string `json:"why,omitempty"`    // the cause, where it is known
	Safe   string `json:"safe,omitempty"`   // what is untouched
	Next   string `json:"next,omitempty"`   // what to do
	Action string `json:"action,omitempty"` // a button: a command's id in the front end
	Label  string `json:"label,omitempty"`  // the button's words
	Page   string `json:"page,omitempty"`   // the page at fault
	Line   int    `json:"line,omitempty"`   // 1-based; 0: none
	Quote  string `json:"quote,omitempty"`  // the source at fault
}

// Capabilities says what the place that shows the editor can do.
type Capabilities struct {
	Window       bool `json:"window"`       // the desktop window: native dialogs and file drops with paths
	OpenExternal bool `json:"openExternal"` // app.browse opens the person's browser; else the editor opens a tab
}

// AppState is the answer of app.state: all that the editor needs to start.
type AppState struct {
	Version      string       `json:"version"`
	Platform     string       `json:"platform"` // linux, darwin, windows
	Capabilities Capabilities `json:"capabilities"`
	Site         *SiteState   `json:"site"`     // nil: no site is open, show the welcome screen
	Problem      *Problem     `json:"problem"`  // why the site that the program was started with is not open
	Recent       []RecentSite `json:"recent"`   // newest first
	Starters     []Starter    `json:"starters"` // what site.create can start from
}

// RecentSite is a site that was open before.
type RecentSite struct {
	Dir   string `json:"dir"`
	Title string `json:"title"`
}

// Starter is a ready site to start from.
type Starter struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	About string `json:"about"`
}

// SiteState is all of a site but its pages' content. It is the answer of
// site.state, site.open and site.create, and comes with the event "site".
type SiteState struct {
	Dir         string       `json:"dir"`
	Title       string       `json:"title"`
	Language    string       `json:"language"` // BCP 47
	Address     string       `json:"address"`  // the site's public address, may be empty
	Description string       `json:"description"`
	Author      string       `json:"author"`
	ReadOnly    string       `json:"readOnly"` // why nothing can be changed; empty: it can
	Pages       []PageInfo   `json:"pages"`    // in the order of the page list
	Kinds       []Kind       `json:"kinds"`    // block kinds, in the order of the inserter
	Tokens      []Token      `json:"tokens"`   // of the theme, with their present values
	Looks       []Look       `json:"looks"`    // that the theme suggests
	Menus       []Menu       `json:"menus"`
	Undo        string       `json:"undo"`        // what Undo would take back ("Move picture"); empty: nothing
	Redo        string       `json:"redo"`        // likewise
	Unpublished int          `json:"unpublished"` // pages and files that differ from the target's live release; -1: never published
	Targets     []TargetInfo `json:"targets"`
	Problems    []Problem    `json:"problems"` // what is wrong in the site's files; the rest works
	Preview     string       `json:"preview"`  // address of the live preview
	Revision    int64        `json:"revision"` // counts up with every change
}

// PageInfo is a page in the page list.
type PageInfo struct {
	Path       string `json:"path"` // source, as content/about.md: the page's name in every call
	Title      string `json:"title"`
	Permalink  string `json:"permalink"`  // path on the site, as /about/
	Collection string `json:"collection"` // folder below content, as "journal"; empty: the top
	IsList     bool   `json:"isList"`     // it is its collection's _index.md
	Draft      bool   `json:"draft"`
	Date       string `json:"date"` // RFC 3339, or empty
	Changed    bool   `json:"changed"`
}

// Kind is a kind of block, as its folder describes it.
type Kind struct {
	Name      string      `json:"name"` // "hero"; for plain Markdown: heading, paragraph, list, quote, table, code, picture, rule, html
	Label     string      `json:"label"`
	About     string      `json:"about"`     // one line in the inserter
	Group     string      `json:"group"`     // heading of its place in the inserter
	Picture   string      `json:"picture"`   // SVG, sanitised, as markup of an <img> data address
	Example   string      `json:"example"`   // Markdown that the inserter inserts
	Keywords  []string    `json:"keywords"`  // more words that find it
	Attrs     []Attribute `json:"attrs"`     // what the inspector shows
	Container bool        `json:"container"` // blocks can be put inside
	Line      bool        `json:"line"`      // one paragraph is all that may stand inside
	Allowed   []string    `json:"allowed"`   // kinds that may stand inside; empty: all
	Only      []string    `json:"only"`      // kinds that it may stand in; empty: anywhere
	Markdown  bool        `json:"markdown"`  // plain Markdown, not a directive
}

// Attribute is one setting of a block kind.
type Attribute struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Help    string   `json:"help,omitempty"`
	Type    string   `json:"type"`              // text, longtext, link, picture, pictures, choice, number, toggle, colour, collection
	Default string   `json:"default,omitempty"` // as written in the source
	Choices []Choice `json:"choices,omitempty"`
	Min     float64  `json:"min,omitempty"`
	Max     float64  `json:"max,omitempty"` // 0 with Min 0: no range
	Step    float64  `json:"step,omitempty"`
	Unit    string   `json:"unit,omitempty"` // after a number: rem, px
}

// Choice is one value of a choice.
type Choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Token is one design token of the theme. Its setting key is
// "theme.tokens.<name>".
type Token struct {
	Attribute
	Group string   `json:"group"`
	Value string   `json:"value"` // present value; equal to Default when not set
	On    []string `json:"on"`    // a colour of text: the tokens that it has to be read on
}

// Look is values of tokens that go well together, as the theme suggests.
type Look struct {
	Group  string            `json:"group"` // of the tokens that it sets
	Label  string            `json:"label"`
	Tokens map[string]string `json:"tokens"`
}

// Menu is one menu of the site.
type Menu struct {
	Name  string     `json:"name"`
	Label string     `json:"label"`
	Items []MenuItem `json:"items"`
}

// MenuItem is one entry of a menu.
type MenuItem struct {
	Label string `json:"label"`
	Link  string `json:"link"` // a page's permalink, or an address
}

// OpenRequest asks site.open for a folder.
type OpenRequest struct {
	Dir string `json:"dir"`
}

// CreateRequest asks site.create for a new site from a starter. The folder
// must not exist or be empty. An empty Dir means a folder named after the
// title in the person's documents.
type CreateRequest struct {
	Dir     string `json:"dir"`
	Starter string `json:"starter"`
	Title   string `json:"title"`
}

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
	Attrs    map[string]string `json:"attrs"`    // as written
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
	Kind     string          `json:"kind,omitempty"` // transform: heading, paragraph, list, quote, code
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

// Media is one picture, video, sound or document of the site.
type Media struct {
	Path       string   `json:"path"`    // media/harbour.jpg
	Address    string   `json:"address"` // as written in Markdown: /media/harbour.jpg
	Thumb      string   `json:"thumb"`   // address on the editor's server
	Type       string   `json:"type"`
	Size       int64    `json:"size"` // bytes
	Width      int      `json:"width"`
	Height     int      `json:"height"`
	Alt        string   `json:"alt"`
	Decorative bool     `json:"decorative"`
	Focus      Focus    `json:"focus"`  // what stays to be seen where the picture is cut
	UsedBy     []string `json:"usedBy"` // pages, and site.yaml
}

// MediaList is the answer of media.list.
type MediaList struct {
	Items []Media `json:"items"`
}

// MediaAltRequest asks media.alt to set a picture's alt text.
type MediaAltRequest struct {
	Path       string `json:"path"`
	Alt        string `json:"alt"`
	Decorative bool   `json:"decorative"`
}

// Focus is a point of a picture in per cent of its width and height; 50, 50 is
// the middle.
type Focus struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// MediaFocusRequest asks media.focus to set a picture's focus. Changes with the
// same Join that is not empty are one step of undo.
type MediaFocusRequest struct {
	Path  string `json:"path"`
	Focus Focus  `json:"focus"`
	Join  string `json:"join"`
}

// TrashList is the answer of trash.list, newest first.
type TrashList struct {
	Items []Trashed `json:"items"`
}

// Trashed is what was deleted in one go. The op "untrash" with its Name as File
// takes it back.
type Trashed struct {
	Name  string `json:"name"`
	Path  string `json:"path"`  // where it was: content/about.md, media/harbour.jpg
	Title string `json:"title"` // of a page; else the file's name
	Page  bool   `json:"page"`
	Type  string `json:"type"` // media type of what is no page
	When  string `json:"when"` // RFC 3339
}

// MediaAddRequest asks media.add to take in files of this computer (a drop on
// the window). media.upload takes the bytes of one file instead, as the body
// of the request, its name URL-encoded in the header X-Pagewright-Name.
type MediaAddRequest struct {
	Files []string `json:"files"`
}

// MediaAnswer is the answer of media.add and media.upload. A file whose bytes
// the site has already is not kept twice.
type MediaAnswer struct {
	Items    []Media   `json:"items"`
	Problems []Problem `json:"problems"` // files that could not be taken in
}

// BrowseRequest asks app.browse to open an address in the person's browser.
type BrowseRequest struct {
	Address string `json:"address"` // http or https only
}

// FolderAnswer is the answer of app.folder, the folder dialog of the window.
type FolderAnswer struct {
	Dir string `json:"dir"` // empty: the person closed the dialog
}

// FilesAnswer is the answer of app.files, the file dialog of the window.
type FilesAnswer struct {
	Files []string `json:"files"`
}

// Empty is a request or an answer that says nothing more.
type Empty struct{}

// Event is one message from the program: over Server-Sent Events in a browser
// (GET /events), over Wails' event "pagewright" in the window. Name: site
// (SiteState), page (a page that was changed outside, PageState of it if it is
// open), publish (Progress), building (Progress: how
// far the pictures are that a plan or a publish waits for), drop (DropEvent), command (CommandEvent), problem
// (Problem), goodbye (the program ends: hand over what was typed at once, then
// call site.close).
type Event struct {
	Name string          `json:"name"`
	Data json.RawMessage `json:"data" ts:"unknown"`
}

// DropEvent says that files were dropped on the window.
type DropEvent struct {
	X     int      `json:"x"` // CSS pixels in the window
	Y     int      `json:"y"`
	Files []string `json:"files"`
}

// CommandEvent says that the person chose a command in the window's menu.
type CommandEvent struct {
	Command string `json:"command"` // a command's id in the front end
}
