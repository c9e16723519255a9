package desk

import (
	"testing"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/release"
)

// A publish that waits for pictures says so in figures; one that is further on,
// or over, says nothing of a look of the background.
func TestProgressOfPictures(t *testing.T) {
	p := &publishing{progress: api.Progress{Phase: idle}}
	if _, ok := p.pictures(generator.Progress{Done: 1, Total: 2}); ok || p.state().Step != "" {
		t.Error("it is told without a publish")
	}
	p.cancel, p.progress = func() {}, api.Progress{Phase: building}
	state, ok := p.pictures(generator.Progress{Done: 3, Total: 12})
	if want := (api.Progress{Phase: building, Step: pictures, Done: 3, Total: 12}); !ok || state != want || p.state() != want {
		t.Errorf("%+v", state)
	}
	p.progress = api.Progress{Phase: "uploading"}
	if _, ok := p.pictures(generator.Progress{Done: 1, Total: 2}); ok || p.state().Phase != "uploading" {
		t.Error("it goes back")
	}
}

// A picture that was not made yet counts as changed only where visitors have
// another one.
func TestSettled(t *testing.T) {
	made := release.File{Hash: "1", Size: 2, Class: release.Immutable}
	live := &release.Manifest{Files: map[string]release.File{"a-480.x.jpg": made, "old.jpg": made, "index.html": made}}
	now := &release.Release{Manifest: &release.Manifest{Files: map[string]release.File{
		"a-480.x.jpg": {Class: release.Immutable}, "a-480.y.jpg": {Class: release.Immutable}, "index.html": {Hash: "2"},
	}}}
	got := settled(now, live).Manifest.Files
	if len(got) != 3 || got["a-480.x.jpg"] != made || got["a-480.y.jpg"].Hash != "" || got["index.html"].Hash != "2" {
		t.Errorf("%+v", got)
	}
	if now.Manifest.Files["a-480.x.jpg"].Hash != "" {
		t.Error("what is shown by the preview changed")
	}
}
