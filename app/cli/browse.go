package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/pagewright/pagewright/app/serve"
)

// letIn opens the editor in the person's browser, by a page that leads to its
// address: on Linux and macOS everybody on the computer can read what a program
// is started with. On Windows nobody else can, and the file might open in
// another program.
func (c *command) letIn(s *serve.Server) error {
	what := s.Address()
	if runtime.GOOS != "windows" {
		folder, err := doorstep()
		if err != nil {
			return err
		}
		if what, err = s.Door(folder); err != nil {
			return err
		}
	}
	if c.Browse != nil {
		return c.Browse(what)
	}
	return browse(what)
}

// doorstep is the folder for the page that lets in: one that browsers may read
// which are shut off from temporary and hidden folders, as on Ubuntu.
func doorstep() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	if downloads := filepath.Join(home, "Downloads"); isFolder(downloads) {
		return downloads, nil
	}
	return home, nil
}

// browse opens an address or a file in the person's browser.
func browse(what string) error {
	cmd := exec.Command("xdg-open", what)
	switch runtime.GOOS {
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", what)
	case "darwin":
		cmd = exec.Command("open", what)
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // the address is printed as well
	return nil
}
