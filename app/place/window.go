package place

// Window is where the program's window was when it was closed, in the
// system's points; the zero value says that it was never open.
type Window struct {
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
}

const windowFile = "window.json"

// Window returns where the window was.
func (p *Place) Window() Window {
	p.mu.Lock()
	defer p.mu.Unlock()
	var w Window
	p.read(windowFile, &w)
	return w
}

// KeepWindow remembers where the window is.
func (p *Place) KeepWindow(w Window) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.write(windowFile, w)
}

// Within returns the window moved and shrunk until a screen of this size shows
// all of it: the person may have another screen today.
func (w Window) Within(width, height int) Window {
	w.Width, w.Height = min(w.Width, width), min(w.Height, height)
	w.X = max(0, min(w.X, width-w.Width))
	w.Y = max(0, min(w.Y, height-w.Height))
	return w
}
