package keys

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

func tomlKey(path []string) string {
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = p
		if p == "" || strings.ContainsFunc(p, notBare) {
			parts[i] = tomlText(p, nil)
		}
	}
	return strings.Join(parts, ".")
}

func notBare(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_')
}

// tomlText writes a value on one line. Text that replaces a date and is one
// stays without quotes.
func tomlText(value any, was []byte) string {
	switch v := value.(type) {
	case string:
		if isDate(string(was)) && isDate(v) {
			return v
		}
		data, _ := json.Marshal(v) // JSON's escapes are TOML's; text always encodes
		return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", "\u007f", `\u007f`).Replace(string(data))
	case float64:
		if v == float64(int64(v)) {
			return fmt.Sprint(int64(v))
		}
		return fmt.Sprint(v)
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = tomlText(item, nil)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		var parts []string
		for i, name := range mapNode(v).Content {
			if i%2 == 0 {
				parts = append(parts, tomlKey([]string{name.Value})+" = "+tomlText(v[name.Value], nil))
			}
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	}
	return fmt.Sprint(value)
}

func isDate(s string) bool {
	var v struct{ D any }
	if toml.Unmarshal([]byte("D = "+s), &v) != nil {
		return false
	}
	switch v.D.(type) {
	case time.Time, toml.LocalDate, toml.LocalDateTime:
		return true
	}
	return false
}
