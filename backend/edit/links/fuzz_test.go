package links

import "testing"

// FuzzRewrite gives every address itself again, and another one: the edits must
// lie in the source, in order and apart.
func FuzzRewrite(f *testing.F) {
	f.Add("[a](/b/ 'c') ![d](<e f>)\n\n[g]: /h\n\n:::hero{image=/a.jpg}\n:::\n<a href='/x'>")
	f.Add("---\nimage: /a.jpg\n---\n`[a](b)`")
	find := finder(f)
	f.Fuzz(func(t *testing.T, source string) {
		if edits := find.Rewrite([]byte(source), func(r Ref) (string, bool) { return r.Dest, true }); len(edits) > 0 {
			t.Fatalf("the same address makes %d edits", len(edits))
		}
		end := len(source)
		for _, e := range find.Rewrite([]byte(source), func(Ref) (string, bool) { return "/other/", true }) {
			if e.Start < 0 || e.Start > e.End || e.End > end {
				t.Fatalf("edit %d to %d of %d bytes, before %d", e.Start, e.End, len(source), end)
			}
			end = e.Start
		}
	})
}
