package colour

import (
	"maps"
	"slices"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// languages are chroma's lexers with patience. Chroma itself passes over a rule
// that takes a quarter of a second, which on a busy machine can be any: the same
// code would have other colours from one build to the next. Only the few lexers
// that are two in one (Svelte, PHP in HTML, ERB, Go's and Jinja's templates) can
// not be given it.
var languages = sync.OnceValue(func() *chroma.LexerRegistry {
	all := chroma.NewLexerRegistry()
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if r, ok := l.(*chroma.RegexLexer); ok {
			l = withPatience(r)
		}
		all.Register(l)
	}
	return all
})

// withPatience returns a lexer with the same rules, which are fetched when it is
// first used.
func withPatience(l *chroma.RegexLexer) *chroma.RegexLexer {
	c, err := chroma.NewLexer(l.Config(), func() chroma.Rules {
		raw, err := l.Rules()
		if err != nil {
			return nil // which chroma refuses
		}
		rules := maps.Clone(raw)
		rules[root] = append([]chroma.Rule{{Mutator: longer{}}}, raw[root]...)
		return rules
	})
	if err != nil {
		return l
	}
	return c
}

// longer is a rule that is gone once its lexer is ready, and with it chroma's
// own limit.
type longer struct{}

// Mutate implements chroma.Mutator: no text ever meets the rule.
func (longer) Mutate(*chroma.LexerState) error { return nil }

// MutateLexer implements chroma.LexerMutator; chroma calls it when all rules
// are compiled.
func (longer) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	for _, list := range rules {
		for _, r := range list {
			r.Regexp.MatchTimeout = patience
		}
	}
	rules[state] = slices.Delete(slices.Clone(rules[state]), rule, rule+1)
	return nil
}
