package desk

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/backend/starter"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
)

// Calls returns the desk's function for every verb of the API.
func (d *Desk) Calls() []api.Call {
	return []api.Call{
		api.On("app.state", d.state),
		api.On("app.browse", d.browse),
		api.On("app.folder", d.folder),
		api.On("app.files", d.files),
		api.On("site.open", d.openSite),
		api.On("site.create", d.createSite),
		api.On("site.state", onSite(d, (*session).siteState)),
		api.On("site.close", func(context.Context, api.Empty) (api.Empty, error) { return api.Empty{}, d.Close() }),
		api.On("page.open", onSite(d, (*session).openPage)),
		api.On("page.text", onSite(d, (*session).text)),
		api.On("page.source", onSite(d, (*session).source)),
		api.On("edit.apply", onSite(d, (*session).apply)),
		api.On("edit.undo", onSite(d, (*session).undo)),
		api.On("edit.redo", onSite(d, (*session).redo)),
		api.On("media.list", onSite(d, (*session).mediaList)),
		api.On("media.alt", onSite(d, (*session).mediaAlt)),
		api.On("media.focus", onSite(d, (*session).mediaFocus)),
		api.On("media.add", onSite(d, (*session).mediaAdd)),
		api.OnFile("media.upload", d.upload),
		api.On("trash.list", onSite(d, (*session).trashList)),
		api.On("target.list", onSite(d, (*session).targetList)),
		api.On("target.add", onSite(d, (*session).targetAdd)),
		api.On("target.update", onSite(d, (*session).targetUpdate)),
		api.On("target.keys", onSite(d, (*session).targetKeys)),
		api.On("target.probe", onSite(d, (*session).targetProbe)),
		api.On("target.remove", onSite(d, (*session).targetRemove)),
		api.On("publish.plan", onSite(d, (*session).plan)),
		api.On("publish.start", onSite(d, (*session).publish)),
		api.On("publish.cancel", onSite(d, (*session).cancel)),
		api.On("publish.state", onSite(d, (*session).progress)),
		api.On("publish.releases", onSite(d, (*session).releases)),
		api.On("publish.rollback", onSite(d, (*session).rollback)),
	}
}

// onSite makes a function of the open site one of the desk.
func onSite[Q, A any](d *Desk, do func(*session, context.Context, Q) (A, error)) func(context.Context, Q) (A, error) {
	return func(ctx context.Context, q Q) (A, error) {
		s, err := d.session()
		if err != nil {
			var none A
			return none, err
		}
		return do(s, ctx, q)
	}
}

func (d *Desk) state(ctx context.Context, _ api.Empty) (api.AppState, error) {
	d.first.Do(func() { d.start(context.WithoutCancel(ctx)) })
	state := api.AppState{
		Version: d.o.Version, Platform: runtime.GOOS, Capabilities: d.o.Host.Capabilities(),
		Recent: []api.RecentSite{}, Starters: []api.Starter{},
	}
	for _, r := range d.o.Place.Recent() {
		state.Recent = append(state.Recent, api.RecentSite(r))
	}
	for _, s := range starter.List() {
		state.Starters = append(state.Starters, api.Starter{Name: s.Name, Title: s.Title, About: s.About})
	}
	d.mu.Lock()
	state.Problem = d.failed
	d.mu.Unlock()
	if s, err := d.session(); err == nil {
		site := s.state()
		state.Site = &site
	}
	return state, nil
}

// browse opens an address of the web, and nothing else: never a file or a
// program.
func (d *Desk) browse(_ context.Context, q api.BrowseRequest) (api.Empty, error) {
	u, err := url.Parse(q.Address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return api.Empty{}, &diag.Diag{Code: CodeAddress, Severity: diag.Error, Args: map[string]string{"address": q.Address}, Err: err}
	}
	return api.Empty{}, d.o.Host.Browse(u.String())
}

func (d *Desk) folder(context.Context, api.Empty) (api.FolderAnswer, error) {
	dir, err := d.o.Host.Folder()
	return api.FolderAnswer{Dir: dir}, err
}

func (d *Desk) files(context.Context, api.Empty) (api.FilesAnswer, error) {
	files, err := d.o.Host.Files()
	return api.FilesAnswer{Files: files}, err
}

func (d *Desk) openSite(ctx context.Context, q api.OpenRequest) (api.SiteState, error) {
	return d.Open(ctx, q.Dir)
}

func (d *Desk) createSite(ctx context.Context, q api.CreateRequest) (api.SiteState, error) {
	dir := q.Dir
	if dir == "" {
		documents, err := place.Documents()
		if err != nil {
			return api.SiteState{}, err
		}
		dir = free(filepath.Join(documents, folderName(q.Title)))
	}
	if err := starter.Create(dir, q.Starter, q.Title); err != nil {
		return api.SiteState{}, err
	}
	return d.Open(ctx, dir)
}

// folderName makes a folder's name of a site's title.
func folderName(title string) string {
	if name := content.Slug(title); name != "" {
		return name
	}
	return "my-site"
}

// free returns the path, with a number at its end when it is taken.
func free(path string) string {
	for n, try := 2, path; ; n++ {
		if _, err := os.Lstat(try); err != nil {
			return try
		}
		try = path + "-" + itoa(n)
	}
}

// sameFolder reports whether two paths are one folder.
func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
