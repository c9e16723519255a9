// Package escape makes text fit to stand in HTML. It knows nothing else.
package escape

// Append appends text so that it can stand between tags and in an attribute in
// double quotes. A zero byte, which HTML does not have, becomes U+FFFD.
func Append[T string | []byte](buf []byte, text T) []byte {
	from := 0
	for i := 0; i < len(text); i++ {
		var with string
		switch text[i] {
		case '&':
			with = "&amp;"
		case '<':
			with = "&lt;"
		case '>':
			with = "&gt;"
		case '"':
			with = "&quot;"
		case 0:
			with = "\uFFFD"
		default:
			continue
		}
		buf = append(buf, text[from:i]...)
		buf = append(buf, with...)
		from = i + 1
	}
	return append(buf, text[from:]...)
}
