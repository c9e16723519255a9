package media

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// pngKept are the chunks of a PNG that say how it looks.
const pngKept = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT cICP "

// cleanPNG takes texts, times and notes out of a PNG, and what follows its end.
func cleanPNG(b []byte) ([]byte, error) {
	out := bytes.Clone(b[:8])
	for at := 8; ; {
		if at+12 > len(b) {
			return nil, broken("a PNG without its end")
		}
		size := int64(binary.BigEndian.Uint32(b[at:]))
		end := int64(at) + 12 + size
		if end > int64(len(b)) {
			return nil, broken("a PNG chunk")
		}
		name := string(b[at+4 : at+8])
		if strings.Contains(pngKept, name+" ") {
			out = append(out, b[at:end]...)
		}
		if name == "IEND" {
			return out, nil
		}
		at = int(end)
	}
}

// cleanWebP takes EXIF and XMP out of a WebP, and what follows its end.
func cleanWebP(b []byte) ([]byte, error) {
	if len(b) < 20 {
		return nil, broken("a WebP")
	}
	limit := min(int64(len(b)), 8+int64(binary.LittleEndian.Uint32(b[4:])))
	out := bytes.Clone(b[:12])
	for at := int64(12); at+8 <= limit; {
		size := int64(binary.LittleEndian.Uint32(b[at+4:]))
		end := at + 8 + size + size%2
		if at+8+size > limit {
			return nil, broken("a WebP chunk")
		}
		end = min(end, int64(len(b)))
		switch name := string(b[at : at+4]); name {
		case "EXIF", "XMP ":
		default:
			start := len(out)
			out = append(out, b[at:end]...)
			if name == "VP8X" && size > 0 {
				out[start+8] &^= 0x08 | 0x04 // it says that there are notes
			}
		}
		at = end
	}
	if len(out)%2 == 1 {
		out = append(out, 0)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}
