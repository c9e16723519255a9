package block

import (
	"cmp"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// Kind is a kind of block, as its folder describes it. It is never changed.
type Kind struct {
	Name      string      `yaml:"-"`     // of the folder; plain Markdown has kinds too
	Label     string      `yaml:"label"` // "Hero"
	About     string      `yaml:"about"` // one line
	Group     string      `yaml:"group"` // Text, Media, Sections, Lists, Advanced
	Keywords  []string    `yaml:"keywords"`
	Container bool        `yaml:"container"` // Markdown or blocks stand inside
	Raw       bool        `yaml:"raw"`       // what stands inside is not Markdown
	Content   string      `yaml:"content"`   // "line": one paragraph and nothing else stands inside; empty: as many blocks as one likes
	Allowed   []string    `yaml:"allowed"`   // kinds that may stand inside; empty: all
	Only      []string    `yaml:"only"`      // kinds that it may stand in; empty: anywhere
	Inert     bool        `yaml:"inert"`     // the canvas shows a placeholder
	Attrs     []Attribute `yaml:"attributes"`
	Weight    int         `yaml:"weight"`   // lighter comes first in its group
	Markdown  bool        `yaml:"markdown"` // plain Markdown, not a directive

	Example string `yaml:"example"` // Markdown that the inserter inserts
	Icon    []byte `yaml:"-"`       // SVG; nil: none. Show it as a picture only
	Style   []byte `yaml:"-"`       // CSS, for the pages that use the kind; nil: none
	Island  []byte `yaml:"-"`       // script, for the published pages that use it; nil: none

	source string             // of the template; empty: its inside alone
	parsed *template.Template // nil: as source
	file   string             // of the template in the site; empty: it is built in
}

// Attribute is one attribute of a kind.
type Attribute struct {
	Name    string   `yaml:"name"`
	Label   string   `yaml:"label"`
	Help    string   `yaml:"help"`
	Type    string   `yaml:"type"`    // text, longtext, link, picture, pictures, choice, number, toggle, colour, collection
	Default string   `yaml:"default"` // as it would be written
	Choices []Choice `yaml:"choices"`
	Min     float64  `yaml:"min"`
	Max     float64  `yaml:"max"` // 0 with Min 0: no range
	Step    float64  `yaml:"step"`
}

// Choice is one value of a choice.
type Choice struct {
	Value string `yaml:"value"`
	Label string `yaml:"label"`
}

// OneLine reports whether one paragraph is all that may stand inside. A nil
// Kind has no such rule.
func (k *Kind) OneLine() bool { return k != nil && k.Content == "line" }

// Values are the attributes of a block for a template: every attribute of the
// kind with its type (string, float64, bool, []string for pictures), its
// default where the block has none, numbers kept in their range and unknown
// choices replaced by the default; and attributes that the kind does not know,
// as strings. A nil Kind knows none.
func (k *Kind) Values(attrs []Attr) map[string]any {
	values := make(map[string]any, len(attrs)+4)
	for _, a := range attrs {
		v, _ := attrValue(attrs, a.Name)
		values[a.Name] = v
	}
	if k == nil {
		return values
	}
	for i := range k.Attrs {
		a := &k.Attrs[i]
		values[a.Name] = a.value(attrs)
	}
	return values
}

// value is the typed value of one attribute.
func (a *Attribute) value(attrs []Attr) any {
	raw, ok := attrValue(attrs, a.Name)
	switch a.Type {
	case "toggle":
		if !ok {
			raw = a.Default
			return raw == "true"
		}
		return isTrue(raw)
	case "number":
		n, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			n, _ = strconv.ParseFloat(a.Default, 64)
		}
		return a.clamp(n)
	case "choice":
		if !a.allows(raw) {
			return a.Default
		}
		return raw
	case "pictures":
		if !ok {
			raw = a.Default
		}
		return strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' })
	}
	if !ok {
		return a.Default
	}
	return raw
}

// isTrue reads a toggle that is written. A flag, {wide}, is true.
func isTrue(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "false", "no", "off", "0":
		return false
	}
	return true
}

func (a *Attribute) clamp(n float64) float64 {
	if a.Min == 0 && a.Max == 0 {
		return n
	}
	if a.Max > a.Min {
		n = min(n, a.Max)
	}
	return max(n, a.Min)
}

func (a *Attribute) allows(value string) bool {
	for _, c := range a.Choices {
		if c.Value == value {
			return true
		}
	}
	return false
}

// groups is the order of the inserter.
var groups = [...]string{"Text", "Media", "Sections", "Lists", "Advanced"}

func groupOf(k *Kind) int {
	for i, g := range groups {
		if g == k.Group {
			return i
		}
	}
	return len(groups)
}

func compareKinds(a, b *Kind) int {
	return cmp.Or(
		cmp.Compare(groupOf(a), groupOf(b)),
		cmp.Compare(a.Group, b.Group),
		cmp.Compare(a.Weight, b.Weight),
		cmp.Compare(a.Label, b.Label),
		cmp.Compare(a.Name, b.Name),
	)
}

// names are the kind's attributes that a block does not have.
func (k *Kind) names(have []Attr) []string {
	var list []string
	for i := range k.Attrs {
		if _, ok := attrValue(have, k.Attrs[i].Name); !ok {
			list = append(list, k.Attrs[i].Name)
		}
	}
	return list
}

// values are the values of a choice.
func (a *Attribute) values() []string {
	list := make([]string, len(a.Choices))
	for i, c := range a.Choices {
		list[i] = c.Value
	}
	return list
}
