package publish

import (
	"context"
	"sync"
)

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
	r.memory = &memory{remember: r.p.o.Remember, sent: Sent{Nonce: plan.channel.nonce()}}
	if r.p.o.Recall == nil || plan.resend {
		return nil
	}
	before := r.p.o.Recall()
	if before.Nonce != plan.channel.nonce() || len(before.Keys) == 0 {
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
	return nil
}
