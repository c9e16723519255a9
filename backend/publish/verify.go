package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
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
	r.meter.phase(Verifying, 1, 0)
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
			r.meter.step(0)
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
