package limit

import (
	"context"
	"errors"
	"html/template"
	"io"
	"strings"
	"testing"
)

// run executes a template of a site with a whole budget; guarded false takes the
// steps away.
func run(ctx context.Context, t *testing.T, source string, guarded bool) error {
	t.Helper()
	b := New(ctx)
	own := template.FuncMap{"list": func(v ...any) ([]any, error) { return v, b.Items(v...) }}
	x, err := template.New("x").Funcs(Funcs(func() *Budget { return b })).Funcs(own).Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	if guarded {
		Guard(x, "layouts/x.html", source)
	}
	round := []map[string]any{{}}
	round[0]["self"] = round
	return x.Execute(b.Writer(io.Discard), map[string]any{"big": 1 << 40, "words": []string{"a", "b"}, "text": strings.Repeat("x", 1000), "round": round})
}

// many makes $a a megabyte.
const many = "{{$a := .text}}{{range 10}}{{$a = print $a $a}}{{end}}"

func TestTemplatesEnd(t *testing.T) {
	for source, want := range map[string]Error{
		"\n{{range .big}}{{end}}":                          {Line: 2, What: "steps"},
		"{{range 100000}}\n{{range 100000}}{{end}}{{end}}": {Line: 2, What: "steps"},
		"{{define \"a\"}}\n{{template \"a\"}}{{template \"a\"}}{{end}}{{range 9}}{{template \"a\"}}{{end}}": {},
		"{{range .big}}\n{{$.text}}{{end}}":                                                 {Line: 1, What: "bytes"},
		"{{$a := .text}}{{range 40}}{{$a = printf `%s%s` $a $a}}{{end}}":                    {Line: 1, What: "text"},
		"{{$a := .text}}{{range 40}}{{$a = print $a $a}}{{end}}":                            {Line: 1, What: "text"},
		"{{$a := .text}}{{range 40}}{{$a = println $a $a}}{{end}}":                          {Line: 1, What: "text"},
		"{{$a := `\\`}}{{range 40}}{{$a = js $a}}{{end}}":                                   {Line: 1, What: "text"},
		"{{$a := list 1}}{{range 40}}{{$a = list $a $a}}{{end}}{{$a}}":                      {Line: 1, What: "items"},
		"{{if true}}{{with .words}}{{range .}}{{range 600000}}{{end}}{{end}}{{end}}{{end}}": {Line: 1, What: "steps"},
		// What is put together all at once is bounded before it begins.
		"{{$a := .text}}{{range 12}}{{$a = print $a $a}}{{end}}{{printf `" + strings.Repeat("%[1]s", 9999) + "` $a}}": {Line: 1, What: "text"},
		"{{printf `" + strings.Repeat("%1000000d", 9999) + "` 1}}":                                                    {Line: 1, What: "text"},
		"{{printf `" + strings.Repeat("%.1000000f", 9999) + "` 1.5}}":                                                 {Line: 1, What: "text"},
		"{{printf `" + strings.Repeat("%[1]*[1]d", 9999) + "` 1000000}}":                                              {Line: 1, What: "text"},
		many + "{{print" + strings.Repeat(" $a", 9999) + "}}":                                                         {Line: 1, What: "text"},
		many + "{{html" + strings.Repeat(" $a", 9999) + "}}":                                                          {Line: 1, What: "text"},
		many + "{{$b := urlquery" + strings.Repeat(" $a", 9999) + "}}":                                                {Line: 1, What: "text"},
		many + "{{list" + strings.Repeat(" $a", 9999) + "}}":                                                          {Line: 1, What: "text"},
		many + "<script>{{list" + strings.Repeat(" $a", 9999) + "}}</script>":                                         {Line: 1, What: "text"},
		many + "<a title='{{list" + strings.Repeat(" $a", 9999) + "}}'>":                                              {Line: 1, What: "text"},
		"{{list" + strings.Repeat(" $.round", 9) + "}}":                                                               {Line: 1, What: "items"},
	} {
		err := run(t.Context(), t, source, true)
		var got *Error
		if !errors.As(err, &got) {
			if want.What != "" || err == nil {
				t.Errorf("%s: %v", source, err)
			}
			continue
		}
		if got.What != want.What && want.What != "" || got.File != "layouts/x.html" || want.Line != 0 && got.Line != want.Line {
			t.Errorf("%s: %+v", source, got)
		}
		if file, line := Place(err); file != got.File || line != got.Line {
			t.Errorf("%s: placed at %s:%d", source, file, line)
		}
	}
}

// Ordinary templates are what they were: a step may stand wherever something is
// repeated, in words, in attributes and in scripts.
func TestGuardChangesNothing(t *testing.T) {
	for _, source := range []string{
		`<p class="{{range .words}}{{.}} {{else}}none{{end}}">{{range .words}}<b>{{.}}</b>{{else}}-{{end}}</p>`,
		`<p>{{.none}}{{.words}}{{with .none}}{{.}}{{end}}{{.safe}}<a href="{{.safe}}" title='{{.words | print}}'>{{html .words}}{{.words | urlquery}}{{printf "%5.2f|%-10s|%%" 1.5 "a"}}</a>`,
		`<script>var b = {{.words}}, c = {{.none}}, d = "{{.safe}}"</script><style>a{color:{{.safe}}}</style>`,
		`<script>var a = [{{range .words}}{{.}},{{end}}]</script><style>{{range .words}}.{{.}}{color:red}{{end}}</style>`,
		`{{define "a"}}<a href="/{{range .}}{{.}}/{{end}}">{{end}}{{template "a" .words}}{{range $i, $w := .words}}{{if eq $i 0}}{{continue}}{{end}}{{$w}}{{break}}{{end}}`,
	} {
		var out [2]strings.Builder
		for i, guarded := range []bool{false, true} {
			b := New(t.Context())
			x := template.Must(template.New("x").Funcs(Funcs(func() *Budget { return b })).Parse(source))
			if guarded {
				Guard(x, "f", source)
			}
			if err := x.Execute(&out[i], map[string]any{"words": []string{"a", "b"}, "safe": template.HTML("<b>&amp;</b>")}); err != nil {
				t.Fatal(source, err)
			}
			if guarded && b.steps == 0 {
				t.Error("nothing was counted")
			}
		}
		if out[0].String() != out[1].String() {
			t.Errorf("%s\n%s", out[0].String(), out[1].String())
		}
	}
}

// What a function bounds itself is not weighed a second time.
func TestTexts(t *testing.T) {
	own := template.FuncMap{"long": func() string { return strings.Repeat("x", MaxText+1) }}
	for _, texts := range [][]string{nil, {"long"}} {
		b := New(t.Context())
		x := template.Must(template.New("x").Funcs(Funcs(func() *Budget { return b })).Funcs(own).Parse("{{long}}"))
		Guard(x, "f", "{{long}}", texts...)
		if err := x.Execute(io.Discard, nil); (err == nil) != (texts != nil) {
			t.Errorf("%v: %v", texts, err)
		}
	}
}

func TestStepsEndWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := run(ctx, t, "{{range 5000}}{{end}}", true); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := run(ctx, t, "{{range 5000}}{{end}}", false); err != nil {
		t.Errorf("without steps nothing ends it, and this test shows nothing: %v", err)
	}
}

func TestPlace(t *testing.T) {
	x := template.Must(template.New("page.html").Parse("\n\n{{.a.b.c}}{{index 1 2}}"))
	if file, line := Place(x.Execute(io.Discard, map[string]any{})); file != "page.html" || line != 3 {
		t.Errorf("%s:%d", file, line)
	}
	if file, line := Place(errors.New("words: 1: 2")); file != "" || line != 0 {
		t.Errorf("%s:%d", file, line)
	}
}
