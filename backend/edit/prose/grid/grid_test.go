package grid

import (
	"slices"
	"testing"
)

func TestCut(t *testing.T) {
	for line, want := range map[string][]string{
		"| a | b |":       {" a ", " b "},
		"a | b":           {"a ", " b"},
		"  |a|b|  ":       {"a", "b"},
		`| a \| b | c |`:  {` a \| b `, " c "},
		"|":               nil,
		"":                nil,
		"||":              nil,
		"a||":             {"a"},
		"|  |":            {"  "},
		"| `a\\|b` | c":   {" `a\\|b` ", " c"},
		"| a | b | c | ":  {" a ", " b ", " c "},
		"\t| ä | b":       {" ä ", " b"},
		`| a \|`:          {` a \`},
		"| --- | :-: |\r": {" --- ", " :-: "},
	} {
		l := Cut(line)
		if !slices.Equal(l.Cells, want) {
			t.Errorf("%q: %q, want %q", line, l.Cells, want)
		}
		if l.String() != line {
			t.Errorf("%q came together as %q", line, l.String())
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"| a | b |", "||", "|", `\|`, `a\|b|c`, "a||", " |\t|"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		l := Cut(line)
		if l.String() != line {
			t.Errorf("%q came together as %q", line, l.String())
		}
		for i, c := range l.Cells {
			left, words, right := Words(c)
			if left+words+right != c {
				t.Errorf("cell %q is not %q %q %q", c, left, words, right)
			}
			if at := l.At(i); line[at:at+len(words)] != words {
				t.Errorf("%q has not %q at %d", line, words, at)
			}
		}
	})
}

func TestPut(t *testing.T) {
	for _, c := range []struct {
		was, words, align string
		width             int
		want              string
	}{
		{" a ", "bc", "", 0, " bc "},
		{"a", "bc", "", 0, "bc"},
		{" a    ", "bcd", "", 6, " bcd  "},
		{" a    ", "much longer", "", 6, " much longer "},
		{"    a ", "bc", "right", 6, "   bc "},
		{"  a   ", "bb", "center", 6, "  bb  "},
		{"      ", "a", "", 6, " a    "},
		{"  ", "a", "", 0, " a "},
		{"", "a", "", 0, "a"},
		{" a  ", "", "", 4, "    "},
		{"a", `\\`, "", 0, `\\ `},
		{" ä ", "é", "", 3, " é "},
	} {
		if got := Put(c.was, c.words, c.width, c.align); got != c.want {
			t.Errorf("%q with %q: %q, want %q", c.was, c.words, got, c.want)
		}
	}
}

func TestDelimiter(t *testing.T) {
	for _, c := range []struct{ was, align, want string }{
		{" --- ", "", " --- "}, {" - ", "", " - "}, {" --- ", "right", " --: "}, {"------", "center", ":----:"},
		{" :-: ", "", " --- "}, {" :--- ", "left", " :--- "}, {"  ", "", "  ---"},
	} {
		got := Delimiter(c.was, c.align)
		if got != c.want || Align(got) != c.align {
			t.Errorf("%q as %q: %q, want %q", c.was, c.align, got, c.want)
		}
	}
}
