package generator

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"strings"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/render"
)

// changes is what an update found, by path.
type changes struct {
	next     *snapshot
	pages    map[string]bool // to read again; false: gone
	settings bool
	media    bool
	theme    bool
	cloned   bool // next.files is its own
}

// update returns the snapshot with changes taken in.
func (s *snapshot) update(ctx context.Context, changed []string) (*snapshot, error) {
	next := &snapshot{fsys: s.fsys, o: s.o, stats: maps.Clone(s.stats), files: s.files, unread: maps.Clone(s.unread), conf: s.conf, media: s.media, kept: &bodies{}, scaled: s.scaled}
	c := &changes{next: next, pages: map[string]bool{}}
	if changed == nil {
		for _, root := range roots {
			c.compare(s, root, false)
		}
	}
	for _, p := range changed {
		p = path.Clean(strings.ReplaceAll(p, "\\", "/"))
		if concerns(p) {
			c.compare(s, p, true)
		}
	}
	return next, c.apply(ctx, s)
}

// compare finds what is different at a path, a file or a folder. sure says that
// what is there did change, whatever its stat says.
func (c *changes) compare(s *snapshot, at string, sure bool) {
	seen := map[string]bool{}
	maps.DeleteFunc(c.next.unread, func(p string, _ diag.Diag) bool { return p == at || strings.HasPrefix(p, at+"/") })
	walk(s.fsys, at, visitor{
		file: func(p string, st stat) {
			seen[p] = true
			before, ok := s.stats[p]
			_, failed := s.unread[p]
			if !ok || before != st || !st.sure() || failed || sure && p == at {
				c.differs(p, &st)
			}
		},
		bad: func(p string, err error) {
			seen[p] = true // what can not be read now is not gone
			c.next.bad(p, err)
		},
		odd: c.next.odd,
	})
	if info, err := fs.Stat(s.fsys, at); err == nil && !info.IsDir() {
		return
	}
	for p := range s.stats {
		if (p == at || strings.HasPrefix(p, at+"/")) && !seen[p] && !underBad(seen, p, at) {
			c.differs(p, nil)
		}
	}
}

// underBad says whether a folder above p, below at, could not be read.
func underBad(seen map[string]bool, p, at string) bool {
	for d := path.Dir(p); len(d) >= len(at) && d != "."; d = path.Dir(d) {
		if seen[d] {
			return true
		}
	}
	return false
}

// differs notes one file that is new, changed, or gone (nil).
func (c *changes) differs(p string, st *stat) {
	n := c.next
	if st == nil {
		delete(n.stats, p)
	} else {
		n.stats[p] = *st
	}
	switch {
	case p == content.ConfigFile:
		c.settings = true
	case strings.HasPrefix(p, "theme/"):
		c.theme = true
	case isPage(p):
		c.pages[p] = st != nil
	default:
		c.media = c.media || p == content.MediaFile
		c.file(p, st)
	}
}

// file replaces the entry of a file that is no page.
func (c *changes) file(p string, st *stat) {
	n := c.next
	if !c.cloned {
		n.files, c.cloned = maps.Clone(n.files), true
	}
	if st == nil {
		delete(n.files, p)
	} else {
		n.files[p] = &entry{stat: *st}
	}
}

// apply makes the next snapshot's world.
func (c *changes) apply(ctx context.Context, s *snapshot) error {
	n := c.next
	site, err := c.site(ctx, s.world.Site)
	if err != nil {
		return err
	}
	design := s.world.Design
	if c.theme {
		if design, err = loadDesign(n.fsys); err != nil {
			return err
		}
	}
	n.world = render.NewWorld(site, design, n, n.o.render())
	return nil
}

// site reads what changed of pages and settings.
func (c *changes) site(ctx context.Context, old *content.Site) (*content.Site, error) {
	n := c.next
	var gone, read []string
	for p, there := range c.pages {
		if there {
			read = append(read, p)
		} else {
			gone = append(gone, p)
		}
	}
	fresh, err := n.readPages(ctx, read, nil)
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, p := range fresh {
		have[p.Path] = true
	}
	for _, p := range read {
		if !have[p] { // it went, or it can not be read, since it was seen
			gone = append(gone, p)
		}
	}
	if !c.settings && !c.media {
		return old.Update(gone, fresh), nil
	}
	config, media := n.settings()
	all := old.Update(gone, fresh).Pages
	return content.New(config, media, append([]*content.Page{}, all...), n.o.rules(), nil), nil
}
