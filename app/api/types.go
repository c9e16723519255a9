package api

import "encoding/json"

// The types of the files types*.go are what the editor and the
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
