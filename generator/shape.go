package generator

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
)

// Findings of what lies in a site's folder and is no part of a site.
const (
	CodeLink       = "source-link"        // a symbolic link
	CodeFolder     = "source-folder"      // a folder where a file belongs
	CodeNotFolder  = "source-not-folder"  // a file where a folder belongs
	CodeSpecial    = "source-special"     // a pipe, a socket or a device
	CodePageFolder = "source-page-folder" // a folder named as a page is
	CodeName       = "source-name"        // a name with characters that no address can have
	CodeNameLong   = "source-name-long"   // a name that has no room for a fingerprint
)

// maxName is the longest name of a file, in bytes. With the width and the
// fingerprint that it gets it must still be one that file systems take.
const maxName = 230

// oddName says what is wrong with a name of a file or folder; "": nothing.
func oddName(name string) string {
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unprintable):
		return CodeName
	case len(name) > maxName:
		return CodeNameLong
	}
	return ""
}

func unprintable(r rune) bool { return r == '\\' || unicode.IsControl(r) }

// oddFolder says what is wrong with a folder at a path; "": nothing.
func oddFolder(p string) string {
	switch p {
	case content.ConfigFile, content.MediaFile, "theme/theme.yaml", "theme/words.yaml":
		return CodeFolder
	}
	if isPage(p) {
		return CodePageFolder
	}
	return ""
}

// odd records what is left out of the site, and why.
func (s *snapshot) odd(p, code string) {
	d := diag.Diag{Code: code, Severity: diag.Error, Where: diag.Where{Path: printable(p)}}
	if code == CodeLink || code == CodePageFolder {
		d.Severity = diag.Warning // it is done on purpose, as a rule
	}
	s.unread[p] = d
}

// printable is a path as it can be shown.
func printable(p string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(p, string(utf8.RuneError)))
}

// told says whether a path, or a folder above it, is known to be odd: that it
// can not be read needs no words of its own.
func (s *snapshot) told(p string) bool {
	for ; p != "."; p = parent(p) {
		if d, ok := s.unread[p]; ok && d.Code != CodeUnreadable {
			return true
		}
	}
	return false
}

func parent(p string) string {
	if i := strings.LastIndexByte(p, '/'); i >= 0 {
		return p[:i]
	}
	return "."
}
