package markup

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const note = ":::shortcode{name=\"note\"}\n<!-- {{% note %}} -->\n\nText\n\n<!-- {{% /note %}} -->\n:::\n"

func TestTags(t *testing.T) {
	tests := []struct {
		name   string
		syntax Syntax
		source string
		want   string
		codes  string
	}{
		{"text", Hugo, "a {{ .Title }} b\n", "a {{ .Title }} b\n", ""},
		{"paired", Hugo, "{{% note %}}\nText\n{{% /note %}}\n", note, CodeShortcode},
		{"paired, on one line", Hugo, "{{% note %}}Text{{% /note %}}\n", note, CodeShortcode},
		{"paired, between paragraphs", Hugo, "a\n{{% note %}}\nText\n{{% /note %}}\nb\n", "a\n\n" + note + "\nb\n", CodeShortcode},
		{"paired, apart from paragraphs", Hugo, "a\n\n{{% note %}}\nText\n{{% /note %}}\n\nb\n", "a\n\n" + note + "\nb\n", CodeShortcode},
		{"standalone", Hugo, "{{< youtube id=\"a>}}b\" >}}\n",
			":::shortcode{name=\"youtube\"}\n<!-- {{< youtube id=\"a>}}b\" >}} -->\n:::\n", CodeShortcode},
		{"two", Hugo, "{{< a >}}\n{{< b />}}\n",
			":::shortcode{name=\"a\"}\n<!-- {{< a >}} -->\n:::\n\n:::shortcode{name=\"b\"}\n<!-- {{< b />}} -->\n:::\n",
			CodeShortcode + " " + CodeShortcode},
		{"in a sentence", Hugo, "Press {{< kbd >}}A{{< /kbd >}} now\n", "Press <!-- {{< kbd >}} -->A<!-- {{< /kbd >}} --> now\n", CodeInline},
		{"in a list", Hugo, "1. a\n\n   {{% note %}}\n   b\n   {{% /note %}}\n",
			"1. a\n\n   <!-- {{% note %}} -->\n   b\n   <!-- {{% /note %}} -->\n", CodeInline},
		{"nested", Hugo, "{{% tabs %}}\n{{% tab a %}}x{{% /tab %}}\n{{% /tabs %}}\n",
			":::shortcode{name=\"tabs\"}\n<!-- {{% tabs %}} -->\n\n<!-- {{% tab a %}} -->x<!-- {{% /tab %}} -->\n\n<!-- {{% /tabs %}} -->\n:::\n",
			CodeShortcode + " " + CodeInline},
		{"code", Hugo, "{{< code file=\"a.go\" >}}\n# not a heading\n{{< /code >}}\n",
			":::shortcode{name=\"code\"}\n<!-- {{< code file=\"a.go\" >}} -->\n\n```\n# not a heading\n```\n\n<!-- {{< /code >}} -->\n:::\n", CodeShortcode},
		{"code in a list", Hugo, "1. a\n\n    {{< code >}}\n    [b](c)\n    {{< /code >}}\n",
			"1. a\n\n    <!-- {{< code >}} -->\n    ```\n    [b](c)\n    ```\n    <!-- {{< /code >}} -->\n", CodeInline},
		{"figure", Hugo, "{{< figure src=\"a b.jpg\" alt=`A \"boat\"` title=\"T\" caption=\"A *caption*\" >}}\nx\n",
			":::picture{src=\"a b.jpg\" alt='A \"boat\"'}\n**T** A *caption*\n:::\n\nx\n", CodeBlock},
		{"figure that says more", Hugo, "{{< figure src=a.jpg class=wide >}}\n", ":::shortcode{name=\"figure\"}\n<!-- {{< figure src=a.jpg class=wide >}} -->\n:::\n", CodeShortcode},
		{"figure in a sentence", Hugo, "a {{< figure src=a.jpg >}}\n", "a <!-- {{< figure src=a.jpg >}} -->\n", CodeInline},
		{"youtube", Hugo, "{{< youtube w7Ft2ymGmfc >}}\n", ":::video{src=\"https://www.youtube.com/watch?v=w7Ft2ymGmfc\"}\n:::\n", CodeBlock},
		{"youtube by name", Hugo, "{{< youtube id=\"w7F\" autoplay=\"true\" >}}\n", ":::shortcode{name=\"youtube\"}\n<!-- {{< youtube id=\"w7F\" autoplay=\"true\" >}} -->\n:::\n", CodeShortcode},
		{"vimeo", Hugo, "{{< vimeo 146022717 >}}\n", ":::video{src=https://vimeo.com/146022717}\n:::\n", CodeBlock},
		{"highlight", Hugo, "{{< highlight go >}}\nx := 1\n{{< /highlight >}}\n", "```go\nx := 1\n```\n", ""},
		{"highlight with options", Hugo, "{{< highlight go \"linenos=table\" >}}\nx\n{{< /highlight >}}\n",
			":::shortcode{name=\"highlight\"}\n<!-- {{< highlight go \"linenos=table\" >}} -->\n\n```\nx\n```\n\n<!-- {{< /highlight >}} -->\n:::\n", CodeShortcode},
		{"escaped", Hugo, "`{{</* ref \"a\" */>}}`\n", "`{{< ref \"a\" >}}`\n", ""},
		{"escaped in a fence", Hugo, "```\n{{%/* note */%}}\n```\n", "```\n{{% note %}}\n```\n", ""},
		{"real, in code", Hugo, "`{{< x >}}`\n", "`{{< x >}}`\n", CodeInCode},
		{"never closed", Hugo, "{{< x\n", "{{< x\n", CodeOpen},
		{"reference", Hugo, "[a]({{< ref \"b.md\" >}})\n", "[a](/b/)\n", ""},
		{"reference that leads nowhere", Hugo, "[a]({{< ref \"none\" >}})\n", "[a](<#{{\\< ref \"none\" \\>}}>)\n", CodeAddress},
		{"address", Hugo, "[a][b] [c]({{< d \"e\" >}})\n\n[b]: {{% eturl b %}}\n",
			"[a][b] [c](<#{{\\< d \"e\" \\>}}>)\n\n[b]: <#{{% eturl b %}}>\n", CodeAddress + " " + CodeAddress},
		{"include", Hugo, "{{% include \"x\" %}}\n", ":::shortcode{name=\"include\"}\n<!-- {{% include \"x\" %}} -->\n\nIncluded.\n:::\n", CodeShortcode},
		{"more colons inside", Hugo, "{{% note %}}\n:::: x\n{{% /note %}}\n",
			":::::shortcode{name=\"note\"}\n<!-- {{% note %}} -->\n\n:::: x\n\n<!-- {{% /note %}} -->\n:::::\n", CodeShortcode},
		{"ends a comment", Hugo, "{{< x \"-->\" >}}\n", ":::shortcode{name=\"x\"}\n```\n{{< x \"-->\" >}}\n```\n:::\n", CodeShortcode},
		{"not of this syntax", Plain, "{{< x >}} {% y %}\n", "{{< x >}} {% y %}\n", ""},

		{"liquid tag", Liquid, "{% include note.html %}\n", ":::shortcode{name=\"include\"}\n<!-- {% include note.html %} -->\n:::\n", CodeShortcode},
		{"liquid pair", Liquid, "{% if a %}\nText\n{% endif %}\n",
			":::shortcode{name=\"if\"}\n<!-- {% if a %} -->\n\nText\n\n<!-- {% endif %} -->\n:::\n", CodeShortcode},
		{"liquid output", Liquid, "By {{ page.author }}.\n", "By <!-- {{ page.author }} -->.\n", CodeInline},
		{"liquid address", Liquid, "[a]({{ site.baseurl }}/b/) [c]({{ '/d/' | relative_url }})\n", "[a](/b/) [c](/d/)\n", ""},
		{"liquid post", Liquid, "[a]({% post_url b.md %})\n", "[a](/b/)\n", ""},
		{"liquid raw", Liquid, "{% raw %}{{ x }}{% endraw %}\n", "{{ x }}\n", ""},
		{"liquid comment", Liquid, "{% comment %}\nhidden **words**\n{% endcomment %}\n",
			":::shortcode{name=\"comment\"}\n<!-- {% comment %}\nhidden **words**\n{% endcomment %} -->\n:::\n", CodeShortcode},
		{"liquid highlight", Liquid, "{% highlight ruby %}\nx\n{% endhighlight %}\n", "```ruby\nx\n```\n", ""},
		{"kramdown contents", Liquid, "* this\n{:toc}\n", ":::toc\n:::\n", ""},
		{"kramdown attributes", Liquid, "Text\n{: .note}\n", "Text\n\n:::shortcode{name=\"attributes\"}\n<!-- {: .note} -->\n:::\n", CodeShortcode},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, notes := Rewrite(test.source, Options{Syntax: test.syntax,
				Ref:     func(name string, _ int) (string, bool) { return "/b/", name == "b.md" },
				Include: func(name string) (string, bool) { return "Included.\n", name == "x" }})
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			var codes []string
			for _, n := range notes {
				codes = append(codes, n.Code)
			}
			if strings.Join(codes, " ") != test.codes {
				t.Errorf("told %v, want %q", codes, test.codes)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"link", "[a](b)", "[a](B)"},
		{"link with a title", "[a]( b 'c')", "[a]( B 'c')"},
		{"link in brackets", "[a](<b c>)", "[a](<B C>)"},
		{"brackets in it", "[a](b(c)d) e)", "[a](B%28C%29D) e)"},
		{"picture in a link", "[![a](b)](c)", "[![a](B)](C)"},
		{"definition", "[a]: b\n[^a]: b\n", "[a]: B\n[^a]: b\n"},
		{"definition in brackets", "[a]: <b c>\n", "[a]: <B C>\n"},
		{"html", "<a class=x href=\"b\"><img src='c'></a>", "<a class=x href=\"B\"><img src='C'></a>"},
		{"code span", "`[a](b)` [a](b)", "`[a](b)` [a](B)"},
		{"fence", "```\n[a](b)\n```\n[a](b)", "```\n[a](b)\n```\n[a](B)"},
		{"fence in a list", "- ```\n  [a](b)\n  ```\n[a](b)", "- ```\n  [a](b)\n  ```\n[a](B)"},
		{"indented code", "x\n\n    [a](b)\n\n[a](b)", "x\n\n    [a](b)\n\n[a](B)"},
		{"indented in a list", "- x\n\n    [a](b)\n", "- x\n\n    [a](B)\n"},
		{"comment", "<!-- [a](b) --> [a](b)", "<!-- [a](b) --> [a](B)"},
		{"not a link", "[a] (b) ](", "[a] (b) ]("},
		{"wiki link", "[[b]] [[b|words]] ![[c.png]] [[none]]", "[b](/b/) [words](/b/) ![c.png](</c c.png>) [[none]]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _ := Rewrite(test.source, Options{Wiki: true,
				Link: func(dest string, _ int) string { return strings.ToUpper(dest) },
				Wikilink: func(name string, _ bool, _ int) (string, bool) {
					to := map[string]string{"b": "/b/", "c.png": "/c c.png"}[name]
					return to, to != ""
				}})
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	var lines []int
	_, notes := Rewrite("a\n\n[x](y)\n\nb {{< z >}}\n", Options{Syntax: Hugo, Line: 10, Link: func(dest string, line int) string {
		lines = append(lines, line)
		return dest
	}})
	if len(lines) != 1 || lines[0] != 12 {
		t.Errorf("the link stands at %v, want 12", lines)
	}
	if len(notes) != 1 || notes[0].Where.Line != 14 || notes[0].Where.Text != "b {{< z >}}" {
		t.Errorf("told %+v, want line 14", notes)
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// words says whether every word of source stands in out, in the same order.
func words(source, out string) (missing string) {
	have := word.FindAllString(out, -1)
	for _, want := range word.FindAllString(source, -1) {
		i := 0
		for i < len(have) && !strings.Contains(have[i], want) {
			i++
		}
		if i == len(have) {
			return want
		}
		have = have[i:]
	}
	return ""
}

// Whatever stands in a text, no word of it is lost. Tags that Pagewright
// understands are left out: they become what they stand for.
func TestNothingIsLost(t *testing.T) {
	piece := rapid.SampledFrom([]string{"{{< note >}}", "{{< /note >}}", "{{% tab a=\"b\" %}}", "{{% /tab %}}", "{{</* x */>}}", "{{< code >}}",
		"{{< /code >}}", "{{< broken", "\n", "\n\n", "```\n", "~~~", "`", "- ", "    ", "> ", ":::", "<!--", "-->", "[a](b)", "<a href=\"c\">", "\\",
		"{% if x %}", "{% endif %}", "{{ y }}", "{: .z}", "w1", "w2 ", "\r\n", "\t", "|"})
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(piece, 0, 25).Draw(t, "pieces"), "")
		syntax := rapid.SampledFrom([]Syntax{Plain, Hugo, Liquid}).Draw(t, "syntax")
		out, _ := Rewrite(source, Options{Syntax: syntax, Link: func(dest string, _ int) string { return dest }})
		if missing := words(source, out); missing != "" {
			t.Fatalf("%q is lost:\n%s\n→\n%s", missing, source, out)
		}
	})
}

func FuzzRewrite(f *testing.F) {
	for _, seed := range []string{"{{< a >}}x{{< /a >}}", "{{% a `b` %}}", "```\n{{</* a */>}}", "[a](<b", "{% raw %}", "[[a|b]]", "<!--", "`` ` ``", "[x]: {{< ref"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, syntax := range []Syntax{Plain, Hugo, Liquid} {
			out, _ := Rewrite(source, Options{Syntax: syntax, Wiki: true,
				Link:     func(dest string, _ int) string { return dest + "x" },
				Ref:      func(name string, _ int) (string, bool) { return name, true },
				Wikilink: func(name string, _ bool, _ int) (string, bool) { return name, true }})
			_ = out
		}
	})
}
