package desk_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

// photo is a picture of one colour.
func photo(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{200, byte(x), byte(y), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUploadDescribeUndo(t *testing.T) {
	b := newBench(t)
	before := do[api.MediaList](b, "media.list", api.Empty{})
	if len(before.Items) == 0 || before.Items[0].Width == 0 {
		t.Fatalf("the starter's media %+v", before.Items)
	}
	w := b.post("media.upload", photo(t, 400, 300), api.NameHeader, "K%C3%BCste%20am%20Abend.png")
	var answer api.MediaAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK || len(answer.Items) != 1 {
		t.Fatalf("upload: %d %s", w.Code, w.Body)
	}
	added := answer.Items[0]
	if added.Width != 400 || added.Height != 300 || !strings.HasPrefix(added.Path, "media/") || added.Address != "/"+added.Path {
		t.Errorf("added %+v", added)
	}
	if thumb := b.get(added.Thumb); thumb.Code != 200 || !strings.HasPrefix(thumb.Header().Get("Content-Type"), "image/") {
		t.Errorf("thumb %d %s", thumb.Code, thumb.Header().Get("Content-Type"))
	}
	described := do[api.Media](b, "media.alt", api.MediaAltRequest{Path: added.Path, Alt: "The coast at dusk"})
	if described.Alt != "The coast at dusk" {
		t.Errorf("described %+v", described)
	}
	for range 2 {
		do[api.EditAnswer](b, "edit.undo", api.UndoRequest{})
	}
	if after := do[api.MediaList](b, "media.list", api.Empty{}); len(after.Items) != len(before.Items) {
		t.Errorf("after undo %d files, before %d", len(after.Items), len(before.Items))
	}
}

func TestOneBadFileDoesNotKeepTheOthersOut(t *testing.T) {
	b := newBench(t)
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.png"), filepath.Join(dir, "bad.png")
	if err := os.WriteFile(good, photo(t, 20, 10), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, []byte("\x89PNG\r\n\x1a\nno picture"), 0o644); err != nil {
		t.Fatal(err)
	}
	answer := do[api.MediaAnswer](b, "media.add", api.MediaAddRequest{Files: []string{bad, filepath.Join(dir, "none.png"), good}})
	if len(answer.Items) != 1 || len(answer.Problems) != 2 {
		t.Fatalf("answer %+v", answer)
	}
	for _, p := range answer.Problems {
		if p.Title == "" || p.Next == "" || p.Code == "internal-error" {
			t.Errorf("problem without words: %+v", p)
		}
	}
	// The same bytes again are not kept twice.
	again := do[api.MediaAnswer](b, "media.add", api.MediaAddRequest{Files: []string{good}})
	if len(again.Items) != 1 || again.Items[0].Path != answer.Items[0].Path {
		t.Errorf("the same picture again: %+v", again.Items)
	}
}

// TestTrashIsListedAndTakenBack deletes a picture that is used, sees it in the
// list, and takes it back.
func TestTrashIsListedAndTakenBack(t *testing.T) {
	b := newBench(t)
	var used api.Media
	for _, item := range do[api.MediaList](b, "media.list", api.Empty{}).Items {
		if len(item.UsedBy) > 0 {
			used = item
		}
	}
	focused := do[api.Media](b, "media.focus", api.MediaFocusRequest{Path: used.Path, Focus: api.Focus{X: 20, Y: 80}})
	if focused.Focus != (api.Focus{X: 20, Y: 80}) || focused.Alt != used.Alt {
		t.Errorf("focused %+v", focused)
	}
	do[api.EditAnswer](b, "edit.apply", api.EditRequest{Ops: []api.Op{{Op: "media-trash", File: used.Path}}})
	list := do[api.TrashList](b, "trash.list", api.Empty{})
	if len(list.Items) != 1 || list.Items[0].Path != used.Path || list.Items[0].Page || list.Items[0].When == "" {
		t.Fatalf("in the trash %+v", list.Items)
	}
	do[api.EditAnswer](b, "edit.apply", api.EditRequest{Ops: []api.Op{{Op: "untrash", File: list.Items[0].Name}}})
	if list := do[api.TrashList](b, "trash.list", api.Empty{}); len(list.Items) != 0 {
		t.Errorf("still in the trash %+v", list.Items)
	}
	for _, item := range do[api.MediaList](b, "media.list", api.Empty{}).Items {
		if item.Path == used.Path && item.Focus == focused.Focus && item.Alt == used.Alt {
			return
		}
	}
	t.Error("it did not come back as it was")
}
