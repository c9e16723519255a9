// Package colour colours code by its language: spans with the classes that
// chroma has for kinds of words, which a style sheet gives their colours.
//
// The rules of the languages are chroma's. An engine of this package runs them,
// which asks at each character only the rules that can begin with it and ends
// where they go round in circles; what comes out is what chroma's own engine
// makes of them. It knows no Markdown and no pages. Start reading at Pen.
package colour

import (
	"crypto/sha256"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// maxCode is the size of code that is coloured, in bytes; more is shown plain.
const maxCode = 64 << 10

// Pen colours code. What it made it keeps, by content, so equal code is coloured
// once. It is safe for concurrent use; nil colours nothing.
type Pen struct {
	maxBytes  int
	mu        sync.Mutex
	made      map[[32]byte][]byte // nil value: it can not be coloured
	bytes     int
	languages map[string]*language // by the name as written; nil: there is none
}

// NewPen returns a Pen that keeps up to maxBytes of what it made; 0: 64 MiB.
func NewPen(maxBytes int) *Pen {
	if maxBytes == 0 {
		maxBytes = 64 << 20
	}
	return &Pen{maxBytes: maxBytes, made: map[[32]byte][]byte{}, languages: map[string]*language{}}
}

// HTML is the coloured code as what stands between <code> and </code>. ok is
// false when the language is not known or the code is too long. The result is
// shared: do not change it.
func (p *Pen) HTML(name string, code []byte) (html []byte, ok bool) {
	if p == nil || len(code) > maxCode {
		return nil, false
	}
	key := keyOf(name, code)
	p.mu.Lock()
	html, ok = p.made[key]
	p.mu.Unlock()
	if ok {
		return html, html != nil
	}
	if l := p.language(name); l != nil {
		html = l.html(string(code))
	}
	p.keep(key, html)
	return html, html != nil
}

func keyOf(name string, code []byte) [32]byte {
	s := sha256.New()
	s.Write([]byte(name))
	s.Write([]byte{0})
	s.Write(code)
	return [32]byte(s.Sum(nil))
}

// keep adds to what was made and, when it is too much, forgets all of it: what
// is still in use comes back soon.
func (p *Pen) keep(key [32]byte, html []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bytes += len(html) + len(key)
	if p.bytes > p.maxBytes {
		clear(p.made)
		p.bytes = len(html) + len(key)
	}
	p.made[key] = html
}

// maxNames bounds how many names of languages are remembered.
const maxNames = 1000

// language looks a language up once; chroma's own look is a search.
func (p *Pen) language(name string) *language {
	p.mu.Lock()
	l, ok := p.languages[name]
	p.mu.Unlock()
	if ok {
		return l
	}
	if lexer := languages().Get(name); lexer != nil {
		l = &language{lexer: lexer, rules: lexers.Get(name)}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if have, ok := p.languages[name]; ok {
		return have
	}
	if len(p.languages) < maxNames {
		p.languages[name] = l
	}
	return l
}

// language is one language as a Pen uses it.
type language struct {
	lexer chroma.Lexer // with patience
	rules chroma.Lexer // chroma's own, whose rules fast has
	once  sync.Once
	fast  *engine // nil: chroma runs its rules
}

// html returns code as spans; nil when its language's rules fail on it.
func (l *language) html(code string) (out []byte) {
	defer func() {
		if recover() != nil { // rules that contradict each other: it is shown plain
			out = nil
		}
	}()
	s := spans{buf: make([]byte, 0, 3*len(code))}
	if l.once.Do(func() { l.fast = newEngine(l.rules, l.lexer) }); l.fast != nil {
		l.fast.run(code, &s)
		return s.end()
	}
	tokens, err := l.lexer.Tokenise(nil, code)
	if err != nil {
		return nil
	}
	s.all(tokens)
	return s.end()
}
