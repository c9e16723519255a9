package release

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// Validate returns nil for a manifest that can be served: clean paths, hashes
// that are hashes, carried files that are fingerprinted and not also in Files,
// redirects in order that lead somewhere, a NotFound that exists.
func (m *Manifest) Validate() error {
	for p, f := range m.Files {
		if err := validFile(p, f); err != nil {
			return err
		}
	}
	for p, c := range m.Carry {
		if err := validFile(p, c.File); err != nil {
			return err
		}
		if _, both := m.Files[p]; both || c.Class != Immutable || c.Age < 1 {
			return fmt.Errorf("manifest: %q can not be carried", p)
		}
	}
	if _, ok := m.Files[m.NotFound]; !ok && m.NotFound != "" {
		return fmt.Errorf("manifest: page for what is not there, %q, is not there", m.NotFound)
	}
	return m.validRedirects()
}

// maxType bounds a media type, in bytes.
const maxType = 256

func validFile(p string, f File) error {
	switch {
	case p == "" || p[0] == '/' || path.Clean(p) != p || p == ".." || strings.HasPrefix(p, "../") || p == ".":
		return fmt.Errorf("manifest: path %q", p)
	case !utf8.ValidString(p) || strings.ContainsFunc(p, func(r rune) bool { return r < 0x20 || r == 0x7f || r == '\\' }):
		return fmt.Errorf("manifest: path %q", p)
	case !IsHash(f.Hash):
		return fmt.Errorf("manifest: %q has the hash %q", p, f.Hash)
	case f.Size < 0:
		return fmt.Errorf("manifest: %q has %d bytes", p, f.Size)
	case len(f.Type) > maxType || strings.ContainsFunc(f.Type, func(r rune) bool { return r < 0x20 || r >= 0x7f }):
		return fmt.Errorf("manifest: %q has the type %q", p, f.Type)
	case f.Class != Page && f.Class != Immutable:
		return fmt.Errorf("manifest: %q has the class %q", p, f.Class)
	}
	return nil
}

func (m *Manifest) validRedirects() error {
	for i, r := range m.Redirects {
		switch {
		case i > 0 && m.Redirects[i-1].From >= r.From:
			return fmt.Errorf("manifest: redirects of %q are not in order", r.From)
		case !strings.HasPrefix(r.From, "/") || r.To == "" || strings.HasPrefix(r.To, "//"):
			return fmt.Errorf("manifest: redirect from %q to %q", r.From, r.To)
		case strings.ContainsFunc(r.To, func(c rune) bool { return c < 0x20 || c == 0x7f || c == '\\' }):
			return fmt.Errorf("manifest: redirect from %q to %q", r.From, r.To)
		case r.Code != statusMoved && r.Code != statusFound:
			return fmt.Errorf("manifest: redirect of %q with %d", r.From, r.Code)
		}
	}
	return nil
}

// IsHash reports whether s is a sha256 in lower-case hex.
func IsHash(s string) bool { return isHex(s, 64) }

// IsID reports whether s can be the id of a release.
func IsID(s string) bool { return isHex(s, IDLen) }

func isHex(s string, n int) bool {
	if len(s) != n {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
