package target

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// CodeTaken is the code of a target whose name is in use; Args: name.
const CodeTaken = "target-taken"

// Addition is a target to add, with its keys. Keys are empty when they come
// from the environment or a profile.
type Addition struct {
	content.Target
	AccessKey, SecretKey string
}

// Add tries a target, all of it: its keys, its bucket, what its store can do.
// Only then it keeps the keys in the keychain. It returns the target as it is
// to be written, with Written. Errors are those of packages secret and store,
// and target-taken.
func (b *Book) Add(ctx context.Context, a Addition, o Options) (Target, publish.Capabilities, error) {
	t, err := b.repaired(a.Target)
	if err != nil {
		return Target{}, publish.Capabilities{}, err
	}
	vault := o.Vault
	if vault == nil {
		vault = secret.New(secret.Options{})
	}
	o.Vault = vault
	if a.AccessKey != "" {
		// Before the try, which needs them; taken away again when it fails.
		if err := vault.Keep(ctx, b.VaultID(t.Name), secret.Keys{Access: a.AccessKey, Secret: a.SecretKey}); err != nil {
			return Target{}, publish.Capabilities{}, err
		}
	}
	caps, err := b.try(ctx, t, o)
	if err != nil && a.AccessKey != "" {
		err = errors.Join(err, vault.Forget(context.WithoutCancel(ctx), b.VaultID(t.Name)))
	}
	return t, caps, err
}

func (b *Book) try(ctx context.Context, t Target, o Options) (publish.Capabilities, error) {
	p, err := b.Open(ctx, t, o)
	if err != nil {
		return publish.Capabilities{}, err
	}
	caps, err := p.Probe(ctx)
	return caps, errors.Join(err, p.Close())
}

// repaired makes out what a person typed, and gives the target a name.
func (b *Book) repaired(t content.Target) (Target, error) {
	if t.Driver == "" && (t.Bucket != "" || t.Endpoint != "") {
		t.Driver = Bucket
	}
	if t.Driver == Bucket {
		a, err := s3.Repair(t.Endpoint, t.Bucket, t.Region)
		if err != nil {
			return Target{}, err
		}
		t.Endpoint, t.Bucket, t.Region = a.Endpoint(), a.Bucket, a.Region
		if t.Prefix == "" {
			t.Prefix = a.Prefix
		}
	}
	if t.Name == "" {
		t.Name = content.Slug(t.Label + " " + t.Bucket)
	}
	if t.Name == "" {
		t.Name = t.Driver
	}
	if _, err := b.Find(t.Name); err == nil && len(b.Settings().Publish.Targets) > 0 {
		return Target{}, &diag.Diag{Code: CodeTaken, Severity: diag.Error, Args: map[string]string{"name": t.Name}}
	}
	return b.whole(t), nil
}

// Probe finds out what the target's store can do, and remembers it.
func (p *Place) Probe(ctx context.Context) (publish.Capabilities, error) {
	if p.Driver == Folder {
		return publish.Trusted(), nil
	}
	caps, err := publish.Probe(ctx, p.Store)
	if err == nil {
		err = p.book.Home.Note("caps", p.book.Site, p.Name, caps)
	}
	return caps, err
}

// Forget takes a target's keys from the keychain.
func (b *Book) Forget(ctx context.Context, t Target, vault *secret.Vault) error {
	if t.Driver != Bucket || t.AccessKeyEnv != "" || t.Profile != "" {
		return nil
	}
	if vault == nil {
		vault = secret.New(secret.Options{})
	}
	err := vault.Forget(ctx, b.VaultID(t.Name))
	var d *diag.Diag
	if errors.As(err, &d) && d.Code == secret.NoKeychain {
		return nil // then none is kept
	}
	return err
}

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
