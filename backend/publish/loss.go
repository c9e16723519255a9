package publish

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// lookForLosses looks, where nothing is to be published, whether two objects of
// the release are there at all. They are picked by chance: a store that lost
// much is found soon, without a request for each object.
func (p *Publisher) lookForLosses(ctx context.Context, plan *Plan) error {
	var all []object
	for _, o := range p.objects(plan.manifest) {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b object) int { return cmp.Compare(a.key, b.key) })
	picked, err := p.draw(all, 2-len(plan.carried)) // four requests in all
	if err != nil {
		return err
	}
	for _, o := range picked {
		there, err := p.there(ctx, o)
		if err != nil {
			return err
		}
		if !there {
			plan.lost = p.lostAt(publishing, o.path)
			plan.Problems = append(plan.Problems, plan.lost)
			return nil
		}
	}
	return nil
}

// there reports whether an object is there with all its bytes, by its first.
func (p *Publisher) there(ctx context.Context, o object) (bool, error) {
	got, err := p.store.Get(ctx, o.key, store.GetOptions{Length: 1})
	if store.Is(err, store.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	got.Body.Close()
	return got.Size < 0 || got.Size == o.file.Size, nil
}

// carryWhatIsThere takes out of a release that is sent again what it would carry
// of others and is lost: that can not be sent from here.
func (p *Publisher) carryWhatIsThere(ctx context.Context, m *release.Manifest) error {
	var carried []object
	for path, c := range m.Carry {
		carried = append(carried, p.objectOf(path, c.File))
	}
	var mu sync.Mutex
	return each(ctx, p.o.Workers, carried, func(ctx context.Context, o object) error {
		same, err := p.holds(ctx, o.key, o.file)
		if err == nil && !same {
			mu.Lock()
			defer mu.Unlock()
			delete(m.Carry, o.path)
		}
		return err
	})
}

// lostAt is the warning that the file at a path of the release is lost.
func (p *Publisher) lostAt(u undertaking, path string) *diag.Diag {
	d := store.Fail(u.code(Lost), nil, "path", "/"+path, "place", p.o.Place)
	d.Severity = diag.Warning
	return d
}

// visits is how many files besides the telling one are looked at at the public
// address, and visited how large they may be.
const (
	visits  = 4
	visited = 256 << 10
)

// lostForVisitors looks at some pages and files at the public address, which
// shows the release id, and returns the path of one that is there no more in
// the store; "" for none. What stands before the store may have its own
// troubles: only what the store itself has not is lost.
func (r *run) lostForVisitors(ctx context.Context, id string, m *release.Manifest) string {
	var all []object
	for path, f := range m.Files {
		if path != m.NotFound && f.Size <= visited && (change.IsPage(f) || f.Class == release.Immutable) {
			all = append(all, r.p.objectOf(path, f))
		}
	}
	slices.SortFunc(all, func(a, b object) int { return cmp.Compare(a.path, b.path) })
	picked, err := r.p.draw(all, visits)
	if err != nil {
		return ""
	}
	for _, o := range picked {
		if ok, _ := r.look(ctx, join(r.p.o.Address, o.path), id, o.file); ok {
			continue
		}
		if r.isLost(ctx, o) {
			return o.path
		}
	}
	return ""
}

// isLost asks the store itself. No answer is no loss.
func (r *run) isLost(ctx context.Context, o object) bool {
	same, err := r.p.holds(ctx, o.key, o.file)
	return err == nil && !same
}
