// Package place knows where the program keeps what belongs to no site: the
// list of recent sites, releases published on this computer, reports. All of
// it lies in one folder that only the person may read.
//
// It never holds a secret. Start at Open.
package place

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// Place is the program's folder. Make one with Open; it is safe for concurrent
// use, and several programs may use the same folder.
type Place struct {
	dir string
	mu  sync.Mutex
}

// Open makes the folder if needed. An empty dir means the system's usual one:
// $XDG_DATA_HOME/pagewright or ~/.local/share/pagewright on Linux,
// ~/Library/Application Support/Pagewright on macOS, %LocalAppData%\Pagewright.
func Open(dir string) (*Place, error) {
	if dir == "" {
		base, err := base()
		if err != nil {
			return nil, err
		}
		dir = base
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the program's folder: %w", err)
	}
	return &Place{dir: dir}, nil
}

func base() (string, error) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return in(os.UserCacheDir, os.UserConfigDir)
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "pagewright"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("find the home folder: %w", err)
	}
	return filepath.Join(home, ".local", "share", "pagewright"), nil
}

// in returns our folder in the system's: UserCacheDir is %LocalAppData% on
// Windows, UserConfigDir is ~/Library/Application Support on macOS.
func in(windows, mac func() (string, error)) (string, error) {
	find := mac
	if runtime.GOOS == "windows" {
		find = windows
	}
	dir, err := find()
	if err != nil {
		return "", fmt.Errorf("find the folder for programs' data: %w", err)
	}
	return filepath.Join(dir, "Pagewright"), nil
}

// Reports is the folder of reports about mistakes in the program.
func (p *Place) Reports() string { return filepath.Join(p.dir, "reports") }

// Published is the folder that holds what a site, by its id, has published on
// this computer.
func (p *Place) Published(site string) string {
	return filepath.Join(p.dir, "published", fileName(site))
}

// fileName makes a site's id, which stands in a file that anybody may edit, a
// name that stays inside its folder.
func fileName(id string) string {
	clean := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, strings.ToLower(id))
	if clean == "" {
		return "site"
	}
	return clean[:min(len(clean), 64)]
}

// Owner returns the random id of this installation, which tells publishers
// apart. It is made at the first call.
func (p *Place) Owner() (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	file := filepath.Join(p.dir, "owner")
	id, err := os.ReadFile(file)
	if err == nil && len(id) > 0 {
		return string(id), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	made := strings.ToLower(rand.Text())
	return made, os.WriteFile(file, []byte(made), 0o600)
}

// read fills v from a JSON file of ours; one that is not there or can not be
// read leaves v as it is, for all of them are only remembered for comfort.
func (p *Place) read(name string, v any) {
	raw, err := os.ReadFile(filepath.Join(p.dir, name))
	if err == nil {
		_ = json.Unmarshal(raw, v)
	}
}

// write replaces a JSON file of ours, whole or not at all.
func (p *Place) write(name string, v any) error {
	raw, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(p.dir, name+".*")
	if err != nil {
		return err
	}
	_, err = temp.Write(raw)
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), filepath.Join(p.dir, name))
	}
	if err != nil {
		_ = os.Remove(temp.Name())
	}
	return err
}
