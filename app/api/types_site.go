package api

// The types of a site and its theme; types.go says what they are.

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
