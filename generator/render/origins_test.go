package render

import (
	"bytes"
	"strings"
	"testing"
)

// Whatever a page is: a sign in it goes away, at most one attribute comes, and
// every other byte stays.
func FuzzMark(f *testing.F) {
	for _, page := range []string{"", "<p>a</p>", "<a href=\"x\">|</a>", "<h1><svg><path/></svg>|</h1>", "<br>|", "<title>|</title>", "<p title=\"|\">", "</p>|",
		"<!-- | -->", "<1>|", "<p data-pw-at=\"0\">|", "pw-from-|", "<p>|0-"} {
		f.Add(page, len(page)/2)
	}
	f.Fuzz(func(t *testing.T, page string, at int) {
		page = strings.ReplaceAll(page, signStart, "")
		at = max(0, min(at, len(page)))
		s := &origins{number: map[*byte]int{}}
		written, ok := s.sign(s.text("Rosa", `menu 0 "a" & b`)).(string)
		if !ok || !strings.HasPrefix(written, "Rosa"+signStart) {
			t.Fatalf("written: %v", written)
		}
		without := page[:at] + "Rosa" + page[at:]
		if strings.Contains(without, signStart) {
			return
		}
		got := string(s.mark([]byte(page[:at] + written + page[at:])))
		attribute := " " + markFrom + `="menu 0 &#34;a&#34; &amp; b"`
		if strings.Count(got, attribute) > 1+strings.Count(without, attribute) || strings.Replace(got, attribute, "", 1) != without && got != without {
			t.Errorf("%q\nbecame %q", without, got)
		}
		if same := s.mark([]byte(page)); !bytes.Equal(same, []byte(page)) {
			t.Errorf("%q became %q", page, same)
		}
	})
}
