package edge

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// leastCompressed is the size in bytes from which compressing is worth it: what
// is shorter fits into one packet as it is.
const leastCompressed = 1024

// compressible says whether an answer with this file may be compressed: it gets
// smaller, and its compressed form can be kept. Nothing is compressed
// for every visitor again.
func (e *Edge) compressible(f release.File) bool {
	return f.Size >= leastCompressed && f.Size <= min(inMemory, e.cache.largest()) && shrinks(f.Type)
}

// shrinks says whether what has a media type gets smaller: text, and what was
// not compressed when it was made.
func shrinks(mediaType string) bool {
	kind, _, _ := strings.Cut(mediaType, ";")
	switch kind {
	case "application/json", "application/xml", "application/javascript", "application/wasm", "application/rtf", "font/ttf", "font/otf", "image/bmp", "image/x-icon":
		return true
	}
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "+json")
}

// wantsGzip says whether this request is answered compressed. Parts are of the
// content itself, and so is what a strong tag is asked about.
func wantsGzip(r *http.Request) bool {
	return r.Header.Get("Range") == "" && r.Header.Get("If-Match") == "" && acceptsGzip(r)
}

// acceptsGzip reads the Accept-Encoding of a request.
func acceptsGzip(r *http.Request) bool {
	any := false
	for item := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		switch coding = strings.ToLower(strings.TrimSpace(coding)); coding {
		case "gzip", "x-gzip":
			return isWanted(parameters)
		case "*":
			any = isWanted(parameters)
		}
	}
	return any
}

// isWanted says whether the parameters of a coding leave it a quality above 0.
func isWanted(parameters string) bool {
	for p := range strings.SplitSeq(parameters, ";") {
		if q, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(p)), "q="); ok {
			quality, err := strconv.ParseFloat(q, 64)
			return err == nil && quality > 0
		}
	}
	return true
}

// gzipped returns the compressed content of a file; nil: it would not be
// smaller. It is made once and kept as the content itself is.
func (e *Edge) gzipped(ctx context.Context, s *site, path string, f release.File) ([]byte, error) {
	key := f.Hash + ".gz"
	if data, ok := e.cache.get(key); ok {
		return data, nil
	}
	data, err := e.content(ctx, s, path, f)
	if err != nil {
		return nil, err
	}
	made, _, _ := e.loading.Do(key, func() (any, error) {
		if data, ok := e.cache.get(key); ok { // by who was here a moment before
			return data, nil
		}
		small := e.compress(data)
		if len(small) >= len(data) {
			small = nil
		}
		e.cache.put(key, small)
		return small, nil
	})
	small, _ := made.([]byte)
	return small, nil
}

// compress is as small as gzip gets: it is done once for each content.
func compress(data []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is one
	_, _ = w.Write(data)                                    // a buffer takes all
	_ = w.Close()
	return out.Bytes()
}
