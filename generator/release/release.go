// Package release holds what a build comes to: a Release, one complete and
// immutable published site, and its Manifest, the list path → hash that names
// every file of it. The preview serves a release, the publisher uploads what a
// store lacks of it, the edge resolves requests with its manifest.
//
// It does no I/O of its own and knows neither stores nor sites.
package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Class is the caching class of a file: what a visitor's browser may assume.
type Class string

const (
	// Page is a file whose path stays while its content changes: it is
	// revalidated on every use.
	Page Class = "page"
	// Immutable is a file whose path carries its fingerprint: it never changes.
	Immutable Class = "immutable"
)

// CacheControl returns the Cache-Control header of the class.
func (c Class) CacheControl() string {
	if c == Immutable {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=0, must-revalidate"
}

// File is one file of a release.
type File struct {
	Hash  string `json:"h"` // sha256 of the content, lower-case hex
	Size  int64  `json:"n"` // bytes
	Type  string `json:"t"` // media type, with charset for text
	Class Class  `json:"c"`
}

// Redirect sends visitors of From to To.
type Redirect struct {
	From string `json:"from"` // a path with a leading slash
	To   string `json:"to"`   // a path with a leading slash, or an address
	Code int    `json:"code"` // 301 or 302
}

// Carried is a fingerprinted file of an earlier release that this one keeps,
// so that a page which a visitor still holds open finds its styles.
type Carried struct {
	File
	Age int `json:"g"` // how many releases ago the site itself had it; from 1
}

// Version is the format that this program writes and the newest it reads.
const Version = 1

// Manifest lists a release. Its canonical bytes depend on nothing but what is
// in it: no time, no machine, no order of insertion.
type Manifest struct {
	Version   int                `json:"v"`
	Files     map[string]File    `json:"files"`               // by path, without leading slash: "blog/hello/index.html"
	Carry     map[string]Carried `json:"carry,omitempty"`     // by path; disjoint from Files
	Redirects []Redirect         `json:"redirects,omitempty"` // sorted by From
	NotFound  string             `json:"notfound,omitempty"`  // path in Files of the page for what is not there
}

// Encode returns the canonical bytes: JSON with sorted keys and no spaces,
// redirects sorted. It does not change m.
func (m *Manifest) Encode() []byte {
	sorted := *m
	sorted.Redirects = slices.Clone(m.Redirects)
	slices.SortStableFunc(sorted.Redirects, func(a, b Redirect) int { return strings.Compare(a.From, b.From) })
	sorted.Files = nil
	rest := plainJSON(&sorted)
	head := []byte(`{"v":` + strconv.Itoa(m.Version) + `,"files":`)
	b := make([]byte, 0, len(rest)+200*len(m.Files))
	b = appendFiles(append(b, head...), m.Files)
	return append(b, bytes.TrimPrefix(rest, append(head, "null"...))...)
}

// Decode reads canonical bytes. It refuses a version that this program does
// not know and bytes that are not a manifest as Validate wants it.
func Decode(data []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("decode manifest: %w", err)
	}
	if m.Version != Version {
		return nil, fmt.Errorf("decode manifest: version %d, this program knows %d", m.Version, Version)
	}
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("decode manifest: %w", err)
	}
	return &m, nil
}

// IDLen is the length of a release's id in hex digits.
const IDLen = 32

// IDOf returns the id of the release with these canonical bytes.
func IDOf(canonical []byte) string { return Hash(canonical)[:IDLen] }

// ID returns the id of the release: the same site has the same id.
func (m *Manifest) ID() string { return IDOf(m.Encode()) }

// Hash returns the sha256 of content in lower-case hex, as File.Hash has it.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// Content opens the files of a release. Open returns the bytes whose hash the
// manifest names, or an error that wraps fs.ErrNotExist where the path is not
// in the release; a caller that passes the bytes on checks their hash, for the
// sources may have changed since the build. Safe for concurrent use.
type Content interface {
	Open(path string) (io.ReadCloser, error)
}

// Patient is Content some of whose files take a while to make.
type Patient interface {
	// OpenContext is Open; it gives up soon after ctx ends, with its error.
	OpenContext(ctx context.Context, path string) (io.ReadCloser, error)
}

// Open opens a file of c, and gives up with ctx where c can.
func Open(ctx context.Context, c Content, path string) (io.ReadCloser, error) {
	if p, ok := c.(Patient); ok {
		return p.OpenContext(ctx, path)
	}
	return c.Open(path)
}

// Release is one complete site: its list and a way to its bytes.
type Release struct {
	Manifest *Manifest
	Content  Content
}
