package safe

import "testing"

func TestSafeAddresses(t *testing.T) {
	for address, want := range map[string][2]bool{ // as a link, as a source
		"/a": {true, true}, "a/b:c": {true, true}, "#x": {true, true}, "?a:b": {true, true}, "": {true, true}, "//a.bc/d": {true, true},
		"http://a": {true, true}, "HTTPS://a": {true, true}, "mailto:a@b.c": {true, false}, "tel:1": {true, false},
		"10:30.html": {true, true}, "ä:b": {true, true},
		"javascript:a": {}, "JavaScript:a": {}, " javascript:a": {}, "\x01javascript:a": {}, "java\tscript:a": {}, "java\nscript:a": {},
		"vbscript:a": {}, "file:///a": {}, "blob:a": {}, "x-y.z+1:a": {}, "view-source:http://a": {},
		"data:text/html,a": {}, "data:image/svg+xml,a": {}, "data:image/pngx,a": {}, "data:a": {},
		"data:image/png;base64,a": {false, true}, "DATA: image/JPEG,a": {false, true},
	} {
		if got := Link(address) == address; got != want[0] {
			t.Errorf("link %q: %v", address, got)
		}
		if got := Source(address) == address; got != want[1] {
			t.Errorf("source %q: %v", address, got)
		}
	}
}
