package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// pictures is how many different pictures the posts refer to.
const pictures = 20

// postPath is the source of post n in a site's folder.
func postPath(n int) string { return fmt.Sprintf("content/journal/post-%05d.md", n) }

// post writes post n: about 600 words under four headings, two lists, a table,
// links to other posts and elsewhere, a picture, a code fence, tags and a date.
// The same n gives the same bytes on every machine.
func post(n, posts int) string {
	w := &writer{r: rand.New(rand.NewPCG(uint64(n), 0x9a6e))}
	title := w.title(4 + w.r.IntN(4))
	fmt.Fprintf(&w.b, "---\ntitle: %s\ndate: %s\ntags: [%s]\ndescription: %s\n---\n", title, day(n), strings.Join(w.tags(), ", "), w.sentence(12))
	w.paragraph(70)
	w.heading(2)
	w.paragraph(60)
	fmt.Fprintf(&w.b, "This follows from [%s](/journal/post-%05d/) and from [the manual](https://example.com/manual/%d).\n\n", w.words(3), 1+w.r.IntN(posts), n)
	w.list("- ", 5)
	w.heading(2)
	w.paragraph(70)
	fmt.Fprintf(&w.b, "![%s](/media/picture-%02d.png)\n\n", w.words(5), 1+w.r.IntN(pictures))
	w.paragraph(60)
	w.heading(3)
	w.table(4)
	w.paragraph(50)
	w.code()
	w.heading(2)
	w.paragraph(60)
	w.list("1. ", 4)
	w.paragraph(70)
	return w.b.String()
}

// day dates post n: one every seven hours, so that neighbours differ.
func day(n int) string {
	return time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(n) * 7 * time.Hour).Format(time.RFC3339)
}

type writer struct {
	b strings.Builder
	r *rand.Rand
}

func (w *writer) word() string { return vocabulary[w.r.IntN(len(vocabulary))] }

func (w *writer) words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = w.word()
	}
	return strings.Join(list, " ")
}

func (w *writer) title(n int) string {
	s := w.words(n)
	return strings.ToUpper(s[:1]) + s[1:]
}

func (w *writer) sentence(n int) string { return w.title(n) + "." }

// paragraph writes about n words with some emphasis, code and links.
func (w *writer) paragraph(n int) {
	for n > 0 {
		l := 8 + w.r.IntN(10)
		s := w.title(l)
		switch w.r.IntN(6) {
		case 0:
			s += " **" + w.words(2) + "**"
		case 1:
			s += " *" + w.word() + "*"
		case 2:
			s += " `" + w.word() + "()`"
		}
		w.b.WriteString(s + ". ")
		n -= l
	}
	w.b.WriteString("\n\n")
}

func (w *writer) heading(level int) {
	w.b.WriteString(strings.Repeat("#", level) + " " + w.title(3+w.r.IntN(3)) + "\n\n")
}

func (w *writer) list(mark string, n int) {
	for range n {
		w.b.WriteString(mark + w.title(6+w.r.IntN(5)) + "\n")
	}
	w.b.WriteByte('\n')
}

func (w *writer) table(rows int) {
	w.b.WriteString("| Name | Use | Amount |\n| --- | --- | ---: |\n")
	for range rows {
		fmt.Fprintf(&w.b, "| %s | %s | %d |\n", w.word(), w.words(3), w.r.IntN(1000))
	}
	w.b.WriteByte('\n')
}

func (w *writer) tags() []string {
	list := make([]string, 0, 3)
	for len(list) < 3 {
		tag := subjects[w.r.IntN(len(subjects))]
		if !strings.Contains(strings.Join(list, ","), tag) {
			list = append(list, tag)
		}
	}
	return list
}

// code writes eight lines in one of four languages; no two posts have the same.
func (w *writer) code() {
	a, b, c := w.word(), w.word(), w.word()
	n := w.r.IntN(100000)
	switch w.r.IntN(4) {
	case 0:
		fmt.Fprintf(&w.b, "```go\n// %s keeps %s.\nfunc %s(%s []int) (sum int, err error) {\n\tfor i, v := range %s {\n\t\tif v > %d {\n\t\t\treturn 0, fmt.Errorf(\"%s %%d\", i)\n\t\t}\n\t\tsum += v\n\t}\n\treturn sum, nil\n}\n```\n\n", a, b, a, b, b, n, c)
	case 1:
		fmt.Fprintf(&w.b, "```python\ndef %s(%s, limit=%d):\n    \"\"\"Return the %s.\"\"\"\n    total = 0\n    for item in %s:\n        if item > limit:\n            raise ValueError(f\"%s {item}\")\n        total += item\n    return total\n```\n\n", a, b, n, c, b, c)
	case 2:
		fmt.Fprintf(&w.b, "```javascript\nexport function %s(%s) {\n  const limit = %d;\n  let total = 0;\n  for (const item of %s) {\n    if (item > limit) throw new Error(`%s ${item}`);\n    total += item; // %s\n  }\n  return total;\n}\n```\n\n", a, b, n, b, c, c)
	default:
		fmt.Fprintf(&w.b, "```bash\n#!/bin/sh\n# %s\nset -eu\nfor f in %s/*.txt; do\n  if [ \"$(wc -l < \"$f\")\" -gt %d ]; then\n    echo \"%s: $f\" >&2\n    exit 1\n  fi\ndone\n```\n\n", a, b, n, c)
	}
}

// picture writes picture n, a small PNG.
func picture(path string, n int) error {
	m := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for y := range 200 {
		for x := range 320 {
			m.Set(x, y, color.RGBA{uint8(x * n), uint8(y * 3), uint8(n * 12), 255})
		}
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, m); err != nil {
		return err
	}
	return f.Close()
}

// writeFiles writes files below dir.
func writeFiles(dir string, files map[string]string) error {
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var subjects = strings.Fields(`bread flour oven garden harbour market weather travel music letters history tools wood iron glass
	paper ink light water stone river forest winter summer school family health money law code type colour sound film theatre`)

var vocabulary = strings.Fields(`about above across after again against almost along already also although always among another answer
	anyone anything appear around arrive autumn balance basket because become before begin behind believe belong below between beyond
	bicycle black board bottle bottom branch bread bridge bright bring brother brown build button call carry castle catch centre certain
	chair change cheese child choose church circle city clean clear climb close cloud coast coffee cold collect colour common copper
	corner cotton country course cover create cross crowd cry dance dark daughter decide deep delight depend desert detail develop
	different dinner direction discover distance double doubt draw dream dress drink drive during early earth east easy edge either
	electric empty engine enjoy enough enter equal evening event every example except expect explain express eye face fall family famous
	far farm fast father favour feather field figure fill find finger finish fire first fish flat floor flower follow foot forest forget
	form forward fresh friend front fruit full garden gather gentle give glass gold grass great green ground group grow guess hair half
	hand happen happy harbour hard heart heavy help high hill history hold holiday home honest hope horse hotel hour house however
	hundred hurry idea important increase inside instead iron island join journey jump keep kind kitchen know lake land language large
	last late laugh law lead leaf learn least leave left lemon less letter level library life lift light like line listen little long
	look lose loud love low lucky lunch machine main make many map mark market matter meal mean measure meet memory message metal method
	middle milk mind minute mirror miss modern moment money month moon morning mother mountain mouth move much music name narrow nation
	near necessary need neighbour never new night noise north nothing notice number ocean offer office often old once only open orange
	order other outside paint paper park part party pass path pause peace pencil people perfect perhaps person picture piece place plain
	plan plant plate play please pocket point polite poor popular possible post potato pound practice prepare present pretty price print
	problem produce promise proud public pull push put quality question quick quiet quite rain raise reach read ready reason receive
	record remember repeat reply rest return rich ride right ring river road rock roof room rope round rule run safe salt same sand save`)
