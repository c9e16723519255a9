// Package media takes pictures, video, sound and documents into a site and
// looks after what is there: sizes, descriptions, uses, thumbnails.
//
// What is taken in is known by its bytes and not by its name; what pictures
// tell of the person (place, camera, names) is taken out; what could run is
// taken out or refused. It never changes a file of the site: the editor does.
// Start reading at Take and Library.
package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/bom"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/image"
)

// MaxBytes is the largest file that is taken in.
const MaxBytes = 60 << 20

// File is a file ready to be put into a site.
type File struct {
	Stem    string // of its name, safe everywhere: "harbour-at-dawn"
	Ext     string // with the dot, as its bytes say: ".jpg"
	Type    string // media type
	Content []byte
	Hash    string // of Content
	Width   int    // of a picture, in pixels; 0: not known
	Height  int
}

// Take reads a file as a person gives it and returns it cleaned. It fails with
// the codes media-too-big, media-too-many-pixels, media-damaged (it claims to
// be a picture and is none, or breaks off) and media-type (nothing that a site
// shows).
func Take(name string, r io.Reader) (*File, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(content) > MaxBytes {
		return nil, fail("media-too-big", name, nil, "limit", strconv.Itoa(MaxBytes>>20))
	}
	kind, ok := sniff(content)
	switch {
	case !ok && image.Is(name):
		return nil, fail("media-damaged", name, nil)
	case !ok:
		return nil, fail("media-type", name, nil)
	}
	f := &File{Stem: site.Slug(strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name))), Ext: kind.ext, Type: kind.mime}
	if f.Stem == "" {
		f.Stem = "file"
	}
	if image.Measure("x" + kind.ext) {
		if f.Width, f.Height, err = image.Size("x"+kind.ext, bytes.NewReader(content)); err != nil {
			return nil, sizeError(name, err)
		}
	}
	if f.Content, err = clean(kind, content); err != nil {
		return nil, fail("media-damaged", name, err)
	}
	f.Hash = durable.Hash(f.Content)
	return f, nil
}

func sizeError(name string, err error) error {
	if errors.Is(err, image.ErrTooLarge) {
		return fail("media-too-many-pixels", name, err, "limit", strconv.Itoa(image.MaxPixels/1_000_000))
	}
	return fail("media-damaged", name, err)
}

// clean takes out of a file what does not belong on a page.
func clean(k kind, content []byte) ([]byte, error) {
	switch k.ext {
	case ".jpg":
		return cleanJPEG(content)
	case ".png":
		return cleanPNG(content)
	case ".webp":
		return cleanWebP(content)
	case ".svg":
		return cleanSVG(content)
	}
	return content, nil
}

func fail(code, name string, err error, args ...string) error {
	d := &diag.Diag{Code: code, Severity: diag.Error, Err: err, Args: map[string]string{"file": path.Base(strings.ReplaceAll(name, `\`, "/"))}}
	for i := 0; i+1 < len(args); i += 2 {
		d.Args[args[i]] = args[i+1]
	}
	return d
}

// kind is a format that a site may have.
type kind struct{ ext, mime string }

// sniff returns the format that the bytes are in.
func sniff(b []byte) (kind, bool) {
	for _, s := range []struct {
		at    int
		magic string
		kind  kind
	}{
		{0, "\xff\xd8\xff", kind{".jpg", "image/jpeg"}},
		{0, "\x89PNG\r\n\x1a\n", kind{".png", "image/png"}},
		{0, "GIF87a", kind{".gif", "image/gif"}},
		{0, "GIF89a", kind{".gif", "image/gif"}},
		{8, "WEBP", kind{".webp", "image/webp"}},
		{4, "ftypavif", kind{".avif", "image/avif"}},
		{4, "ftypavis", kind{".avif", "image/avif"}},
		{4, "ftypM4A", kind{".m4a", "audio/mp4"}},
		{4, "ftypisom", kind{".mp4", "video/mp4"}},
		{4, "ftypiso", kind{".mp4", "video/mp4"}},
		{4, "ftypmp4", kind{".mp4", "video/mp4"}},
		{4, "ftypM4V", kind{".mp4", "video/mp4"}},
		{4, "ftypavc1", kind{".mp4", "video/mp4"}},
		{4, "ftypdash", kind{".mp4", "video/mp4"}},
		{0, "\x1a\x45\xdf\xa3", kind{".webm", "video/webm"}},
		{0, "%PDF-", kind{".pdf", "application/pdf"}},
		{0, "ID3", kind{".mp3", "audio/mpeg"}},
		{0, "\xff\xfb", kind{".mp3", "audio/mpeg"}},
		{0, "OggS", kind{".ogg", "audio/ogg"}},
		{8, "WAVE", kind{".wav", "audio/wav"}},
	} {
		if len(b) >= s.at+len(s.magic) && string(b[s.at:s.at+len(s.magic)]) == s.magic {
			return s.kind, true
		}
	}
	if isSVG(b) {
		return kind{".svg", "image/svg+xml"}, true
	}
	return kind{}, false
}

// isSVG reports whether the first element of an XML text is svg.
func isSVG(b []byte) bool {
	b = bom.Cut(b[:min(len(b), 4096)])
	for {
		b = bytes.TrimSpace(b)
		var end string
		switch {
		case bytes.HasPrefix(b, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(b, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(b, []byte("<!")):
			end = ">"
		default:
			return bytes.HasPrefix(b, []byte("<svg"))
		}
		i := bytes.Index(b, []byte(end))
		if i < 0 {
			return false
		}
		b = b[i+len(end):]
	}
}

var errBroken = errors.New("media: the file breaks off")

func broken(what string) error { return fmt.Errorf("%w: %s", errBroken, what) }
