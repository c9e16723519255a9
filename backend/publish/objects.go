package publish

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"maps"
	"sort"
	"sync"

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
	for path, f := range m.All() {
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
	pointer := plan.channel.Pointer
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

// Sent is what a publish that did not end has sent already. It can be kept as
// JSON. It counts only while the channel is as it was: what somebody swept in
// the meantime is not there any more.
type Sent struct {
	Nonce string   `json:"nonce"` // of the channel then
	Keys  []string `json:"keys"`  // of objects that were sent
}

// How often a publish remembers: a kill costs no more than that, or a tenth of
// what was sent, so that writing it down does not grow with the square.
const (
	rememberObjects = 64
	rememberBytes   = 8 << 20
)

// memory collects what a run has sent. Safe for concurrent use.
type memory struct {
	remember func(Sent)
	mu       sync.Mutex
	sent     Sent
	objects  int   // since it was last remembered
	bytes    int64 // likewise
}

func (m *memory) add(o object) {
	if m.remember == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent.Keys = append(m.sent.Keys, o.key)
	m.objects++
	m.bytes += o.file.Size
	if m.objects >= max(rememberObjects, len(m.sent.Keys)/10) || m.bytes >= rememberBytes {
		m.save()
	}
}

// flush remembers what was not yet.
func (m *memory) flush() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.remember != nil && m.objects > 0 {
		m.save()
	}
}

// save is called with the lock held.
func (m *memory) save() {
	m.remember(m.sent)
	m.objects, m.bytes = 0, 0
}

// recall takes out of plan.missing what an earlier run has sent, after a look
// at whether one of it is really there.
func (r *run) recall(ctx context.Context, plan *Plan) error {
	r.memory = &memory{remember: r.p.o.Remember, sent: Sent{Nonce: plan.channel.Nonce()}}
	if r.p.o.Recall == nil || plan.resend {
		return nil
	}
	before := r.p.o.Recall()
	if before.Nonce != plan.channel.Nonce() || len(before.Keys) == 0 {
		return nil
	}
	there := make(map[string]bool, len(before.Keys))
	for _, key := range before.Keys {
		there[key] = true
	}
	var left, sent []object
	for _, o := range plan.missing {
		if there[o.key] && o.key != o.path { // a public path may have changed hands
			sent = append(sent, o)
		} else {
			left = append(left, o)
		}
	}
	picked, err := r.p.pick(sent)
	if err != nil || len(picked) == 0 {
		return err
	}
	if same, err := r.p.holds(ctx, picked[0].key, picked[0].file); err != nil || !same {
		return err
	}
	plan.missing, r.memory.sent.Keys = left, before.Keys
	for _, o := range sent {
		plan.Bytes -= o.file.Size
	}
	return nil
}
