package gist

import (
	"strings"
	"testing"
)

func TestSummary(t *testing.T) {
	tests := map[string]string{
		"# Title\n\nFirst *one* and **two** `x<y` [link](http://a.b/c_d) ![pic](x.jpg).\n\nSecond": "First one and two x<y link .",
		"![only a picture](x.jpg)\n\nWords":                     "Words",
		":::hero{image=x}\n## Head\nIn the hero.\n:::\n\nAfter": "In the hero.",
		"```\ncode\n```\n\nText":                                "Text",
		"| a | b |\n|---|---|\n\nText":                          "Text",
		"- item\n- item\n\nText":                                "Text", "1. item\n\n2024 was good": "2024 was good",
		"snake_case_name and _em_":         "snake_case_name and em",
		"Fish &amp; chips \\*not\\* em":    "Fish & chips *not* em",
		"See <https://a.b> or <b>bold</b>": "See https://a.b or bold",
		"Note[^1].\n\n[^1]: Foot":          "Note.",
		"[a]: http://x\n\nText [a][a] [b]": "Text a b",
		"two\nlines":                       "two lines", "": "",
	}
	for body, want := range tests {
		if got := Of([]byte(body), true).Summary; got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
	long := Of([]byte(strings.Repeat("many words ", 60)), true).Summary
	if len(long) > MaxSummary+3 || !strings.HasSuffix(long, "words…") && !strings.HasSuffix(long, "many…") {
		t.Errorf("long: %q", long)
	}
}

func TestWords(t *testing.T) {
	for body, want := range map[string]int{
		"one two, three — four": 4, "# A heading\n\nand text": 4, "```\nnot counted\n```\ncounted": 1, "早安世界": 2, "naïve café": 2, "": 0, "it's a-b": 2,
	} {
		if got := Of([]byte(body), true).Words; got != want {
			t.Errorf("%q: %d words, want %d", body, got, want)
		}
	}
}
