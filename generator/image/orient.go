package image

import (
	"bytes"
	"encoding/binary"
)

// onItsSide says whether a JPEG's Exif orientation turns it by a quarter.
func onItsSide(head []byte) bool { return lying(head) >= 5 }

// lying is the Exif orientation of a JPEG, 1 to 8.
func lying(head []byte) int {
	found := 0
	segments(head, func(marker byte, _, body []byte) {
		if found == 0 && marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			found = Orientation(body[6:])
		}
	})
	return max(1, found)
}

// segments gives out the segments of a JPEG before its pixels, and reads
// nothing else.
func segments(head []byte, f func(marker byte, whole, body []byte)) {
	for at := 2; at+4 <= len(head) && head[at] == 0xff; {
		marker, size := head[at+1], int(binary.BigEndian.Uint16(head[at+2:]))
		if marker == 0xda || size < 2 || at+2+size > len(head) {
			return
		}
		f(marker, head[at:at+2+size], head[at+4:at+2+size])
		at += 2 + size
	}
}

// Orientation reads how a picture lies, 1 to 8, from the Exif notes of a JPEG
// behind "Exif\0\0" (tag 0x0112 of the first directory of a TIFF header); 0: it
// is not said.
func Orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	n := int(order.Uint16(tiff[at:]))
	for i := 0; i < n && at+2+12*(i+1) <= len(tiff); i++ {
		entry := tiff[at+2+12*i:]
		if order.Uint16(entry) == 0x0112 {
			if turn := int(order.Uint16(entry[8:])); turn <= 8 {
				return turn
			}
		}
	}
	return 0
}
