// Package apitest has calls for tests of what stands around the API: every
// verb answers with its empty answer and tells that it was reached.
package apitest

import (
	"context"
	"io"

	"github.com/pagewright/pagewright/app/api"
)

// Calls returns a call for every verb. reached is given the verb's name each
// time that one is carried out; it must be safe for concurrent use.
func Calls(reached func(name string)) []api.Call {
	return []api.Call{
		on[api.Empty, api.AppState]("app.state", reached),
		on[api.BrowseRequest, api.Empty]("app.browse", reached),
		on[api.Empty, api.FolderAnswer]("app.folder", reached),
		on[api.Empty, api.FilesAnswer]("app.files", reached),
		on[api.OpenRequest, api.SiteState]("site.open", reached),
		on[api.CreateRequest, api.SiteState]("site.create", reached),
		on[api.Empty, api.SiteState]("site.state", reached),
		on[api.Empty, api.Empty]("site.close", reached),
		on[api.PageRequest, api.PageState]("page.open", reached),
		on[api.TextRequest, api.TextAnswer]("page.text", reached),
		on[api.PageRequest, api.PageSource]("page.source", reached),
		on[api.EditRequest, api.EditAnswer]("edit.apply", reached),
		on[api.UndoRequest, api.EditAnswer]("edit.undo", reached),
		on[api.UndoRequest, api.EditAnswer]("edit.redo", reached),
		on[api.Empty, api.MediaList]("media.list", reached),
		on[api.MediaAltRequest, api.Media]("media.alt", reached),
		on[api.MediaFocusRequest, api.Media]("media.focus", reached),
		on[api.MediaAddRequest, api.MediaAnswer]("media.add", reached),
		api.OnFile("media.upload", func(context.Context, string, io.Reader) (api.MediaAnswer, error) {
			reached("media.upload")
			return api.MediaAnswer{}, nil
		}),
		on[api.Empty, api.TrashList]("trash.list", reached),
		on[api.Empty, api.TargetList]("target.list", reached),
		on[api.TargetAddRequest, api.ProbeAnswer]("target.add", reached),
		on[api.TargetUpdateRequest, api.ProbeAnswer]("target.update", reached),
		on[api.Empty, api.KeyPlaces]("target.keys", reached),
		on[api.TargetRequest, api.ProbeAnswer]("target.probe", reached),
		on[api.TargetRequest, api.Empty]("target.remove", reached),
		on[api.TargetRequest, api.Plan]("publish.plan", reached),
		on[api.PublishRequest, api.Progress]("publish.start", reached),
		on[api.Empty, api.Empty]("publish.cancel", reached),
		on[api.Empty, api.Progress]("publish.state", reached),
		on[api.TargetRequest, api.ReleaseList]("publish.releases", reached),
		on[api.RollbackRequest, api.Progress]("publish.rollback", reached),
	}
}

func on[Q, A any](name string, reached func(string)) api.Call {
	return api.On(name, func(context.Context, Q) (A, error) {
		reached(name)
		var a A
		return a, nil
	})
}
