package target

import (
	"encoding/json"

	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/release"
)

// Written is the change of site.yaml that adds t, the first from then on. This
// computer, which is there when no target is written, is written too.
func (b *Book) Written(t Target) edit.Op {
	if t.Local { // its folder and its address are the program's own
		t.Path, t.Address = "", ""
	}
	list := []map[string]string{fields(t.Target)}
	present := b.Settings().Publish.Targets
	if len(present) == 0 && t.Name != Here {
		present = []content.Target{{Name: Here, Driver: Folder}}
	}
	for _, other := range present {
		list = append(list, fields(other))
	}
	return setting(list)
}

// Rewritten is the change of site.yaml that puts t where the target of its name
// stands.
func (b *Book) Rewritten(t Target) edit.Op {
	var list []map[string]string
	for _, other := range b.List() {
		if other.Name == t.Name {
			other = t
		}
		if other.Local {
			other.Path, other.Address = "", ""
		}
		list = append(list, fields(other.Target))
	}
	return setting(list)
}

// Removed is the change of site.yaml that takes the target of this name away.
func (b *Book) Removed(name string) edit.Op {
	list := []map[string]string{}
	for _, t := range b.Settings().Publish.Targets {
		if t.Name != name {
			list = append(list, fields(t))
		}
	}
	return setting(list)
}

func setting(list []map[string]string) edit.Op {
	value, err := json.Marshal(list)
	if err != nil { // strings always encode
		panic("target: " + err.Error())
	}
	return edit.Op{Op: "setting", Key: "publish.targets", Value: value}
}

// fields returns what is written of a target: what is not empty.
func fields(t content.Target) map[string]string {
	all := map[string]string{
		"name": t.Name, "label": t.Label, "driver": t.Driver, "path": t.Path, "endpoint": t.Endpoint, "region": t.Region,
		"bucket": t.Bucket, "prefix": t.Prefix, "address": t.Address, "delivery": t.Delivery, "style": t.Style,
		"profile": t.Profile, "accessKeyEnv": t.AccessKeyEnv, "secretKeyEnv": t.SecretKeyEnv,
	}
	for key, value := range all {
		if value == "" {
			delete(all, key)
		}
	}
	return all
}

// Notes says in sentences what a person should know of a target.
func Notes(t Target, caps publish.Capabilities) []string {
	var notes []string
	switch caps.Switch {
	case release.Exclusive:
		notes = append(notes, "Visitors change from the old site to the new one in a single step, and of two people who publish at once one is told.")
	case release.Sequential:
		notes = append(notes, "This storage can not replace a file under a condition. Releases are numbered instead: the switch is still a single step.")
	case release.Leased:
		notes = append(notes, "This storage keeps no conditions. Publish from one computer at a time: two at the same moment can undo each other's work.")
	}
	if t.Delivery == "website" {
		notes = append(notes, "The storage itself answers visitors. While the site is published, pages of the old and the new site may mix for about a second; each page is whole.")
	}
	return notes
}
