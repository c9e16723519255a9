package api

import "reflect"

// Verb is one call of the API: its name, "area.verb", and the types of what
// goes in and comes out.
type Verb struct {
	Name    string
	Request reflect.Type // nil: the body is the bytes of one file
	Answer  reflect.Type
}

// Verbs lists every call, in the order of the documentation. The program
// mounts exactly these and the editor's types are generated from them.
func Verbs() []Verb {
	return []Verb{
		verb[Empty, AppState]("app.state"),
		verb[BrowseRequest, Empty]("app.browse"),
		verb[Empty, FolderAnswer]("app.folder"),
		verb[Empty, FilesAnswer]("app.files"),
		verb[OpenRequest, SiteState]("site.open"),
		verb[CreateRequest, SiteState]("site.create"),
		verb[Empty, SiteState]("site.state"),
		verb[Empty, Empty]("site.close"),
		verb[PageRequest, PageState]("page.open"),
		verb[TextRequest, TextAnswer]("page.text"),
		verb[PageRequest, PageSource]("page.source"),
		verb[EditRequest, EditAnswer]("edit.apply"),
		verb[UndoRequest, EditAnswer]("edit.undo"),
		verb[UndoRequest, EditAnswer]("edit.redo"),
		verb[Empty, MediaList]("media.list"),
		verb[MediaAltRequest, Media]("media.alt"),
		verb[MediaFocusRequest, Media]("media.focus"),
		verb[MediaAddRequest, MediaAnswer]("media.add"),
		{Name: "media.upload", Answer: reflect.TypeFor[MediaAnswer]()},
		verb[Empty, TrashList]("trash.list"),
		verb[Empty, TargetList]("target.list"),
		verb[TargetAddRequest, ProbeAnswer]("target.add"),
		verb[TargetUpdateRequest, ProbeAnswer]("target.update"),
		verb[Empty, KeyPlaces]("target.keys"),
		verb[TargetRequest, ProbeAnswer]("target.probe"),
		verb[TargetRequest, Empty]("target.remove"),
		verb[TargetRequest, Plan]("publish.plan"),
		verb[PublishRequest, Progress]("publish.start"),
		verb[Empty, Empty]("publish.cancel"),
		verb[Empty, Progress]("publish.state"),
		verb[TargetRequest, ReleaseList]("publish.releases"),
		verb[RollbackRequest, Progress]("publish.rollback"),
	}
}

func verb[Q, A any](name string) Verb {
	return Verb{Name: name, Request: reflect.TypeFor[Q](), Answer: reflect.TypeFor[A]()}
}
