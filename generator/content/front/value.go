package front

import (
	"fmt"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// plain brings a decoded value to the few types that templates see: nil, bool,
// int, float64, string, []any and map[string]any, none of which has methods. A
// moment becomes text, as 2006-01-02 or in RFC 3339.
func plain(v any) any {
	switch v := v.(type) {
	case nil, bool, int, float64, string:
		return v
	case time.Time:
		return moment(v)
	case int64:
		return int(v)
	case uint64:
		return float64(v)
	case toml.LocalDate:
		return moment(v.AsTime(time.UTC))
	case toml.LocalDateTime:
		return moment(v.AsTime(time.UTC))
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, item := range v {
			out[k] = plain(item)
		}
		return out
	case map[any]any:
		out := make(map[string]any, len(v))
		for k, item := range v {
			out[fmt.Sprint(k)] = plain(item)
		}
		return out
	}
	return fmt.Sprint(v)
}

func moment(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		if _, offset := t.Zone(); offset == 0 {
			return t.Format("2006-01-02")
		}
	}
	return t.Format(time.RFC3339Nano)
}
