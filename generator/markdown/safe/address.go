package safe

import "strings"

// Link returns an address that may stand in href: no scheme, or one that
// shows or calls something and can run nothing. Any other becomes "#".
func Link(address string) string { return safe(address, "#", false) }

// Source is Link for src: pictures in the address itself are allowed,
// and what is not allowed becomes "".
func Source(address string) string { return safe(address, "", true) }

func safe(address, other string, picture bool) string {
	scheme, ok := schemeOf(address)
	if !ok {
		return address
	}
	switch scheme {
	case "http", "https":
		return address
	case "mailto", "tel", "sms", "geo", "ftp", "xmpp", "irc", "matrix", "webcal", "magnet":
		if !picture {
			return address
		}
	case "data":
		if picture && isPicture(address) {
			return address
		}
	}
	return other
}

// schemeOf is the scheme as a browser reads it: it skips leading control
// characters and spaces, and tabs and line ends anywhere.
func schemeOf(address string) (scheme string, ok bool) {
	var b strings.Builder
	for i := range len(address) {
		switch c := address[i]; {
		case c <= ' ' || c == 0x7f:
			if b.Len() > 0 && c != '\t' && c != '\n' && c != '\r' {
				return "", false
			}
		case c == ':' && b.Len() > 0:
			return strings.ToLower(b.String()), true
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			b.WriteByte(c)
		case b.Len() > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
			b.WriteByte(c)
		default:
			return "", false
		}
	}
	return "", false
}

// isPicture reports whether a data address is a picture that can hold no
// script, which SVG can.
func isPicture(address string) bool {
	_, rest, _ := strings.Cut(address, ":")
	rest = strings.ToLower(strings.TrimSpace(rest))
	for _, t := range []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"} {
		if strings.HasPrefix(rest, t+";") || strings.HasPrefix(rest, t+",") {
			return true
		}
	}
	return false
}
