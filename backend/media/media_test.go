package media

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"hash/crc32"
	goimage "image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/image"
)

// halves is a picture whose left half is red and whose right half is blue.
func halves(w, h int) goimage.Image {
	img := goimage.NewRGBA(goimage.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 0, 0, 255}
			if x >= w/2 {
				c = color.RGBA{0, 0, 255, 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

// photo is a JPEG with the notes of a camera, lying as turn says.
func photo(t testing.TB, turn int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, halves(64, 32), nil); err != nil {
		t.Fatal(err)
	}
	segment := func(marker byte, data string) []byte {
		head := []byte{0xff, marker, 0, 0}
		binary.BigEndian.PutUint16(head[2:], uint16(len(data)+2))
		return append(head, data...)
	}
	exif := string(orientationNote(turn)[4:]) + "SECRET-GPS"
	return slices.Concat(b.Bytes()[:2],
		segment(0xe1, exif), segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00SECRET-XMP"), segment(0xed, "Photoshop 3.0\x00SECRET-IPTC"),
		segment(0xe2, "ICC_PROFILE\x00\x01\x01profile"), segment(0xfe, "SECRET-COMMENT"),
		b.Bytes()[2:], []byte("SECRET-TAIL<script>"))
}

func TestJPEG(t *testing.T) {
	for turn := 1; turn <= 8; turn++ {
		f, err := Take("IMG 0001.JPG", bytes.NewReader(photo(t, turn)))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(f.Content, []byte("SECRET")) || !bytes.Contains(f.Content, []byte("ICC_PROFILE\x00\x01\x01profile")) {
			t.Errorf("turn %d: notes are there, or the profile is not", turn)
		}
		img, err := jpeg.Decode(bytes.NewReader(f.Content))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != f.Width || b.Dy() != f.Height || (turn >= 5) != (b.Dx() < b.Dy()) {
			t.Errorf("turn %d: %v, told as %d × %d", turn, b, f.Width, f.Height)
		}
		// Where the red half must be seen, by the table of the EXIF standard.
		b := img.Bounds()
		at := map[int]goimage.Point{1: {5, 5}, 2: {b.Dx() - 5, 5}, 3: {b.Dx() - 5, b.Dy() - 5}, 4: {5, b.Dy() - 5}, 5: {5, 5}, 6: {b.Dx() - 5, 5}, 7: {b.Dx() - 5, b.Dy() - 5}, 8: {5, b.Dy() - 5}}[turn]
		if r, _, bl, _ := img.At(at.X, at.Y).RGBA(); r < bl {
			t.Errorf("turn %d: the red half is elsewhere", turn)
		}
		if f.Stem != "img-0001" || f.Ext != ".jpg" {
			t.Errorf("named %s%s", f.Stem, f.Ext)
		}
	}
}

// TestJPEGKeepsPixels: a picture that lies right keeps the bytes of its scan.
func TestJPEGKeepsPixels(t *testing.T) {
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, halves(64, 32), nil); err != nil {
		t.Fatal(err)
	}
	f, err := Take("a.jpg", bytes.NewReader(plain.Bytes()))
	if err != nil || !bytes.Equal(f.Content, plain.Bytes()) {
		t.Errorf("a clean JPEG was changed: %v", err)
	}
}

func TestLargeTurnedJPEG(t *testing.T) {
	parts, err := jpegParts(photo(t, 6))
	if err != nil {
		t.Fatal(err)
	}
	note := orientationNote(parts.orientation)
	if parts.orientation != 6 || image.Orientation(note[10:]) != 6 || len(note) != 36 || binary.BigEndian.Uint16(note[2:]) != 34 {
		t.Errorf("orientation %d, note %q", parts.orientation, note)
	}
}

func chunk(name, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func TestPNG(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, halves(8, 8)); err != nil {
		t.Fatal(err)
	}
	noted := slices.Concat(b.Bytes()[:33], chunk("tEXt", "Author\x00SECRET"), chunk("eXIf", "SECRET"), chunk("pHYs", "123456789"), b.Bytes()[33:], []byte("SECRET"))
	f, err := Take("Straße.jpeg", bytes.NewReader(noted))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(f.Content, []byte("SECRET")) || !bytes.Contains(f.Content, []byte("pHYs")) || f.Ext != ".png" || f.Stem != "strasse" || f.Width != 8 {
		t.Errorf("got %s%s, %d wide", f.Stem, f.Ext, f.Width)
	}
	if _, err := png.Decode(bytes.NewReader(f.Content)); err != nil {
		t.Error(err)
	}
}

func TestWebP(t *testing.T) {
	riff := func(chunks ...string) []byte {
		body := "WEBP" + strings.Join(chunks, "")
		return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
	}
	piece := func(name, data string) string {
		s := name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(data)))) + data
		if len(data)%2 == 1 {
			s += "\x00"
		}
		return s
	}
	vp8x := "\x0c\x00\x00\x00\x03\x00\x00\x03\x00\x00"
	got, err := cleanWebP(append(riff(piece("VP8X", vp8x), piece("EXIF", "SECRET1"), piece("VP8L", "pixel"), piece("XMP ", "SECRET")), "SECRET"...))
	want := riff(piece("VP8X", "\x00"+vp8x[1:]), piece("VP8L", "pixel"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestRefused(t *testing.T) {
	bomb := slices.Concat([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", "\x00\x00\x4e\x20\x00\x00\x4e\x20\x08\x06\x00\x00\x00"), chunk("IDAT", ""), chunk("IEND", ""))
	var whole bytes.Buffer
	if err := png.Encode(&whole, halves(8, 8)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content io.Reader
		code    string
	}{
		"bomb.png":  {bytes.NewReader(bomb), "media-too-many-pixels"},
		"words.jpg": {strings.NewReader("not a picture"), "media-damaged"},
		"page.html": {strings.NewReader("<!doctype html><script>"), "media-type"},
		"run.exe":   {strings.NewReader("MZ\x90"), "media-type"},
		"cut.png":   {bytes.NewReader(whole.Bytes()[:60]), "media-damaged"},
		"cut.jpg":   {bytes.NewReader(photo(t, 1)[:400]), "media-damaged"},
		"big.mp4":   {io.MultiReader(strings.NewReader("\x00\x00\x00\x18ftypisom"), io.LimitReader(zeros{}, MaxBytes)), "media-too-big"},
		"loop.svg":  {strings.NewReader(`<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text>`), "media-damaged"},
	} {
		_, err := Take(name, c.content)
		if d := new(diag.Diag); !errors.As(err, &d) || d.Code != c.code || d.Args["file"] != name {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestSVG(t *testing.T) {
	f, err := Take("logo.svg", strings.NewReader(`<?xml version="1.0"?><!DOCTYPE svg><!-- SECRET --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9" onload="alert(1)">
<script>alert(1)</script><style>.a{fill:red}</style><style>@import "//evil"</style><foreignObject><body onload="x"/></foreignObject>
<a href="javascript:alert(1)"><path class="a" d="M0 0h9" style="fill:url(#g)" fill="url(//evil)"/></a><use href="#x"/><use xlink:href="//evil/x.svg#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>
<image href="data:image/svg+xml;base64,PHN2Zz4="/><image href="data:image/png;base64,iVBO"/><text>a &lt; b</text><set attributeName="href" to="javascript:1"/><g xml:base="//evil"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	got := string(f.Content)
	for _, bad := range []string{"script", "onload", "evil", "foreignObject", "javascript", "svg+xml;", "SECRET", "DOCTYPE", "<set"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is still there: %s", bad, got)
		}
	}
	for _, good := range []string{`d="M0 0h9"`, `style="fill:url(#g)"`, ".a{fill:red}", `href="#x"`, "data:image/png;base64,iVBO", "a &lt; b", `viewBox="0 0 9 9"`} {
		if !strings.Contains(got, good) {
			t.Errorf("%q is gone: %s", good, got)
		}
	}
	if again, err := cleanSVG(f.Content); err != nil || string(again) != got {
		t.Errorf("cleaning twice is another thing: %v", err)
	}
}

func FuzzTake(f *testing.F) {
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x"><a/></svg>`))
	f.Add(photo(f, 6))
	f.Add([]byte("RIFF\x10\x00\x00\x00WEBPVP8X\x02\x00\x00\x00ab"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Take("x.jpg", bytes.NewReader(b))
		if err != nil || file.Ext != ".svg" {
			return
		}
		d := xml.NewDecoder(bytes.NewReader(file.Content))
		for {
			token, err := d.RawToken()
			if err != nil {
				return
			}
			if s, ok := token.(xml.StartElement); ok {
				if !strings.Contains(drawing, " "+full(s.Name)+" ") {
					t.Fatalf("%s in %q", s.Name.Local, file.Content)
				}
				for _, a := range s.Attr {
					if !keep(full(a.Name), a.Value) {
						t.Fatalf("%v in %q", a, file.Content)
					}
				}
			}
		}
	})
}

func TestLibrary(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"site.yaml": []byte("title: T\n"), "media/media.yaml": []byte("media/a.jpg: {alt: Red and blue}\n"),
		"media/a.jpg": photo(t, 6), "media/b/c d.pdf": []byte("%PDF-1.4"), "media/.hidden": []byte("x"), "media/broken.png": []byte("x"),
		"content/index.md": []byte("![x](/media/a.jpg) [y](/media/b/c%20d.pdf)"), "content/b.md": []byte(":::hero{image=/media/a.jpg}\n:::\n"),
	} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := site.Open(dir, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	kinds, _ := block.LoadKinds(block.Builtin())
	l := NewLibrary(s, block.NewParser(kinds), kinds)
	for range 2 { // the second time from what is remembered
		items, err := l.List()
		if err != nil || len(items) != 3 {
			t.Fatalf("got %+v, %v", items, err)
		}
		a, doc := items[0], items[1]
		if a.Path != "media/a.jpg" || a.Width != 32 || a.Height != 64 || a.Alt != "Red and blue" || !slices.Equal(a.UsedBy, []string{"content/b.md", "content/index.md"}) {
			t.Errorf("got %+v", a)
		}
		if doc.Address != "/media/b/c%20d.pdf" || doc.Type != "application/pdf" || len(doc.UsedBy) != 1 {
			t.Errorf("got %+v", doc)
		}
	}
	for range 2 {
		body, kind, err := l.Thumb(t.Context(), "media/a.jpg")
		if err != nil || kind != "image/jpeg" {
			t.Fatal(kind, err)
		}
		if c, err := jpeg.DecodeConfig(bytes.NewReader(body)); err != nil || c.Width != 32 || c.Height != 64 {
			t.Errorf("got %+v, %v", c, err)
		}
	}
	for _, name := range []string{"media/broken.png", "media/none.jpg", "../x", "site.yaml", "media/../site.yaml", "media/b/c d.pdf"} {
		if _, _, err := l.Thumb(t.Context(), name); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
