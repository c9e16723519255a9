package colour

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/dlclark/regexp2/v2"
)

// root is the state that every text begins in.
const root = "root"

// maxIdle is how many rules in a row may match nothing but move to another
// state. Some of chroma's rules do so for ever on texts that they do not expect.
const maxIdle = 1000

// run is the way through one text. What chroma's rules see of it and change is
// its LexerState.
type run struct {
	*engine
	chroma.LexerState
	text string // LexerState.Text again
	at   int    // LexerState.Pos in bytes
	out  *spans
}

// run writes a text's tokens.
func (e *engine) run(text string, out *spans) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	runes := []rune(text)
	end := len(runes)
	if e.self.Config().EnsureNL && !strings.HasSuffix(text, "\n") {
		runes, text = append(runes, '\n'), text+"\n"
	}
	if !utf8.ValidString(text) {
		text = string(runes)
	}
	r := &run{engine: e, text: text, out: out}
	r.LexerState = chroma.LexerState{Lexer: e.self, Registry: languages(), Text: runes, Rules: e.rules, Stack: []string{root}, MutatorContext: map[any]any{}}
	for idle := 0; r.Pos < end && len(r.Stack) > 0; idle++ {
		before := r.Pos
		r.step()
		if r.Pos > before {
			idle = 0
		} else if idle > maxIdle {
			panic("colour: the rules go round in circles in state " + r.State)
		}
	}
	if len(r.Stack) == 0 {
		out.token(chroma.Error, r.text[r.at:])
	}
}

// step takes the next token, or what a rule makes of a longer piece.
func (r *run) step() {
	r.State = r.Stack[len(r.Stack)-1]
	s := r.state(r.State)
	if s == nil {
		panic("colour: no state " + r.State)
	}
	c := r.Text[r.Pos]
	rules := s.other
	if c < utf8.RuneSelf {
		rules = s.ascii[c]
	}
	for _, rule := range rules {
		m, err := rule.Regexp.FindRunesMatchStartingAt(r.Text, r.Pos)
		if err != nil {
			panic(err)
		}
		if m != nil && m.RuneIndex == r.Pos {
			r.matched(rule, m)
			return
		}
	}
	if c == '\n' && r.State != root {
		r.Stack = []string{root}
		return
	}
	r.out.token(chroma.Error, r.take(1))
}

// take moves behind the next n characters and returns them.
func (r *run) take(n int) string {
	from := r.at
	if len(r.text) == len(r.Text) { // ASCII alone
		r.at += n
	} else {
		for _, c := range r.Text[r.Pos : r.Pos+n] {
			r.at += utf8.RuneLen(c)
		}
	}
	r.Pos += n
	return r.text[from:r.at]
}

// matched does what a rule says of its match.
func (r *run) matched(rule *rule, m *regexp2.Match) {
	r.Rule = rule.index
	if !rule.one {
		r.Groups, r.NamedGroups = groups(m)
	}
	text := r.take(m.RuneLength)
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(&r.LexerState); err != nil {
			panic(err)
		}
	}
	switch {
	case rule.one:
		r.out.token(rule.kind, text)
	case rule.Type != nil:
		r.out.all(rule.Type.Emit(r.Groups, &r.LexerState))
	}
}

func groups(m *regexp2.Match) ([]string, map[string]string) {
	list := m.Groups()
	texts, named := make([]string, len(list)), make(map[string]string, len(list))
	for i := range list {
		texts[i] = list[i].String()
		named[list[i].Name] = texts[i]
	}
	return texts, named
}
