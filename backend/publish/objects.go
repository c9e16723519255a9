package publish

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"sort"

	"github.com/pagewright/pagewright/generator/release"
)

// object is one object of a release: some content at a key.
type object struct {
	key  string
	path string // one path of the release that has this content
	file release.File
}

// objectOf returns where the content of a file lies. A website's fingerprinted
// files lie at their public path and nowhere else; everything else lies under
// its hash.
func (p *Publisher) objectOf(path string, f release.File) object {
	return object{p.layout.Key(string(p.o.Delivery), path, f), path, f}
}

// objects returns the objects that m needs, by key.
func (p *Publisher) objects(m *release.Manifest) map[string]object {
	out := make(map[string]object, len(m.Files)+len(m.Carry))
	for path, f := range all(m) {
		o := p.objectOf(path, f)
		if have, ok := out[o.key]; !ok || path < have.path {
			out[o.key] = o
		}
	}
	return out
}

// findMissing fills in what the store lacks of the plan's release. That an
// object is there is known from the live manifest, or because the channel
// keeps this very release; it is never asked or listed. When it turns out that
// somebody removed objects, all are sent again.
func (p *Publisher) findMissing(plan *Plan) {
	pointer := plan.channel.pointer
	have := map[string]object{}
	if pointer != nil && pointer.Delivery == string(p.o.Delivery) && !plan.resend {
		have = p.objects(plan.live)
		for _, m := range plan.carried {
			maps.Copy(have, p.objects(m))
		}
		if pointer.Keeps(plan.Release) {
			return
		}
	}
	for key, o := range p.objects(plan.manifest) {
		if there, ok := have[key]; ok && there.file.Hash == o.file.Hash {
			continue
		}
		if _, ours := plan.manifest.Files[o.path]; !ours {
			continue // resend: what is carried of others can not be sent from here
		}
		plan.missing = append(plan.missing, o)
		plan.Bytes += o.file.Size
	}
	plan.Uploads = len(plan.missing)
	// Fingerprinted files first: where they lie at public paths a page must
	// never be there before them.
	sort.Slice(plan.missing, func(i, j int) bool {
		a, b := plan.missing[i], plan.missing[j]
		if a.file.Class != b.file.Class {
			return a.file.Class == release.Immutable
		}
		return a.key < b.key
	})
}

// wanted returns the release as this delivery needs it. A website has nobody
// who answers with a redirect, so each redirect becomes a page that sends its
// visitor on.
func (p *Publisher) wanted(r *release.Release) (*release.Manifest, release.Content) {
	m := *r.Manifest
	m.Carry = nil
	if p.o.Delivery != Website || len(m.Redirects) == 0 {
		return &m, r.Content
	}
	m.Files = maps.Clone(m.Files)
	pages := map[string][]byte{}
	for _, redirect := range m.Redirects {
		path := release.RedirectPath(redirect.From)
		if _, taken := m.Files[path]; taken {
			continue
		}
		page := release.RedirectPage(redirect.To)
		pages[path] = page
		m.Files[path] = release.File{Hash: release.Hash(page), Size: int64(len(page)),
			Type: "text/html; charset=utf-8", Class: release.Page}
	}
	return &m, overlay{pages, r.Content}
}

// overlay is content with some pages laid over it.
type overlay struct {
	pages map[string][]byte
	below release.Content
}

// Open implements release.Content.
func (o overlay) Open(path string) (io.ReadCloser, error) {
	if page, ok := o.pages[path]; ok {
		return io.NopCloser(bytes.NewReader(page)), nil
	}
	if o.below == nil {
		return nil, fs.ErrNotExist
	}
	return o.below.Open(path)
}
