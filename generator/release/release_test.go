package release

import (
	"bytes"
	"encoding/json"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestResolve(t *testing.T) {
	m, cases := Conformance()
	if err := m.Validate(); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		got := Resolve(m, c.Path)
		if got.Status != c.Status || got.Path != c.File || got.Location != c.Location {
			t.Errorf("%s: %s is answered with %d %q %q, want %d %q %q",
				c.Name, c.Path, got.Status, got.Path, got.Location, c.Status, c.File, c.Location)
		}
		if f, ok := m.Lookup(c.File); ok && got.File != f {
			t.Errorf("%s: entry %+v, want %+v", c.Name, got.File, f)
		}
	}
}

func TestResolveComposesLetters(t *testing.T) {
	m := &Manifest{Version: Version, Files: map[string]File{"café/index.html": {}}}
	if got := Resolve(m, "/"+url.PathEscape(norm.NFD.String("café"))+"/"); got.Path != "café/index.html" {
		t.Errorf("a decomposed path finds %q", got.Path)
	}
}

func TestResolveWithoutAPageForWhatIsNotThere(t *testing.T) {
	if got := Resolve(&Manifest{}, "/x"); got.Status != 404 || got.Path != "" {
		t.Errorf("%+v", got)
	}
}

// Whatever is asked, an answer never sends a visitor to another host unless
// the release's redirect does, and every address of a page leads to it.
func TestResolveLaws(t *testing.T) {
	m, _ := Conformance()
	m.Redirects = nil
	rapid.Check(t, func(t *rapid.T) {
		path := "/" + strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"/", ".", "..", "about", "index.html", "%2F", "%5C", "//",
			"example.com", "%2e", "journal", "hello", "a+b", "%", "é", "@", ":", "?"}), 0, 8).Draw(t, "parts"), "")
		got := Resolve(m, path)
		if got.Status != 200 && got.Status != 301 && got.Status != 404 {
			t.Fatalf("%s: status %d", path, got.Status)
		}
		if got.Location == "" {
			return
		}
		if !strings.HasPrefix(got.Location, "/") || strings.HasPrefix(got.Location, "//") || strings.Contains(got.Location, `\`) {
			t.Fatalf("%s leads off the site: %q", path, got.Location)
		}
		if next := Resolve(m, got.Location); next.Status != 200 {
			t.Fatalf("%s leads to %q, which answers %d", path, got.Location, next.Status)
		}
	})
}

func TestEncodeIsCanonical(t *testing.T) {
	m, _ := Conformance()
	want := m.Encode()
	shuffled := *m
	shuffled.Redirects = []Redirect{m.Redirects[4], m.Redirects[2], m.Redirects[0], m.Redirects[1], m.Redirects[3]}
	if !bytes.Equal(shuffled.Encode(), want) {
		t.Error("the order of redirects changes the bytes")
	}
	if shuffled.Redirects[0] != m.Redirects[4] {
		t.Error("Encode changed the manifest")
	}
	back, err := Decode(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(back.Encode(), want) || back.ID() != m.ID() || !IsID(m.ID()) {
		t.Error("what is decoded is not what was encoded")
	}
	if bytes.Contains(want, []byte(`\u003c`)) || bytes.HasSuffix(want, []byte("\n")) {
		t.Error("the bytes are not canonical")
	}
}

func TestDecodeRefuses(t *testing.T) {
	m, _ := Conformance()
	hash := Hash(nil)
	for name, change := range map[string]func(m *Manifest){
		"newer version":      func(m *Manifest) { m.Version = Version + 1 },
		"path that leaves":   func(m *Manifest) { m.Files["../x"] = File{hash, 0, "", Page} },
		"path from the root": func(m *Manifest) { m.Files["/x"] = File{hash, 0, "", Page} },
		"path with dots":     func(m *Manifest) { m.Files["a/./x"] = File{hash, 0, "", Page} },
		"backslash":          func(m *Manifest) { m.Files[`a\x`] = File{hash, 0, "", Page} },
		"hash":               func(m *Manifest) { m.Files["x"] = File{hash[1:] + "G", 0, "", Page} },
		"hash in capitals":   func(m *Manifest) { m.Files["x"] = File{strings.ToUpper(hash), 0, "", Page} },
		"size":               func(m *Manifest) { m.Files["x"] = File{hash, -1, "", Page} },
		"class":              func(m *Manifest) { m.Files["x"] = File{hash, 0, "", "other"} },
		"carried page":       func(m *Manifest) { m.Carry["x"] = Carried{File{hash, 0, "", Page}, 1} },
		"carried twice":      func(m *Manifest) { m.Carry["index.html"] = Carried{File{hash, 0, "", Immutable}, 1} },
		"missing 404":        func(m *Manifest) { m.NotFound = "gone.html" },
		"redirect off":       func(m *Manifest) { m.Redirects = []Redirect{{"/a", "//example.com", 301}} },
		"redirect header":    func(m *Manifest) { m.Redirects = []Redirect{{"/a", "/b\r\nSet-Cookie: x", 301}} },
		"redirect status":    func(m *Manifest) { m.Redirects = []Redirect{{"/a", "/b", 200}} },
		"redirect twice":     func(m *Manifest) { m.Redirects = []Redirect{{"/a", "/b", 301}, {"/a", "/c", 301}} },
	} {
		bad, err := Decode(m.Encode())
		if err != nil {
			t.Fatal(err)
		}
		change(bad)
		if _, err := Decode(bad.Encode()); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := Decode([]byte("<html>")); err == nil {
		t.Error("accepted what is no manifest")
	}
}

func TestPointer(t *testing.T) {
	id := Hash(nil)[:IDLen]
	p := &Pointer{Version: Version, Seq: 3, Release: id, Previous: id, Applied: id, Delivery: Edge, Mode: Exclusive, Nonce: "n",
		Owner: "o", At: time.Unix(1, 0).UTC(), Kept: []Kept{{ID: id, At: time.Unix(1, 0).UTC(), Pages: 2}},
		Retired: []Retired{{id, time.Unix(2, 0).UTC()}}, Sweeping: &Sweeping{[]string{id}, time.Unix(3, 0).UTC(), "s"}}
	back, err := DecodePointer(p.Encode())
	if err != nil || !reflect.DeepEqual(back, p) {
		t.Errorf("%+v, %v", back, err)
	}
	if !p.Keeps(id) || p.Keeps("x") {
		t.Error("Keeps")
	}
	for name, text := range map[string]string{"version": `{"v":2}`, "id": `{"v":1,"release":"../x"}`, "form": `[]`,
		"kept": strings.Replace(string(p.Encode()), `"kept":[{"id":"`, `"kept":[{"id":"../`, 1)} {
		if _, err := DecodePointer([]byte(text)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestLayout(t *testing.T) {
	live, preview := LayoutOf("c/", ""), LayoutOf("c/", "preview")
	hash := Hash(nil)
	for got, want := range map[string]string{
		live.Object(hash):        "c/objects/e3/" + hash,
		live.Release("id"):       "c/releases/id.json",
		live.Channel("live"):     "c/channels/live.json",
		live.Numbered("live", 7): "c/channels/live/000000000007.json",
		preview.Object(hash):     "c/previews/preview/objects/e3/" + hash,
		live.Key(Website, "a.css", File{hash, 0, "", Immutable}): "a.css",
		live.Key(Website, "index.html", File{hash, 0, "", Page}): "c/objects/e3/" + hash,
		live.Key(Edge, "a.css", File{hash, 0, "", Immutable}):    "c/objects/e3/" + hash,
		RedirectPath("/old/post/"):                               "old/post/index.html",
		RedirectPath("/old.html"):                                "old.html",
		RedirectPath("/"):                                        "index.html",
		string(RedirectPage(`/a"b<c`)[:15]):                      "<!doctype html>",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if page := string(RedirectPage(`/a"b<c`)); strings.Contains(page, `a"b`) || strings.Contains(page, "b<c") {
		t.Errorf("a redirect's address gets out of its attribute: %s", page)
	}
}

func FuzzDecode(f *testing.F) {
	m, _ := Conformance()
	f.Add(m.Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(data)
		if err != nil {
			return
		}
		again, err := Decode(m.Encode())
		if err != nil {
			t.Fatalf("what was accepted is refused when it is written again: %v", err)
		}
		a, _ := json.Marshal(m)
		b, _ := json.Marshal(again)
		if !bytes.Equal(a, b) {
			t.Fatalf("%s became %s", a, b)
		}
	})
}
