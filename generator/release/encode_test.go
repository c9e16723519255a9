package release

import (
	"bytes"
	"fmt"
	"testing"
)

// What is written by hand is what encoding/json writes.
func TestEncodeIsJSON(t *testing.T) {
	type all Manifest // without the methods
	names := []string{"index.html", "a b/<x>&y.html", `q"u\o.html`, "über/日本.html", "line\u2028\u2029.html", "tab\t\x00\x7f.html", "no\xffutf8.html", ""}
	files := map[string]File{}
	for i, n := range names {
		files[n] = File{Hash: fmt.Sprint("h", i), Size: int64(i)*1e12 - 1, Type: "text/html; charset=utf-8" + n, Class: Class(n)}
	}
	for _, m := range []Manifest{
		{Version: 1}, {Version: 1, Files: map[string]File{}}, {Version: 1, Files: files},
		{Version: 12, Files: files, Carry: map[string]Carried{"x<": {files["index.html"], 3}}, Redirects: []Redirect{{"/a&", "/b", 301}}, NotFound: "404.html"},
	} {
		plain := all(m)
		if want, got := plainJSON(&plain), m.Encode(); !bytes.Equal(want, got) {
			t.Errorf("\n%s\nwant\n%s", got, want)
		}
	}
}
