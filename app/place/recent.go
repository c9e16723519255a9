package place

import (
	"os"
	"path/filepath"
	"slices"
)

// Recent is a site that was open before.
type Recent struct {
	Dir   string `json:"dir"`
	Title string `json:"title"`
}

const (
	recentFile = "recent.json"
	maxRecent  = 12
)

// Recent returns the sites that were open, newest first, without those whose
// folder is gone.
func (p *Place) Recent() []Recent {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := []Recent{}
	p.read(recentFile, &list)
	return slices.DeleteFunc(list, func(r Recent) bool {
		_, err := os.Stat(filepath.Join(r.Dir, "site.yaml"))
		return err != nil
	})
}

// Remember puts a site at the head of the recent ones.
func (p *Place) Remember(r Recent) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := []Recent{}
	p.read(recentFile, &list)
	list = slices.DeleteFunc(list, func(old Recent) bool { return old.Dir == r.Dir })
	list = slices.Insert(list, 0, r)
	return p.write(recentFile, list[:min(len(list), maxRecent)])
}

// Documents is where a new site goes when the person names no folder.
func Documents() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	documents := filepath.Join(home, "Documents")
	if info, err := os.Stat(documents); err == nil && info.IsDir() {
		return documents, nil
	}
	return home, nil
}
