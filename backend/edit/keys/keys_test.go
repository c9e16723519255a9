package keys

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSetYAML(t *testing.T) {
	for name, c := range map[string]struct{ text, path, value, want string }{
		"plain":            {"title: Home # front\ndraft: true\n", "title", `"Our home"`, "title: Our home # front\ndraft: true\n"},
		"needs quotes":     {"title: Home\n", "title", `"a: b"`, "title: 'a: b'\n"},
		"keeps quotes":     {"title: \"Home\"\n", "title", `"No"`, "title: \"No\"\n"},
		"single quotes":    {"title: 'It''s' # c\n", "title", `"It's not"`, "title: 'It''s not' # c\n"},
		"norway":           {"title: Home\n", "title", `"no"`, "title: \"no\"\n"},
		"new key":          {"title: Home\n", "draft", `true`, "title: Home\ndraft: true\n"},
		"no final newline": {"title: Home", "draft", `true`, "title: Home\ndraft: true"},
		"empty":            {"", "title", `"A"`, "title: A\n"},
		"only a comment":   {"# nothing\n", "title", `"A"`, "# nothing\ntitle: A\n"},
		"crlf":             {"title: Home\r\nx: 1\r\n", "draft", `true`, "title: Home\r\nx: 1\r\ndraft: true\r\n"},
		"deep":             {"theme:\n  tokens:\n    accent: \"#111\" # mine\n    gap: 3\nmenus: {}\n", "theme.tokens.accent", `"#0a7"`, "theme:\n  tokens:\n    accent: \"#0a7\" # mine\n    gap: 3\nmenus: {}\n"},
		"deep new":         {"title: A\ntheme:\n  name: x\n\nz: 1\n", "theme.tokens.accent", `"#0a7"`, "title: A\ntheme:\n  name: x\n  tokens:\n    accent: '#0a7'\n\nz: 1\n"},
		"from nothing":     {"title: A\n", "theme.tokens.accent", `"#0a7"`, "title: A\ntheme:\n  tokens:\n    accent: '#0a7'\n"},
		"in flow":          {"theme: {tokens: {accent: red}}\nz: 1\n", "theme.tokens.accent", `"blue"`, "theme:\n  tokens:\n    accent: blue\nz: 1\n"},
		"flow list":        {"tags: [a, b] # two\n", "tags", `["a","c"]`, "tags: [a, c] # two\n"},
		"block list":       {"tags:\n  - a\n  - b\n# next\nx: 1\n", "tags", `["a"]`, "tags:\n  - a\n# next\nx: 1\n"},
		"many lines":       {"about: |\n  one\n  two\nx: 1\n", "about", `"three"`, "about: three\nx: 1\n"},
		"null":             {"title:\nx: 1\n", "title", `"A"`, "title: A\nx: 1\n"},
		"away":             {"a: 1\n# about b\nb: 2\nc: 3\n", "b", `null`, "a: 1\n# about b\nc: 3\n"},
		"away deep":        {"a:\n  b: 1\n  c: 2\n", "a.b", `null`, "a:\n  c: 2\n"},
		"unicode":          {"größe: \"ü\" # é\nx: 1\n", "größe", `"ß"`, "größe: \"ß\" # é\nx: 1\n"},
		"menu":             {"menus:\n  main:\n    - {label: A, link: /a/}\n", "menus.main", `[{"label":"B","link":"/b/"}]`, "menus:\n  main:\n    - label: B\n      link: /b/\n"},
		"date stays":       {"date: 2024-01-02\ntitle: A\n", "title", `"B"`, "date: 2024-01-02\ntitle: B\n"},
		"end marker":       {"a: 1\n...\n", "b", `2`, "a: 1\nb: 2\n...\n"},
		"no change":        {"a:   1\n", "a", `1`, "a:   1\n"},
		"number":           {"a: 1\n", "a", `2.5`, "a: 2.5\n"},
		"lines in text":    {"a: 1\n", "a", `"x\ny"`, "a: \"x\\ny\"\n"},
	} {
		t.Run(name, func(t *testing.T) { check(t, YAML, c.text, c.path, c.value, c.want) })
	}
}

func TestSetTOML(t *testing.T) {
	for name, c := range map[string]struct{ text, path, value, want string }{
		"plain":       {"title = \"Home\" # front\ndraft = true\n", "title", `"Our home"`, "title = \"Our home\" # front\ndraft = true\n"},
		"hash inside": {"title = \"a # b\" # c\n", "title", `"d"`, "title = \"d\" # c\n"},
		"new":         {"title = 'A'\n\n[params]\nx = 1\n", "draft", `true`, "title = 'A'\ndraft = true\n\n[params]\nx = 1\n"},
		"in table":    {"title = 'A'\n[params]\nx = 1\n[menu]\n", "params.y", `2`, "title = 'A'\n[params]\nx = 1\ny = 2\n[menu]\n"},
		"list":        {"tags = [\n  'a', # one\n  'b',\n] # end\nx = 1\n", "tags", `["c"]`, "tags = [\"c\"] # end\nx = 1\n"},
		"date":        {"date = 2024-01-02\n", "date", `"2024-02-03"`, "date = 2024-02-03\n"},
		"away":        {"a = 1\nb = '''\n x\n'''\nc = 3\n", "b", `null`, "a = 1\nc = 3\n"},
		"empty":       {"", "title", `"A"`, "title = \"A\"\n"},
		"no newline":  {"a = 1", "b", `"é<"`, "a = 1\nb = \"é<\""},
		"crlf":        {"a = 1\r\n", "b", `2`, "a = 1\r\nb = 2\r\n"},
		"dotted":      {"a.b = 1\n", "a.b", `2`, "a.b = 2\n"},
		"table new":   {"a = 1\n", "p.q", `{"x":1,"label":"l"}`, "a = 1\np.q = { label = \"l\", x = 1 }\n"},
	} {
		t.Run(name, func(t *testing.T) { check(t, TOML, c.text, c.path, c.value, c.want) })
	}
}

func check(t *testing.T, f Format, text, path, value, want string) {
	t.Helper()
	edit, err := Set(f, []byte(text), strings.Split(path, "."), []byte(value))
	if err != nil {
		t.Fatal(err)
	}
	got := text
	if edit != nil {
		got = string(edit.apply([]byte(text)))
	}
	if got != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

func TestSetRefuses(t *testing.T) {
	for _, c := range []struct {
		text, path string
		want       error
	}{
		{"a: [1\n", "a", ErrSyntax},
		{"- a\n- b\n", "a", ErrSyntax},
		{"base: &b {x: 1}\na:\n  <<: *b\n", "base", ErrUnsafe}, // a changes with it
	} {
		_, err := Set(YAML, []byte(c.text), []string{c.path}, []byte(`"x"`))
		if !errors.Is(err, c.want) {
			t.Errorf("%q: got %v, want %v", c.text, err, c.want)
		}
	}
}

// TestBlankLines sets texts of several lines that begin or end with space.
func TestBlankLines(t *testing.T) {
	for _, text := range []string{"\n", "\t\n", "a\n\n", "\na", " a\nb ", "a\nb\n"} {
		source := []byte("title: x\ntags:\n- a\n- b\nlast: 1\n")
		edit, err := Set(YAML, source, []string{"tags"}, must(jsonText(text)))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got, _ := Get(YAML, edit.apply(source), []string{"tags"}); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
}

// TestAnyText sets any text under any key: it must come back, and Set checks
// by itself that nothing else changed.
func TestAnyText(t *testing.T) {
	yamlText := "title: 'x' # c\ntags:\n- a\n- b\n\nsub:\n    deep: 1\n    text: >\n      folded\n\n      more\nlast: {a: [1, 2]}\n"
	tomlText := "title = 'x' # c\ntags = ['a',\n 'b']\n\n[sub]\ndeep = 1\ntext = '''\nmany\n'''\n\n[last]\na = 1\n"
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom([][]string{{"title"}, {"tags"}, {"sub", "deep"}, {"sub", "text"}, {"new"}, {"sub", "new"}, {"a b", "c"}}).Draw(t, "path")
		text := rapid.StringN(0, 12, 40).Draw(t, "text")
		for format, source := range map[Format]string{YAML: yamlText, TOML: tomlText} {
			value := string(must(jsonText(text)))
			edit, err := Set(format, []byte(source), path, []byte(value))
			if err != nil {
				t.Fatalf("%v %q: %v", path, text, err)
			}
			if got, _ := Get(format, edit.apply([]byte(source)), path); got != text {
				t.Fatalf("%v: got %q, want %q", path, got, text)
			}
		}
	})
}
