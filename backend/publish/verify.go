package publish

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// ReleaseHeader is the response header in which an edge says what it serves.
const ReleaseHeader = "X-Pagewright-Release"

// looks is how often the public address is looked at, a quarter of a second
// apart at first, two seconds at last: some twelve seconds in all.
const looks = 10

// confirm looks at the public address until it shows the release. A warning is
// no failure: the release is live, and what stands before it may lag.
func (r *run) confirm(ctx context.Context, id string, old, m *release.Manifest) (bool, error) {
	if r.p.o.Address == "" {
		return false, nil
	}
	r.meter.Phase(Verifying, 1, 0)
	path, file := telling(old, m)
	address := join(r.p.o.Address, path)
	var found string
	for look := range looks {
		if look > 0 {
			if err := r.p.o.Wait(ctx, min(time.Duration(look)*250*time.Millisecond, 2*time.Second)); err != nil {
				break
			}
		}
		var ok bool
		if ok, found = r.look(ctx, address, id, file); ok {
			r.meter.Step(0)
			if lost := r.lostForVisitors(ctx, id, m); lost != "" {
				return true, r.p.lostAt(r.doing, lost)
			}
			return true, nil
		}
	}
	if r.isLost(ctx, r.p.objectOf(path, file)) {
		return false, r.p.lostAt(r.doing, path)
	}
	d := store.Fail(r.doing.code(NotConfirmed), nil, "address", r.p.o.Address, "found", found, "place", r.p.o.Place)
	d.Severity = diag.Warning
	return false, d
}

// telling returns the page that tells the releases apart best: one that
// differs, the front page if it can be.
func telling(old, m *release.Manifest) (string, release.File) {
	if f, ok := m.Files["index.html"]; ok && (old == nil || old.Files["index.html"].Hash != f.Hash) {
		return "index.html", f
	}
	best := ""
	for path, f := range m.Files {
		if change.IsPage(f) && path != m.NotFound && (old == nil || old.Files[path].Hash != f.Hash) && (best == "" || path < best) {
			best = path
		}
	}
	if best == "" {
		best = "index.html"
	}
	return best, m.Files[best]
}

func join(address, path string) string {
	path = strings.TrimSuffix(path, "index.html")
	return strings.TrimSuffix(address, "/") + "/" + (&url.URL{Path: path}).EscapedPath()
}

// look asks once, and says what was found where it is not the release.
func (r *run) look(ctx context.Context, address, id string, f release.File) (bool, string) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false, "no answer"
	}
	request.Header.Set("Cache-Control", "no-cache")
	answer, err := r.p.o.Client.Do(request)
	if err != nil {
		return false, "no answer"
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return false, strconv.Itoa(answer.StatusCode) + " " + http.StatusText(answer.StatusCode)
	}
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(answer.Body, f.Size+1))
	if err != nil {
		return false, "no answer"
	}
	same := n == f.Size && hex.EncodeToString(h.Sum(nil)) == f.Hash
	switch have := answer.Header.Get(ReleaseHeader); {
	case have != "" && have != id:
		return false, "an earlier release"
	case !same:
		return false, "another page"
	}
	return true, ""
}

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
