package release

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// The list of files is nearly all of a manifest, and is written at every build
// and publish: so it is written by hand. The bytes are those of encoding/json.

// appendFiles appends the files as JSON.
func appendFiles(b []byte, files map[string]File) []byte {
	if files == nil {
		return append(b, "null"...)
	}
	b = append(b, '{')
	for i, path := range slices.Sorted(maps.Keys(files)) {
		if i > 0 {
			b = append(b, ',')
		}
		f := files[path]
		b = append(appendString(b, path), `:{"h":`...)
		b = append(appendString(b, f.Hash), `,"n":`...)
		b = append(strconv.AppendInt(b, f.Size, 10), `,"t":`...)
		b = append(appendString(b, f.Type), `,"c":`...)
		b = append(appendString(b, string(f.Class)), '}')
	}
	return append(b, '}')
}

// appendString appends a string as JSON; most need no escapes.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return append(b, plainJSON(s)...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// plainJSON is encoding/json without escapes for HTML.
func plainJSON(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil { // strings, numbers and maps always encode
		panic("release: encode manifest: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
