package edit

import (
	"strings"
	"testing"
)

// A page that still refers to a footnote or a named link that was deleted says
// so; one that went with what referred to it does not.
func TestDeleteWhatIsReferredTo(t *testing.T) {
	const page = "# Home\n\nWith a note[^a].\n\nAnd a [shop].\n\n[shop]: /shop/\n\n[^a]: A *note*.\n\n[^b]: Nobody refers to it.\n"
	for name, c := range map[string]struct {
		ops    []string
		misses bool
	}{
		"words":                       {[]string{`{"op":"delete","page":"content/index.md","at":[0]}`}, false},
		"a footnote":                  {[]string{`{"op":"delete","page":"content/index.md","at":[4]}`}, true},
		"a footnote of nobody":        {[]string{`{"op":"delete","page":"content/index.md","at":[5]}`}, false},
		"a named link":                {[]string{`{"op":"delete","page":"content/index.md","at":[3]}`}, true},
		"a footnote, then its mark":   {[]string{`{"op":"delete","page":"content/index.md","at":[4]}`, `{"op":"delete","page":"content/index.md","at":[1]}`}, false},
		"a named link and its words":  {[]string{`{"op":"delete","page":"content/index.md","at":[3]}`, `{"op":"delete","page":"content/index.md","at":[2]}`}, false},
		"a named link, another words": {[]string{`{"op":"delete","page":"content/index.md","at":[3]}`, `{"op":"delete","page":"content/index.md","at":[1]}`}, true},
	} {
		b := open(t, map[string]string{"content/index.md": page})
		before := b.files()
		if out := b.apply(strings.Join(c.ops, "\n")); out.Misses != c.misses {
			t.Errorf("%s: misses %v", name, out.Misses)
		}
		b.thereAndBack(before)
	}
}
