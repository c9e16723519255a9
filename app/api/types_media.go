package api

// The types of media and of the trash; types.go says what they are.

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
