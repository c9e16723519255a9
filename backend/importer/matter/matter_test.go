package matter

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/pagewright/pagewright/generator/bom"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, source, format, title, body string
		broken                            bool
	}{
		{"none", "# Hello\n", "", "", "# Hello\n", false},
		{"yaml", "---\ntitle: A\n---\nbody", "yaml", "A", "body", false},
		{"yaml, ended by dots", "---\ntitle: A\n...\nbody", "yaml", "A", "body", false},
		{"yaml, empty", "---\n---\nbody", "yaml", "", "body", false},
		{"yaml, CRLF", "---\r\ntitle: A\r\n---\r\nbody", "yaml", "A", "body", false},
		{"byte order mark", "\xef\xbb\xbf---\ntitle: A\n---\nbody", "yaml", "A", "body", false},
		{"toml", "+++\ntitle = \"A\"\n+++\nbody", "toml", "A", "body", false},
		{"json", "{\n\"title\": \"A\"\n}\nbody", "json", "A", "body", false},
		{"json in fences", "---json\n{\"title\": \"A\"}\n---\nbody", "json", "A", "body", false},
		{"a shortcode is no json", "{{< x >}}\n", "", "", "{{< x >}}\n", false},
		{"a rule is no front matter", "---\n\ntext\n", "", "", "---\n\ntext\n", false},
		{"yaml that can not be read", "---\ntitle: [\n---\nbody", "yaml", "", "body", true},
		{"toml that can not be read", "+++\ntitle = \n+++\nbody", "toml", "", "body", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, body := Split([]byte(test.source))
			if string(m.Format) != test.format || m.Text("title") != test.title || string(body) != test.body {
				t.Errorf("got %q, title %q, body %q", m.Format, m.Text("title"), body)
			}
			if (m.Err != nil) != test.broken {
				t.Errorf("error %v, want one: %v", m.Err, test.broken)
			}
		})
	}
}

func TestWith(t *testing.T) {
	set := func(key string, value any) []Change { return []Change{{key, value}} }
	tests := []struct {
		name, source string
		changes      []Change
		want         string
	}{
		{"nothing to change", "---\ntitle:   A  # mine\n---\n", nil, "---\ntitle:   A  # mine\n---\n"},
		{"toml, nothing to change", "+++\ntitle = 'A'\n+++\n", nil, "+++\ntitle = 'A'\n+++\n"},
		{"added", "---\ntitle:   A  # mine\n---\n", set("draft", true), "---\ntitle:   A  # mine\ndraft: true\n---\n"},
		{"replaced", "---\na: 1\nlist:\n  - x\n  - y\n# of b\nb: 2\n---\n", set("list", []string{"z"}),
			"---\na: 1\nlist:\n  - z\n# of b\nb: 2\n---\n"},
		{"taken away", "---\na: 1\nb: |\n  x\n  y\n---\n", set("b", nil), "---\na: 1\n---\n"},
		{"taken away what is not there", "---\na: 1\n---\n", set("b", nil), "---\na: 1\n---\n"},
		{"empty", "---\n---\n", set("title", "A"), "---\ntitle: A\n---\n"},
		{"flow", "---\n{a: 1, b: \"2\"}\n---\n", set("c", 3), "---\na: 1\nb: \"2\"\nc: 3\n---\n"},
		{"no final newline", "---\na: 1\n---", set("c", 3), "---\na: 1\nc: 3\n---\n"},
		{"toml", "+++\n# mine\ntitle = \"A\"\ndate = 2020-02-03\n[menu.main]\nweight = 2\n+++\n", set("draft", true),
			"---\ntitle: A\ndate: 2020-02-03T00:00:00Z\nmenu:\n  main:\n    weight: 2\n# mine\ndraft: true\n---\n"},
		{"json", "{\"title\": \"A\", \"tags\": [\"x\"]}\n", nil, "---\ntitle: A\ntags:\n  - x\n---\n"},
		{"odd line ends", "---\na: 'x\u2028y'\nb: old\nc: 1\n---\n", set("b", "new"), "---\na: 'x\u2028y'\nb: new\nc: 1\n---\n"},
		{"none", "text", set("title", "A: b"), "---\ntitle: 'A: b'\n---\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, _ := Split([]byte(test.source))
			got, err := m.With(test.changes)
			if err != nil || string(got) != test.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got, test.want)
			}
		})
	}
}

// Whatever a key held, after With it holds the new value and every other key
// what it held before.
func TestWithKeepsTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scalar := rapid.OneOf(rapid.String().AsAny(), rapid.Bool().AsAny(), rapid.IntRange(-9, 9).AsAny(),
			rapid.SliceOf(rapid.StringMatching(`[a-z#: ]{0,6}`)).AsAny())
		values := rapid.MapOf(rapid.StringMatching(`[a-z]{1,5}`), scalar).Draw(t, "values")
		inner, err := encode(values)
		if err != nil {
			t.Skip("not to be written as YAML")
		}
		source := "---\n" + inner + "---\n"
		before, _ := Split([]byte(source))
		if before.Err != nil || before.Format == None {
			t.Skip("not to be read as YAML")
		}
		key := rapid.StringMatching(`[a-z]{1,2}`).Draw(t, "key")
		out, err := before.With([]Change{{key, "new"}})
		if err != nil {
			t.Fatal(err)
		}
		after, rest := Split(out)
		if after.Err != nil || len(rest) != 0 || after.Text(key) != "new" {
			t.Fatalf("%v, rest %q, key %q in\n%s", after.Err, rest, after.Text(key), out)
		}
		before.Values[key] = "new"
		if !reflect.DeepEqual(before.Values, after.Values) {
			t.Fatalf("%v became %v", before.Values, after.Values)
		}
	})
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"---\na: 1\n---\nx", "+++\na = 1\n+++\n", "{\"a\":{}}", "---\n&a [*a]\n---\n", "---\n? {a: b}\n---\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		m, body := Split(source)
		if m.Raw != nil && !bytes.Equal(append(bytes.Clone(m.Raw), body...), bom.Cut(source)) {
			t.Errorf("%q and %q are not %q", m.Raw, body, source)
		}
		_, _ = m.With([]Change{{"title", "x"}, {"a", nil}})
		m.List("a")
		m.Date("a")
	})
}
