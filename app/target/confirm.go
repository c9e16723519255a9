package target

import (
	"encoding/json"
	"path/filepath"

	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/generator/diag"
)

// CodeUnconfirmed is the code of a place that only the site's files name: nobody
// set it up on this computer. Args: name, place.
const CodeUnconfirmed = "target-unconfirmed"

// A site may come from anybody, and so may what it says of where it is
// published and with whose keys. What this computer keeps, its folders, its
// AWS profiles, its environment, is lent to a place only after a person set
// that place up here, with Add or Update. Three things need no such word: this
// computer's own target; keys in the program's keychain, whose entries name the
// place that they are for; and variables whose names say that they are a pair
// of keys, which is how a build machine gives them.

// confirmed returns nil where t may be opened, else target-unconfirmed.
func (b *Book) confirmed(t Target) error {
	if t.Local || b.ownKeys(t) || t.Driver == Bucket && secret.Paired(t.AccessKeyEnv, t.SecretKeyEnv) {
		return nil
	}
	var known string
	b.Home.Noted("confirmed", b.Site, t.Name, &known)
	if known == agreed(t) {
		return nil
	}
	where := t.Path
	if t.Driver == Bucket {
		where = t.Endpoint + "/" + t.Bucket
	}
	return &diag.Diag{Code: CodeUnconfirmed, Severity: diag.Error, Args: map[string]string{"name": t.Name, "place": where}}
}

// confirm remembers that a person set t up on this computer.
func (b *Book) confirm(t Target) error { return b.Home.Note("confirmed", b.Site, t.Name, agreed(t)) }

// agreed says all of t that a person agrees to. It is for comparing alone.
func agreed(t Target) string {
	path := t.Path
	if t.Driver == Folder {
		if abs, err := filepath.Abs(path); err == nil {
			path = abs
		}
	}
	all, err := json.Marshal([]string{t.Driver, path, t.Endpoint, t.Bucket, t.Prefix, t.Delivery, t.Profile, t.AccessKeyEnv, t.SecretKeyEnv})
	if err != nil { // strings always encode
		panic("target: " + err.Error())
	}
	return string(all)
}
