package problem

import (
	"cmp"
	"embed"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"sync"

	"github.com/pagewright/pagewright/generator/diag"
)

//go:embed messages/*.md
var files embed.FS

// message is the block of one code in a file of messages:
//
//	# publish-access-denied
//	title: The site was not published.
//	why: The storage refused this key[ for the bucket "{bucket}"].
//	safe: Visitors still see {live}.
//	next: Paste a key that may write to this bucket.
//	action: target.settings | Open storage settings
//
// {name} is a fact of the Diag. A part in [brackets] is left out when one of
// its facts is missing; a whole sentence outside brackets likewise.
//
// A family says the same causes of another undertaking:
//
//	# rollback-* like publish-*
//	title: Visitors were not taken back to the earlier release.
//
// Every code that begins with publish- has a message under rollback- then: what
// its own block says, if it has one, else what the family says, else what the
// publish- one says. "action: -" takes a button away.
type message struct {
	code                     string
	title, why, safe, next   string
	action, label, duplicate string
	like                     string // of a family: the other family
}

// sentences returns all messages by code. They are part of the program, so a
// file that can not be read is a bug that every test finds.
var sentences = sync.OnceValue(func() map[string]message {
	all := map[string]message{}
	entries, err := files.ReadDir("messages")
	if err != nil {
		panic("problem: " + err.Error())
	}
	for _, e := range entries {
		text, err := files.ReadFile("messages/" + e.Name())
		if err != nil {
			panic("problem: " + err.Error())
		}
		list, err := parse(string(text))
		if err != nil {
			panic(fmt.Sprintf("problem: messages/%s: %v", e.Name(), err))
		}
		for _, m := range list {
			if before, twice := all[m.code]; twice {
				m.duplicate = before.title
			}
			all[m.code] = m
		}
	}
	for code, m := range all {
		if m.like != "" {
			delete(all, code)
			m.complete(all)
		}
	}
	return all
})

// parse reads one file of messages.
func parse(text string) ([]message, error) {
	var list []message
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if code, ok := strings.CutPrefix(line, "# "); ok {
			code, like, _ := strings.Cut(strings.TrimSpace(code), " like ")
			list = append(list, message{code: code, like: like})
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok || len(list) == 0 {
			return nil, fmt.Errorf("line %d: want \"# code\" or \"field: words\"", i+1)
		}
		if !list[len(list)-1].set(key, strings.TrimSpace(value)) {
			return nil, fmt.Errorf("line %d: no field %q", i+1, key)
		}
	}
	return list, nil
}

// complete gives the family m all messages of the family that it is like.
func (m message) complete(all map[string]message) {
	own, other := strings.TrimSuffix(m.code, "*"), strings.TrimSuffix(m.like, "*")
	made := map[string]message{}
	for code, from := range all {
		kind, ok := strings.CutPrefix(code, other)
		if !ok || from.like != "" {
			continue
		}
		whole := all[own+kind].over(m.over(from))
		whole.code, whole.like, whole.duplicate = own+kind, "", all[own+kind].duplicate
		made[own+kind] = whole
	}
	maps.Copy(all, made)
}

// over returns m with what it leaves open taken from below.
func (m message) over(below message) message {
	m.title, m.why, m.safe, m.next = cmp.Or(m.title, below.title), cmp.Or(m.why, below.why), cmp.Or(m.safe, below.safe), cmp.Or(m.next, below.next)
	if m.action == "" {
		m.action, m.label = below.action, below.label
	}
	return m
}

// set fills a field by its name in the file; false: there is no such field.
func (m *message) set(field, words string) bool {
	switch field {
	case "title":
		m.title = words
	case "why":
		m.why = words
	case "safe":
		m.safe = words
	case "next":
		m.next = words
	case "action":
		id, label, _ := strings.Cut(words, "|")
		m.action, m.label = strings.TrimSpace(id), strings.TrimSpace(label)
	default:
		return false
	}
	return true
}

// fill puts the facts of d into the sentences.
func (m message) fill(d *diag.Diag) Problem {
	if m.action == "-" {
		m.action = ""
	}
	severity := d.Severity
	if severity == "" {
		severity = diag.Error
	}
	return Problem{
		Code: m.code, Severity: severity, Where: d.Where,
		Title:  words(m.title, d),
		Why:    words(m.why, d),
		Safe:   words(m.safe, d),
		Next:   words(m.next, d),
		Action: m.action, Label: m.label,
	}
}

var (
	optional = regexp.MustCompile(`\[[^\]]*\]`)
	fact     = regexp.MustCompile(`\{[a-z][A-Za-z0-9]*\}`)
	sentence = regexp.MustCompile(`[^.!?]*[.!?]+["”]?\s*|[^.!?]+$`)
)

// words puts facts into a template. What lacks a fact is left out: the
// brackets around it, else its sentence.
func words(template string, d *diag.Diag) string {
	template = optional.ReplaceAllStringFunc(template, func(part string) string {
		if lacks(part, d) {
			return ""
		}
		return part[1 : len(part)-1]
	})
	if lacks(template, d) {
		template = sentence.ReplaceAllStringFunc(template, func(s string) string {
			if lacks(s, d) {
				return ""
			}
			return s
		})
	}
	return strings.TrimSpace(fact.ReplaceAllStringFunc(template, func(f string) string {
		value, _ := factOf(f, d)
		return value
	}))
}

func lacks(part string, d *diag.Diag) bool {
	for _, f := range fact.FindAllString(part, -1) {
		if _, ok := factOf(f, d); !ok {
			return true
		}
	}
	return false
}

// factOf returns the fact {name}: an argument of the Diag, or its place.
func factOf(f string, d *diag.Diag) (string, bool) {
	name := f[1 : len(f)-1]
	if v := d.Args[name]; v != "" {
		return v, true
	}
	switch {
	case (name == "path" || name == "page") && d.Where.Path != "":
		return d.Where.Path, true
	case name == "line" && d.Where.Line > 0:
		return fmt.Sprint(d.Where.Line), true
	case name == "text" && d.Where.Text != "":
		return d.Where.Text, true
	}
	return "", false
}
