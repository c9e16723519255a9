// Package target knows where a site is published: it reads the targets of
// site.yaml, finds their keys, and opens their stores. It wires what packages
// store, secret and publish do, and has no rules of its own for any of it.
//
// It never writes a key anywhere but into the system's keychain; keys that a
// person wants kept only while the program runs stay in memory. Start reading at
// Book.
package target

import (
	"encoding/hex"
	"strings"

	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
)

// Codes of this package.
const (
	CodeUnknown = "target-unknown" // Args: name, known
	CodeDriver  = "target-driver"  // a driver that this program does not know; Args: driver, name
)

// Here is the name of the target that every site has from the first day: this
// computer.
const Here = "this-computer"

// Drivers of a target.
const (
	Folder = "dir"
	Bucket = "s3"
)

// Target is one place where the site is published.
type Target struct {
	content.Target
	// Local: it is this computer, with the program's own folder and edge.
	Local bool
	home  string // where pages say that they are on this computer
}

// Book is the targets of a site.
type Book struct {
	Home *place.Place // the program's folder
	Site string       // the site's id
	// Here is where this computer's edge answers; "" when it does not run.
	Here string
	// Vault has the keys; nil: the system's keychain and environment.
	Vault *secret.Vault
	// Settings are those of the site now.
	Settings func() *content.Config
}

// List returns the targets of the site, the one to publish to first at the
// front. There is always one.
func (b *Book) List() []Target {
	var list []Target
	for _, t := range b.Settings().Publish.Targets {
		list = append(list, b.whole(t))
	}
	if len(list) == 0 {
		return []Target{b.whole(content.Target{Name: Here})}
	}
	return list
}

// whole fills in what a target's settings leave open.
func (b *Book) whole(t content.Target) Target {
	w := Target{Target: t}
	if w.Driver == "" {
		w.Driver = Folder
		if w.Bucket != "" || w.Endpoint != "" {
			w.Driver = Bucket
		}
	}
	w.Local = w.Driver == Folder && w.Path == ""
	if w.Delivery == "" {
		w.Delivery = "edge"
	}
	if w.Local {
		w.Path = b.Home.Published(b.Site)
		w.Address, w.home = b.Here, place.Address(b.Site)
	}
	if w.Label == "" {
		w.Label = label(w)
	}
	return w
}

func label(t Target) string {
	switch {
	case t.Local:
		return "This computer"
	case t.Driver == Bucket && t.Bucket != "":
		return t.Bucket
	}
	return t.Name
}

// Find returns the target of this name; "" is the first.
func (b *Book) Find(name string) (Target, error) {
	list := b.List()
	if name == "" {
		return list[0], nil
	}
	var known []string
	for _, t := range list {
		if t.Name == name {
			return t, nil
		}
		known = append(known, t.Name)
	}
	return Target{}, &diag.Diag{
		Code: CodeUnknown, Severity: diag.Error,
		Args: map[string]string{"name": name, "known": strings.Join(known, ", ")},
	}
}

// SiteID returns what tells the site from every other: the id of its settings,
// or one made of its folder's path where they have none.
func SiteID(c *content.Config, dir string) string {
	if c.ID != "" {
		return c.ID
	}
	sum := content.SumOf([]byte(dir))
	return "folder-" + hex.EncodeToString(sum[:8])
}

// BuildAddress is where pages say that they are when the site is published to
// t: the target's own address where it has one, else that of the settings. A
// rehearsal on this computer is of the site as it will be on the web.
func (t Target) BuildAddress(settings *content.Config) string {
	switch {
	case t.Local && settings.Address == "":
		return t.home
	case t.Local:
		return ""
	}
	return t.Address
}
