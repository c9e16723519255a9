package window

import (
	"context"
	"sync"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/pagewright/pagewright/app/api"
)

// Host is what the window lends to the calls of the API: the dialogs of the
// system and the person's browser. The zero value is ready and answers as if
// the person closed each dialog, until its window is there. It is safe for
// concurrent use.
type Host struct {
	mu  sync.Mutex
	ctx context.Context
}

func (h *Host) attach(ctx context.Context) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ctx = ctx
}

// window returns Wails' context, or nil before the window is there.
func (h *Host) window() context.Context {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.ctx
}

// Capabilities says that there is a window.
func (h *Host) Capabilities() api.Capabilities {
	return api.Capabilities{Window: true, OpenExternal: true}
}

// Browse opens an address in the person's browser.
func (h *Host) Browse(address string) error {
	if w := h.window(); w != nil {
		runtime.BrowserOpenURL(w, address)
	}
	return nil
}

// Folder asks for a folder; "" when the person closed the dialog.
func (h *Host) Folder() (string, error) {
	w := h.window()
	if w == nil {
		return "", nil
	}
	return runtime.OpenDirectoryDialog(w, runtime.OpenDialogOptions{
		Title: "Choose the folder of a site", CanCreateDirectories: true,
	})
}

// Files asks for files to take in; none when the person closed the dialog.
func (h *Host) Files() ([]string, error) {
	w := h.window()
	if w == nil {
		return nil, nil
	}
	return runtime.OpenMultipleFilesDialog(w, runtime.OpenDialogOptions{Title: "Choose pictures or other files"})
}

// confirm asks a question that has two answers.
func (h *Host) confirm(question, yes, no string) bool {
	w := h.window()
	if w == nil {
		return true
	}
	answer, err := runtime.MessageDialog(w, runtime.MessageDialogOptions{
		Type: runtime.QuestionDialog, Title: "Pagewright", Message: question,
		Buttons: []string{yes, no}, DefaultButton: no, CancelButton: no,
	})
	return err != nil || answer == yes || answer == "Yes" // GTK and Windows know only yes and no
}

// show brings the window to the front.
func (h *Host) show() {
	if w := h.window(); w != nil {
		runtime.WindowUnminimise(w)
		runtime.WindowShow(w)
	}
}
