package place

import "strings"

// Note keeps a small value about a site's target under a word, as JSON, for
// Noted to give back. It is only a memory: it may be gone at any time.
func (p *Place) Note(word, site, target string, v any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.write(noteFile(word, site, target), v)
}

// Noted fills v with what Note kept; without such a note v stays as it is.
func (p *Place) Noted(word, site, target string, v any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.read(noteFile(word, site, target), v)
}

func noteFile(word, site, target string) string {
	return strings.Join([]string{word, fileName(site), fileName(target)}, ".") + ".json"
}
