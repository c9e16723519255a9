// Package starter holds the sites that a person can start from, and writes
// one of them into a new folder. It never touches a folder that holds
// something. Start reading at Create.
package starter

import (
	"embed"
	"io/fs"
	"path"
	"sort"

	"go.yaml.in/yaml/v3"
)

// The folder of a starter is a whole site, and starter.yaml, which says what
// the welcome screen shows of it.
//
//go:embed all:sites
var sites embed.FS

const aboutFile = "starter.yaml"

// Starter is one site to start from.
type Starter struct {
	Name  string `yaml:"-"`     // what Create takes, as "rosa"
	Title string `yaml:"title"` // for the welcome screen
	About string `yaml:"about"` // one sentence
	Order int    `yaml:"order"` // small comes first
}

// List returns all starters, the one to offer first at the front.
func List() []Starter {
	folders, err := fs.ReadDir(sites, "sites")
	if err != nil {
		panic(err) // embedded: it can only be missing in a wrong build
	}
	var all []Starter
	for _, folder := range folders {
		s, err := read(folder.Name())
		if err != nil {
			panic(err)
		}
		all = append(all, s)
	}
	sort.SliceStable(all, func(i, k int) bool { return all[i].Order < all[k].Order })
	return all
}

func read(name string) (Starter, error) {
	s := Starter{Name: name}
	text, err := sites.ReadFile(path.Join("sites", name, aboutFile))
	if err != nil {
		return s, err
	}
	return s, yaml.Unmarshal(text, &s)
}

// find returns the starter's site; ok is false when there is none of the name.
func find(name string) (site fs.FS, ok bool) {
	for _, s := range List() {
		if s.Name == name {
			site, err := fs.Sub(sites, path.Join("sites", name))
			return site, err == nil
		}
	}
	return nil, false
}
