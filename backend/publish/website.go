package publish

import (
	"context"
	"errors"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/publish/body"
	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// pageMove puts one page in its public place, or takes it away.
type pageMove struct {
	path string
	file release.File
	gone bool
	rank int
}

// moves returns what makes the public paths go from old to m, in the order in
// which it is done: what pages use, new pages, changed pages, the front page,
// feeds and the sitemap, and last what goes. old nil: nothing is there.
func moves(old, m *release.Manifest) []pageMove {
	var out []pageMove
	for p, f := range m.Files {
		if f.Class != release.Page {
			continue
		}
		was, there := release.File{}, false
		if old != nil {
			was, there = old.Files[p]
		}
		if !there || was.Class != release.Page || was.Hash != f.Hash || was.Type != f.Type {
			out = append(out, pageMove{path: p, file: f, rank: rank(p, f, there)})
		}
	}
	if old != nil {
		for p, f := range old.Files {
			if _, stays := m.Files[p]; !stays && f.Class == release.Page {
				out = append(out, pageMove{path: p, gone: true, rank: 9})
			}
		}
	}
	slices.SortFunc(out, func(a, b pageMove) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return strings.Compare(a.path, b.path)
	})
	return out
}

func rank(p string, f release.File, there bool) int {
	switch {
	case path.Base(p) == "favicon.ico": // it follows from the site, yet browsers ask for it with each page
		return 0
	case change.Derived(p) || strings.HasSuffix(p, ".xml"):
		return 5
	case !change.IsPage(f):
		return 0
	case p == "index.html":
		return 4
	case !there:
		return 1
	case path.Base(p) == "index.html" && strings.Count(p, "/") == 1:
		return 3
	}
	return 2
}

// place brings the pages of the channel's release to their public paths and
// writes down that they are there. It does not stop when ctx ends: between two
// releases is no place to stop at. A kill leaves pages of both, each whole;
// the next run finishes.
func (r *run) place(ctx context.Context, c channel.State, old, m *release.Manifest) (channel.State, error) {
	ctx = context.WithoutCancel(ctx)
	todo := moves(old, m)
	r.meter.Phase(Switching, len(todo)+1, 0)
	if err := r.moveAll(ctx, todo); err != nil {
		return c, err
	}
	next := *c.Pointer
	next.Applied = next.Release
	now, err := r.p.channel.Write(ctx, c, next)
	if errors.Is(err, channel.ErrOvertaken) {
		return c, r.giveWay(ctx, now, todo)
	}
	r.meter.Step(0)
	return now, err
}

// moveAll carries out moves, rank after rank.
func (r *run) moveAll(ctx context.Context, todo []pageMove) error {
	for len(todo) > 0 {
		n := 1
		for n < len(todo) && todo[n].rank == todo[0].rank {
			n++
		}
		if err := each(ctx, r.p.o.Workers, todo[:n], r.move); err != nil {
			return err
		}
		todo = todo[n:]
	}
	return nil
}

func (r *run) move(ctx context.Context, m pageMove) error {
	defer r.meter.Step(0)
	if m.gone {
		return r.p.store.Delete(ctx, m.path)
	}
	from := r.p.layout.Object(m.file.Hash)
	if r.p.channel.Known().Copy {
		err := r.p.store.Copy(ctx, from, m.path, putOptions(m.file))
		if store.Is(err, store.NotFound) {
			return r.moveFromHere(ctx, m, err)
		}
		if !store.Is(err, store.Unsupported, store.Failed) {
			return err
		}
	}
	data, _, err := r.p.store.Read(ctx, from, channel.MaxManifest, store.GetOptions{})
	if err != nil {
		return err
	}
	if release.Hash(data) != m.file.Hash {
		return store.Fail(store.Damaged, nil, "key", from)
	}
	_, err = r.p.store.PutBytes(ctx, m.path, data, putOptions(m.file))
	return err
}

// moveFromHere puts a page in place whose object somebody removed, where this
// run has the same page. lost is the error where it has not.
func (r *run) moveFromHere(ctx context.Context, m pageMove, lost error) error {
	if r.release == nil {
		return lost
	}
	wanted, pages := r.p.wanted(r.release)
	if wanted.Files[m.path] != m.file {
		return lost
	}
	content, err := body.Check(pages, m.path, m.file)
	if err != nil {
		return err
	}
	defer content.Close()
	_, err = r.p.store.Put(ctx, m.path, content, putOptions(m.file))
	return err
}

// giveWay is for the run that was so slow that another took the channel: what
// it moved may have come after the other's. It puts the other's content at
// every path that it touched, which does no harm where it is there already.
func (r *run) giveWay(ctx context.Context, now channel.State, touched []pageMove) error {
	for range 5 {
		m, err := r.p.channel.Manifest(ctx, now.Pointer.Release)
		if err != nil {
			return err
		}
		again := make([]pageMove, len(touched))
		for i, t := range touched {
			f, stays := m.Files[t.path]
			again[i] = pageMove{path: t.path, file: f, gone: !stays, rank: t.rank}
		}
		if err := r.moveAll(ctx, again); err != nil {
			return err
		}
		after, err := r.p.channel.Read(ctx)
		if err != nil {
			return err
		}
		if after.Pointer.Release == now.Pointer.Release {
			break
		}
		now = after
	}
	return channel.ErrOvertaken
}

// stillPlacing is how long another owner's run is given to put its pages in
// place before it counts as cut off.
const stillPlacing = 10 * time.Minute

// finish rolls a run forward that was cut off while it put pages in place.
func (r *run) finish(ctx context.Context, c channel.State) (channel.State, error) {
	if other := r.p.foreign(c); other != nil && r.p.o.Now().Sub(other.At) < stillPlacing {
		return c, store.Fail(InProgress, nil, "who", other.Who, "when", channel.When(other.At, r.p.o.Now()))
	}
	m, err := r.p.channel.Manifest(ctx, c.Pointer.Release)
	if err != nil {
		return c, err
	}
	var old *release.Manifest
	if c.Pointer.Applied != "" {
		if old, err = r.p.channel.Manifest(ctx, c.Pointer.Applied); err != nil {
			return c, err
		}
	}
	return r.place(ctx, c, old, m)
}

// checkPublic makes sure that the public paths which are new in this plan hold
// nothing that somebody else put there.
func (r *run) checkPublic(ctx context.Context, plan *Plan) error {
	if r.p.o.Delivery != Website || r.over || r.p.off == "foreign files" {
		return nil
	}
	var fresh []pageMove
	for _, m := range moves(plan.inPlace(), plan.manifest) {
		if old := plan.inPlace(); !m.gone && (old == nil || !has(old, m.path)) {
			fresh = append(fresh, m)
		}
	}
	return each(ctx, r.p.o.Workers, fresh, func(ctx context.Context, m pageMove) error {
		o, err := r.p.store.Get(ctx, m.path, store.GetOptions{Length: 1})
		if store.Is(err, store.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		o.Body.Close()
		if same, err := r.p.holds(ctx, m.path, m.file); err != nil || same {
			return err
		}
		return store.Fail(ForeignFile, nil, "path", "/"+m.path)
	})
}

func has(m *release.Manifest, path string) bool {
	_, ok := m.Files[path]
	return ok
}
