// Package asset holds what the generator knows of files that are served as they
// are: their media types, their fingerprinted names, and the addresses inside
// style sheets. It reads no files.
package asset

import (
	"path"
	"regexp"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// types is our own table: the system's differs from machine to machine, and a
// release must not.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8", ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
	".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".vcf": "text/vcard; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff", ".heic": "image/heic",
	".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav", ".flac": "audio/flac",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime", ".vtt": "text/vtt; charset=utf-8",
	".pdf": "application/pdf", ".zip": "application/zip", ".gz": "application/gzip", ".epub": "application/epub+zip", ".wasm": "application/wasm",
	".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint", ".rtf": "application/rtf",
	".docx":        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx":        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx":        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":         "application/vnd.oasis.opendocument.text",
	".ods":         "application/vnd.oasis.opendocument.spreadsheet",
	".gpx":         "application/gpx+xml",
	".webmanifest": "application/manifest+json",
}

// Type returns the media type of a file by its name. Feeds have types of their
// own. Unknown endings are application/octet-stream.
func Type(name string) string {
	switch path.Base(name) {
	case "feed.xml":
		return "application/atom+xml; charset=utf-8"
	case "feed.json":
		return "application/feed+json"
	}
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// Known says whether the table has the ending of the name.
func Known(name string) bool {
	_, ok := types[strings.ToLower(path.Ext(name))]
	return ok
}

// printLen is the length of a fingerprint in hex digits.
const printLen = 10

// Fingerprint puts the head of a sha256 (hex) into a name, before its ending:
// media/x.jpg becomes media/x.0123456789.jpg.
func Fingerprint(name, hash string) string {
	ext := path.Ext(name)
	return name[:len(name)-len(ext)] + "." + hash[:printLen] + ext
}

// Plain takes a fingerprint out of a name. ok is false when there is none.
func Plain(name string) (plain, print string, ok bool) {
	ext := path.Ext(name)
	stem := name[:len(name)-len(ext)]
	if strings.IndexByte(path.Base(stem), '.') < 0 { // a name without an ending: x.0123456789
		stem, ext = name, ""
	}
	dot := strings.LastIndexByte(stem, '.')
	if dot < 0 || len(stem)-dot-1 != printLen {
		return "", "", false
	}
	print = stem[dot+1:]
	for _, c := range print {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f') {
			return "", "", false
		}
	}
	return stem[:dot] + ext, print, true
}

// File describes a file of a release with this content.
func File(name string, content []byte, class release.Class) release.File {
	return release.File{Hash: release.Hash(content), Size: int64(len(content)), Type: Type(name), Class: class}
}

var cssURL = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)`)

// CSSURLs replaces the addresses in a style sheet. resolve gets each relative
// address without its query and fragment, and returns what to write instead;
// ok false leaves it as it is.
func CSSURLs(css string, resolve func(ref string) (string, bool)) string {
	return cssURL.ReplaceAllStringFunc(css, func(m string) string {
		g := cssURL.FindStringSubmatch(m)
		ref := g[1] + g[2] + g[3]
		if ref == "" || ref[0] == '#' || ref[0] == '/' || strings.Contains(ref, ":") {
			return m
		}
		end := len(ref)
		if i := strings.IndexAny(ref, "?#"); i >= 0 {
			end = i
		}
		to, ok := resolve(ref[:end])
		if !ok {
			return m
		}
		return `url("` + to + ref[end:] + `")`
	})
}
