package bom

import "testing"

// Only the first mark is one: what follows it is text.
func TestCut(t *testing.T) {
	for source, want := range map[string]string{"": "", "a": "a", "\xef\xbb\xbfa": "a", "\xef\xbb\xbf\xef\xbb\xbf": "\xef\xbb\xbf", "\xef\xbba": "\xef\xbba", "a\xef\xbb\xbf": "a\xef\xbb\xbf"} {
		if got := string(Cut([]byte(source))); got != want || Len([]byte(source)) != len(source)-len(want) {
			t.Errorf("%q: %q, %d bytes", source, got, Len([]byte(source)))
		}
	}
}
