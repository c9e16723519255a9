package release

import "maps"

// MaxAge is how many releases long a fingerprinted file outlives its site.
const MaxAge = 10

// Carried returns the fingerprinted files of the releases before that m itself
// and what it carries has no more, each a release older, with what m carries
// already; nil: there is none. m is not changed.
func (m *Manifest) Carried(before []*Manifest) map[string]Carried {
	out := maps.Clone(m.Carry)
	if out == nil {
		out = map[string]Carried{}
	}
	add := func(path string, f File, age int) {
		_, ours := m.Lookup(path)
		if ours || f.Class != Immutable || age > MaxAge {
			return
		}
		if have, ok := out[path]; !ok || age < have.Age {
			out[path] = Carried{File: f, Age: age}
		}
	}
	for _, b := range before {
		for path, f := range b.Files {
			add(path, f, 1)
		}
		for path, c := range b.Carry {
			add(path, c.File, c.Age+1)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// SameSite reports whether two manifests are the same site, whatever each
// carries of others.
func (m *Manifest) SameSite(other *Manifest) bool {
	if m.NotFound != other.NotFound || len(m.Redirects) != len(other.Redirects) || !maps.Equal(m.Files, other.Files) {
		return false
	}
	redirects := func(of *Manifest) string { return string((&Manifest{Redirects: of.Redirects}).Encode()) }
	return redirects(m) == redirects(other)
}

// All returns every file by its path, carried ones included.
func (m *Manifest) All() map[string]File {
	out := make(map[string]File, len(m.Files)+len(m.Carry))
	for path, c := range m.Carry {
		out[path] = c.File
	}
	maps.Copy(out, m.Files)
	return out
}
