package target

import (
	"context"
	"errors"

	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
)

// CodeTaken is the code of a target whose name is in use; Args: name.
const CodeTaken = "target-taken"

// Addition is a target to add or to change, with its keys. They are empty when
// they come from the environment or a profile, or stay as they are.
type Addition struct {
	content.Target
	Keys                 string // where they are kept: InKeychain, which "" is too, or InSession
	AccessKey, SecretKey string
}

// Add tries a target, all of it: its keys, its bucket, what its store can do.
// Only then it keeps the keys, where the addition says. It returns the target as
// it is to be written, with Written. Errors are those of packages secret and
// store, and target-taken.
func (b *Book) Add(ctx context.Context, a Addition, o Options) (Target, publish.Capabilities, error) {
	t, err := b.repaired(a.Target)
	if err != nil {
		return Target{}, publish.Capabilities{}, err
	}
	if _, err := b.Find(t.Name); err == nil && len(b.Settings().Publish.Targets) > 0 {
		return Target{}, publish.Capabilities{}, &diag.Diag{Code: CodeTaken, Severity: diag.Error, Args: map[string]string{"name": t.Name}}
	}
	return b.settle(ctx, t, t, a, o)
}

// Update tries what the target of this name is to become, as Add does, and
// returns it as it is to be written, with Rewritten. Its name stays. Without
// new keys it keeps those that it has, and moves them where the addition says.
// When anything fails, target and keys stay as they were. Errors are those of
// Add, and target-unknown.
func (b *Book) Update(ctx context.Context, name string, a Addition, o Options) (Target, publish.Capabilities, error) {
	before, err := b.Find(name)
	if err != nil {
		return Target{}, publish.Capabilities{}, err
	}
	a.Name = before.Name
	t, err := b.repaired(a.Target)
	if err != nil {
		return Target{}, publish.Capabilities{}, err
	}
	if a.AccessKey == "" && b.ownKeys(t) && b.ownKeys(before) {
		kept, err := b.Keys(ctx, before)
		if err != nil {
			return Target{}, publish.Capabilities{}, err
		}
		a.AccessKey, a.SecretKey = kept.Access, kept.Secret
		if a.Keys == "" {
			a.Keys = b.KeysOf(before)
		}
	}
	return b.settle(ctx, before, t, a, o)
}

// settle tries t with the addition's keys, and then keeps them. From then on the
// place counts as confirmed.
func (b *Book) settle(ctx context.Context, before, t Target, a Addition, o Options) (Target, publish.Capabilities, error) {
	if err := b.canKeep(ctx, t, a); err != nil {
		return Target{}, publish.Capabilities{}, err
	}
	o.Keys, o.asked = a.given(), true
	caps, err := b.try(ctx, t, o)
	if err != nil {
		return Target{}, publish.Capabilities{}, err
	}
	if err := b.keep(ctx, before, t, a); err != nil {
		return Target{}, publish.Capabilities{}, err
	}
	// What was remembered of another place under this name says nothing here.
	return t, caps, errors.Join(b.confirm(t), b.Home.Note("caps", b.Site, t.Name, caps), b.Home.Note("sent", b.Site, t.Name+".", publish.Sent{}))
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
