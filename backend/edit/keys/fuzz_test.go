package keys

import "testing"

// FuzzSet sets a key of any text: when it says that it can, the value is there.
func FuzzSet(f *testing.F) {
	f.Add("title: a # b\ntags: [x]\n", "title", "new")
	f.Add("a:\n  - b: |\n      c\n", "a", "x: y")
	f.Add("title = 'a'\n[t]\nx = 1\n", "title", "é\n\"")
	f.Fuzz(func(t *testing.T, text, key, value string) {
		raw := must(jsonText(value))
		for _, format := range []Format{YAML, TOML} {
			edit, err := Set(format, []byte(text), []string{key}, raw)
			if err != nil || edit == nil {
				continue
			}
			var want string
			if v, _, err := decodeValue(raw); err == nil {
				want, _ = v.(string)
			}
			if got, ok := Get(format, edit.apply([]byte(text)), []string{key}); !ok || got != want {
				t.Fatalf("format %d, %q: got %v, want %q", format, text, got, want)
			}
		}
		if _, err := Replace([]byte(text), nil, func(v string) (string, bool) { return value, v == key }); err != nil {
			return // it refuses what it can not do alone
		}
	})
}
