package target

import (
	"context"
	"os"
	"os/user"
	"time"

	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// Place is an open target: its store, and a publisher to it. Close it.
type Place struct {
	Target
	Store     *store.Store
	Publisher *publish.Publisher
	book      *Book
	close     func() error
}

// Options go with one opening of a target.
type Options struct {
	Channel  string // "": live
	Now      func() time.Time
	Progress func(publish.Progress) // nil: nobody looks
	Describe publish.Describe       // nil: pages have no titles in plans
	Keys     *secret.Keys           // these, and no others are looked up; nil: looked up
	Resend   bool                   // every file is sent again

	asked bool // a person sets the target up right now
}

// Open opens a target. It makes no request. Errors are those of packages
// secret and store, target-driver, and target-unconfirmed.
func (b *Book) Open(ctx context.Context, t Target, o Options) (*Place, error) {
	if !o.asked {
		if err := b.confirmed(t); err != nil {
			return nil, err
		}
	}
	p := &Place{Target: t, book: b, close: func() error { return nil }}
	driver, err := b.driver(ctx, t, o, p)
	if err != nil {
		return nil, err
	}
	p.Store = store.New(driver, store.Options{Prefix: prefix(t)})
	owner, err := b.Home.Owner()
	if err != nil {
		return nil, err
	}
	p.Publisher = publish.New(p.Store, publish.Options{
		Control: b.Settings().Publish.Control, Channel: o.Channel, Owner: owner, Who: who(), Place: t.Label,
		Address: t.Address, Delivery: publish.Delivery(t.Delivery), Caps: b.capabilities(t),
		Now: o.Now, Progress: o.Progress, Describe: o.Describe, Resend: o.Resend,
		Recall: func() (sent publish.Sent) {
			b.Home.Noted("sent", b.Site, t.Name+"."+o.Channel, &sent)
			return sent
		},
		Remember: func(sent publish.Sent) {
			_ = b.Home.Note("sent", b.Site, t.Name+"."+o.Channel, sent) // else it is sent again
		},
	})
	return p, nil
}

// Close lets go of the store, and keeps what was found out about it.
func (p *Place) Close() error {
	if caps := p.Publisher.Capabilities(); p.Driver != Folder && caps.Switch != "" {
		// Only a memory: without it the target is probed again.
		_ = p.book.Home.Note("caps", p.book.Site, p.Name, caps)
	}
	return p.close()
}

func (b *Book) driver(ctx context.Context, t Target, o Options, p *Place) (store.Driver, error) {
	switch t.Driver {
	case Folder:
		if t.Local {
			if err := os.MkdirAll(t.Path, 0o700); err != nil {
				return nil, err
			}
		}
		d, err := dir.Open(t.Path)
		if err != nil {
			return nil, err
		}
		p.close = d.Close
		return d, nil
	case Bucket:
		keys, err := b.keysFor(ctx, t, o)
		if err != nil {
			return nil, err
		}
		return s3.Open(s3.Config{
			Endpoint: t.Endpoint, Region: t.Region, Bucket: t.Bucket, Style: t.Style,
			AccessKey: keys.Access, SecretKey: keys.Secret, Session: keys.Session, Now: o.Now,
		})
	}
	return nil, &diag.Diag{Code: CodeDriver, Severity: diag.Error, Args: map[string]string{"driver": t.Driver, "name": t.Name}}
}

func (b *Book) keysFor(ctx context.Context, t Target, o Options) (secret.Keys, error) {
	if o.Keys != nil {
		return *o.Keys, nil
	}
	return b.Keys(ctx, t)
}

// capabilities returns what is known of a target's store. Zero: nothing.
func (b *Book) capabilities(t Target) publish.Capabilities {
	if t.Driver == Folder {
		return publish.Trusted()
	}
	var caps publish.Capabilities
	b.Home.Noted("caps", b.Site, t.Name, &caps)
	return caps
}

// prefix is the folder in the bucket, as a store wants it.
func prefix(t Target) string {
	p := t.Prefix
	for len(p) > 0 && p[0] == '/' {
		p = p[1:]
	}
	if p != "" && p[len(p)-1] != '/' {
		p += "/"
	}
	return p
}

// who names this person and computer, for the others that publish the site.
func who() string {
	host, err := os.Hostname()
	if err != nil {
		host = "a computer"
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username + " on " + host
	}
	return host
}

// Manifest reads a release that the target has. Errors are those of its store.
func (p *Place) Manifest(ctx context.Context, id string) (*release.Manifest, error) {
	layout := release.LayoutOf(p.book.Settings().Publish.Control, release.Live)
	data, _, err := p.Store.Read(ctx, layout.Release(id), maxManifest, store.GetOptions{})
	if err != nil {
		return nil, err
	}
	return release.Decode(data)
}

// maxManifest bounds what is read of a manifest: some 200 bytes a file.
const maxManifest = 256 << 20
