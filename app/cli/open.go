package cli

import (
	"context"
	"path/filepath"

	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/app/work"
	"github.com/pagewright/pagewright/generator/content"
)

// opened is an open site with its targets, for one command.
type opened struct {
	*work.Work
	Targets *target.Book
}

// open opens the site in dir for a command. With a target's name, pages are
// built for that target; "" is the first one. o.Now and o.Address are filled in.
func (c *command) open(ctx context.Context, dir, name string, o work.Options) (*opened, error) {
	home, err := place.Open(c.Data)
	if err != nil {
		return nil, err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &opened{Targets: &target.Book{Home: home}}
	o.Now, o.Spare, o.Progress = c.Now, home.Spare(dir), c.pictures()
	o.Address = func(settings *content.Config) string {
		book := &target.Book{Home: home, Site: target.SiteID(settings, dir), Settings: func() *content.Config { return settings }}
		t, err := book.Find(name)
		if err != nil {
			return "" // the command itself tells of it
		}
		return t.BuildAddress(settings)
	}
	if s.Work, err = work.Open(ctx, dir, o); err != nil {
		return nil, err
	}
	c.warn(s.Site.Findings)
	home.TidySpare(s.Site.Dir)
	s.Targets.Settings = s.Settings
	s.Targets.Site = target.SiteID(s.Settings(), s.Site.Dir)
	return s, nil
}

// place opens a target of the site.
func (c *command) place(ctx context.Context, s *opened, name string, o target.Options) (*target.Place, error) {
	t, err := s.Targets.Find(name)
	if err != nil {
		return nil, err
	}
	o.Now = c.Now
	return s.Targets.Open(ctx, t, o)
}
