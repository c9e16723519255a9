package secret

import "strings"

// Paired reports whether two names of variables say that they hold the two
// halves of one pair of keys: SHOP_ACCESS_KEY_ID and SHOP_SECRET_ACCESS_KEY. The
// first half is sent to the storage as it is, so a name from a file that anybody
// may have written must not make something else of it, such as GITHUB_TOKEN.
func Paired(access, secret string) bool {
	for _, a := range []string{"ACCESS_KEY_ID", "ACCESS_KEY", "ACCESS", "KEY_ID"} {
		prefix, ok := strings.CutSuffix(access, a)
		if !ok || prefix != "" && !strings.HasSuffix(prefix, "_") {
			continue
		}
		switch rest, same := strings.CutPrefix(secret, prefix); rest {
		case "SECRET_ACCESS_KEY", "SECRET_KEY", "SECRET", "APPLICATION_KEY":
			return same
		}
	}
	return false
}
