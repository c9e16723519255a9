package colour

import (
	"slices"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// engine runs the rules of one language. It is safe for concurrent use.
type engine struct {
	self   *chroma.RegexLexer   // the language, for rules that call it again
	flags  string               // before every pattern
	wait   time.Duration        // patience, but for tests
	rules  chroma.CompiledRules // by state; compiled when a text first gets there
	states map[string]*state

	mu    sync.Mutex // for compiling: states share rules
	first map[*chroma.CompiledRule]*[utf8.RuneSelf]bool
}

// state is the rules that are tried in one state, in their order, by the first
// character that they may begin with: an ASCII one, or any other.
type state struct {
	once  sync.Once
	ascii [utf8.RuneSelf][]*rule
	other []*rule
}

type rule struct {
	*chroma.CompiledRule
	index int
	kind  chroma.TokenType // that the whole match is a token of
	one   bool             // it is; else Type says what becomes of the match
}

// patience is how long one rule may take before the code is shown plain. No
// rule takes a hundredth of it but one that would never come to its end, so what
// comes out does not depend on how busy the machine is.
const patience = 10 * time.Second

// newEngine returns nil for a lexer whose rules can not be run from outside:
// one of several lexers, or with steps of its own that change its rules. self is
// the same language with patience.
func newEngine(l, self chroma.Lexer) *engine {
	lexer, ok := l.(*chroma.RegexLexer)
	same, patient := self.(*chroma.RegexLexer)
	if !ok || !patient {
		return nil
	}
	raw, err := lexer.Rules()
	if err != nil {
		return nil
	}
	e := &engine{self: same, flags: flagsOf(lexer.Config()), wait: patience, rules: make(chroma.CompiledRules, len(raw)),
		states: make(map[string]*state, len(raw)), first: map[*chroma.CompiledRule]*[utf8.RuneSelf]bool{}}
	for name, list := range raw {
		for i := range list {
			if !isPlain(list[i]) {
				return nil
			}
			e.rules[name] = append(e.rules[name], &chroma.CompiledRule{Rule: list[i]})
		}
	}
	if !e.resolve() {
		return nil
	}
	for name := range e.rules {
		e.states[name] = &state{}
	}
	return e
}

// isPlain says whether a rule is described by data alone.
func isPlain(r chroma.Rule) bool {
	_, emits := r.Type.(chroma.SerialisableEmitter)
	_, moves := r.Mutator.(chroma.SerialisableMutator)
	return (emits || r.Type == nil) && (moves || r.Mutator == nil)
}

// resolve puts the rules of other states in where a rule names them.
func (e *engine) resolve() bool {
	for {
		name, i := e.unresolved()
		if i < 0 {
			return true
		}
		for n := range e.rules { // so that no list is appended to in place
			e.rules[n] = slices.Clip(e.rules[n])
		}
		if e.rules[name][i].Mutator.(chroma.LexerMutator).MutateLexer(e.rules, name, i) != nil {
			return false
		}
	}
}

// unresolved returns a rule that stands for others; -1: there is none.
func (e *engine) unresolved() (string, int) {
	for name, list := range e.rules {
		for i, r := range list {
			if _, ok := r.Mutator.(chroma.LexerMutator); ok {
				return name, i
			}
		}
	}
	return "", -1
}

// flagsOf is what chroma puts before every pattern of a lexer.
func flagsOf(c *chroma.Config) string {
	flags := ""
	if !c.NotMultiline {
		flags += "m"
	}
	if c.CaseInsensitive {
		flags += "i"
	}
	if c.DotAll {
		flags += "s"
	}
	if flags == "" {
		return ""
	}
	return "(?" + flags + ")"
}

// state returns a state that is ready; nil: there is none.
func (e *engine) state(name string) *state {
	s := e.states[name]
	if s != nil {
		s.once.Do(func() { e.compile(s, e.rules[name]) })
	}
	return s
}

// compile sorts the rules of a state by how they begin.
func (e *engine) compile(s *state, list []*chroma.CompiledRule) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, c := range list {
		if c.Regexp == nil {
			pattern := e.flags + "(?:" + c.Pattern + ")"
			c.Regexp = regexp2.MustCompile(`\G` + pattern)
			c.Regexp.MatchTimeout = e.wait
			e.first[c] = begins(pattern)
		}
		r := &rule{CompiledRule: c, index: i}
		r.kind, r.one = c.Type.(chroma.TokenType)
		s.add(r, e.first[c])
	}
}

func (s *state) add(r *rule, first *[utf8.RuneSelf]bool) {
	for c := range s.ascii {
		if first == nil || first[c] {
			s.ascii[c] = append(s.ascii[c], r)
		}
	}
	s.other = append(s.other, r)
}

// begins returns which ASCII characters a match can begin with, in either case;
// nil: with any, or a match can be empty.
func begins(pattern string) *[utf8.RuneSelf]bool {
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil
	}
	code, err := syntax.Write(tree)
	if err != nil || code.FcPrefix == nil || code.RightToLeft {
		return nil
	}
	set := code.FcPrefix.PrefixSet
	var can [utf8.RuneSelf]bool
	for c := range can {
		r := rune(c)
		can[c] = set.CharIn(r) || set.CharIn(unicode.ToLower(r)) || set.CharIn(unicode.ToUpper(r))
	}
	return &can
}
