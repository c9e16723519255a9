package theme

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/diag"
)

// Token is one design token: a value that the person may change in the design
// panel and that style sheets read as var(--pw-<name>).
type Token struct {
	Name    string   `yaml:"name"`
	Label   string   `yaml:"label"`
	Help    string   `yaml:"help"`
	Group   string   `yaml:"group"`
	Type    string   `yaml:"type"` // colour, choice, number, font
	Default string   `yaml:"default"`
	Dark    string   `yaml:"dark"` // value in dark mode; empty: the same
	Choices []Choice `yaml:"choices"`
	Min     float64  `yaml:"min"`
	Max     float64  `yaml:"max"` // 0 with Min 0: no range
	Step    float64  `yaml:"step"`
	Unit    string   `yaml:"unit"` // after a number: rem, px
	On      []string `yaml:"on"`   // a colour of text: the tokens that it has to be read on
}

// Look is values of tokens that go well together: what the design panel
// suggests. It draws nothing by itself.
type Look struct {
	Group  string            `yaml:"group"` // that of its tokens
	Label  string            `yaml:"label"`
	Tokens map[string]string `yaml:"tokens"`
}

// Choice is one value of a choice or font token.
type Choice struct {
	Value string `yaml:"value"`
	Label string `yaml:"label"`
	CSS   string `yaml:"css"` // what style sheets get; empty: Value
}

func tokenName(name string) bool {
	for _, r := range name {
		if !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-') {
			return false
		}
	}
	return name != ""
}

// Value returns what the token is in a site with these settings; ok is false
// when the setting can not be used and the default stands.
func (k *Token) Value(settings map[string]string) (value string, ok bool) {
	v, set := settings[k.Name]
	if !set || v == "" {
		return k.Default, true
	}
	if _, good := k.css(v); !good {
		return k.Default, false
	}
	return v, true
}

var (
	colour = regexp.MustCompile(`^(#[0-9a-fA-F]{3,4}|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{8}|[a-zA-Z]{3,25}|(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\([0-9a-zA-Z%.,/ +-]{3,60}\))$`)
	safe   = regexp.MustCompile(`^[\pL\pN #%.,'"/()+*_-]+$`)
)

// maxValue is how long a value can be, in characters.
const maxValue = 300

// css returns what style sheets get for a value. Nothing that it accepts can
// end the declaration or the style sheet.
func (k *Token) css(v string) (string, bool) {
	v = strings.TrimSpace(v)
	for _, c := range k.Choices {
		if c.Value == v {
			if c.CSS != "" {
				return c.CSS, true
			}
			return c.Value, true
		}
	}
	switch k.Type {
	case "colour":
		return v, colour.MatchString(v)
	case "number":
		n, err := strconv.ParseFloat(strings.TrimSuffix(v, k.Unit), 64)
		if err != nil || n != n {
			return "", false
		}
		if k.Min != 0 || k.Max != 0 {
			n = max(k.Min, min(k.Max, n))
		}
		return strconv.FormatFloat(n, 'f', -1, 64) + k.Unit, true
	case "choice":
		return v, len(k.Choices) == 0 && safeValue(v)
	}
	return v, safeValue(v)
}

// safeValue accepts words, numbers, functions and strings whose quotes and
// brackets are closed, and no address.
func safeValue(v string) bool {
	lower := strings.ToLower(v)
	return utf8.RuneCountInString(v) <= maxValue && safe.MatchString(v) && closed(v) && !strings.Contains(v, "/*") && !strings.Contains(lower, "url(") && !strings.Contains(lower, "expression(")
}

// closed says whether every quote and bracket that is opened is closed.
func closed(v string) bool {
	var quote rune
	depth := 0
	for _, c := range v {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return quote == 0 && depth == 0
}

// CSS returns the tokens as custom properties, with their values in dark mode,
// and tells settings that can not be used.
func (t *Theme) CSS(settings map[string]string, configFile string) (string, []diag.Diag) {
	var light, dark strings.Builder
	var diags []diag.Diag
	for i := range t.Tokens {
		k := &t.Tokens[i]
		value, ok := k.Value(settings)
		if !ok {
			set := settings[k.Name]
			diags = append(diags, diag.Diag{Code: "token-value", Severity: diag.Warning, Where: diag.Where{Path: configFile, Text: set},
				Args: map[string]string{"token": k.Name, "label": k.Label, "value": set}})
		}
		if css, good := k.css(value); good {
			light.WriteString("--pw-" + k.Name + ":" + css + ";")
		}
		if css, good := k.css(k.dark(value, settings)); good && k.Dark != "" {
			dark.WriteString("--pw-" + k.Name + ":" + css + ";")
		}
	}
	light.WriteString(t.derived(settings, false))
	if dark.Len() > 0 {
		dark.WriteString(t.derived(settings, true))
	}
	out := ":root{" + light.String() + "}\n"
	if dark.Len() > 0 {
		out += "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark.String() + "}}\n"
		out += ":root[data-theme=dark]{" + dark.String() + "}\n"
	}
	return out, diags
}

// dark returns the value in dark mode: what the setting <name>-dark says, else
// the person's own colour brought to the lightness of the theme's dark value,
// else the theme's dark value.
func (k *Token) dark(value string, settings map[string]string) string {
	if v := settings[k.Name+"-dark"]; v != "" {
		if _, ok := k.css(v); ok {
			return v
		}
	}
	if k.Type == "colour" && value != k.Default {
		if v, ok := lightnessOf(k.Dark, value); ok {
			return v
		}
	}
	return k.Dark
}
