package window

import "net/url"

// mayShow reports whether the window may go to an address: as the whole page
// to the editor's alone, in a frame to what the program itself answers. Another
// page would stand where the editor was, could look like it, and would hear
// what the program tells the editor.
func mayShow(address string, whole bool) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	own := u.Scheme == "wails" && u.Host == "wails"
	if whole {
		return own && (u.Path == "" || u.Path == "/")
	}
	return own || address == "about:blank" // what a frame holds at first
}
