package front

import (
	"reflect"
	"testing"
)

// flat is a front matter as comparable values.
func flat(list []Field) []any {
	var out []any
	for _, f := range list {
		out = append(out, f.Key, f.Line, f.Text, append([]string{}, f.List...), f.Many, f.Null, f.Any())
	}
	return out
}

// FuzzPlain holds the quick reader of front matters to the full one.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{
		"title: Hello you\ndate: 2024-01-02\n", "title: 'x'\ntags: [a, \"b c\", 3]\n", "a1: \nb2: true\nc3: False\n", "date: 2024-01-02T03:04:05Z\n", "x: 0x10\n", "xx: 1e3\n",
		"title: a #b\n", "title: a#b\n", "image: /a/b.jpg\n", "tags: []\n", "tags: [a,]\n", "title: Ünï\n", "title: don't\n", "when: 2024-13-01\n", "time: 12:30\n", "n: 1\n", "no: 1\n",
		"xx:  padded  \n", "xx: a\r\nyy: b\r\n", "xx: null\n", "xx: ~\n", "xx: .inf\n", "xx: nan\n", "xx: 1_000\n", "xx: - a\n", "xx: y\n", "xx: -\n", "xx: 'it''s'\n", "xx: \"\"\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		quick, ok := plainFields([]byte(s), 2)
		if !ok {
			return
		}
		node, err := yamlMap([]byte(s))
		if err != nil {
			t.Fatalf("%q: read %v, but: %v", s, flat(quick), err)
		}
		full, diags := nodeFields("p", node, 2)
		if len(diags) > 0 || !reflect.DeepEqual(flat(quick), flat(full)) {
			t.Fatalf("%q:\nquick %#v\nfull  %#v %v", s, flat(quick), flat(full), diags)
		}
	})
}
