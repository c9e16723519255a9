package badinput

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
)

// shop makes a small site with a picture: what a starter has would take its
// time for every test.
func (d *desk) shop() {
	d.Helper()
	d.write("shop/site.yaml", "title: Shop\nlanguage: en\nid: a-shop\npublish:\n  control: .pagewright-0123456789abcdef/\n")
	d.write("shop/content/index.md", "---\ntitle: Home\n---\nWelcome.\n\n![Red](/media/red.png)\n")
	d.write("shop/content/about.md", "---\ntitle: About\n---\nAbout us.\n")
	d.write("shop/content/visit.md", "---\ntitle: Visit\n---\nVisit us.\n")
	d.write("shop/content/journal/_index.md", "---\ntitle: Journal\n---\n")
	d.write("shop/content/journal/first.md", "---\ntitle: First\ndate: 2026-01-02\n---\nFirst.\n")
	d.write("shop/media/red.png", string(png(4, 4)))
}

// png is a grey picture, one bit a point: very wide and high ones are small
// files.
func png(width, height uint32) []byte {
	var pixels bytes.Buffer
	z := zlib.NewWriter(&pixels)
	row := make([]byte, 1+(width+7)/8)
	for range height {
		_, _ = z.Write(row) // a buffer takes all
	}
	_ = z.Close()
	head := binary.BigEndian.AppendUint32(nil, width)
	head = binary.BigEndian.AppendUint32(head, height)
	head = append(head, 1, 0, 0, 0, 0)
	out := []byte("\x89PNG\r\n\x1a\n")
	for _, c := range []struct {
		kind string
		data []byte
	}{{"IHDR", head}, {"IDAT", pixels.Bytes()}, {"IEND", nil}} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(c.data)))
		out = append(append(out, c.kind...), c.data...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(append([]byte(c.kind), c.data...)))
	}
	return out
}
