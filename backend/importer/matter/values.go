package matter

import (
	"fmt"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"
)

// Text returns the value of a key as text: a number or a date as it would be
// written. It is empty when the key is not there or holds more than one value.
func (m Matter) Text(key string) string {
	switch v := m.Values[key].(type) {
	case string:
		return v
	case time.Time:
		return v.Format(time.RFC3339)
	case toml.LocalDate, toml.LocalDateTime, int, int64, uint64, float64, bool:
		return fmt.Sprint(v)
	}
	return ""
}

// True says whether the key holds true, or the word.
func (m Matter) True(key string) bool {
	return strings.EqualFold(m.Text(key), "true")
}

// False says whether the key holds false, or the word.
func (m Matter) False(key string) bool {
	return strings.EqualFold(m.Text(key), "false")
}

// List returns the texts of a key that holds a list, or one text.
func (m Matter) List(key string) []string {
	switch v := m.Values[key].(type) {
	case []any:
		var list []string
		for _, item := range v {
			if s := (Matter{Values: map[string]any{"": item}}).Text(""); s != "" {
				list = append(list, s)
			}
		}
		return list
	default:
		if s := m.Text(key); s != "" {
			return []string{s}
		}
	}
	return nil
}

// Map returns the keys below a key, or nil.
func (m Matter) Map(key string) map[string]any {
	v, _ := m.Values[key].(map[string]any)
	return v
}

// Date returns the date of a key, in UTC where the source names no zone.
func (m Matter) Date(key string) (time.Time, bool) {
	switch v := m.Values[key].(type) {
	case time.Time:
		return v, true
	case toml.LocalDate:
		return v.AsTime(time.UTC), true
	case toml.LocalDateTime:
		return v.AsTime(time.UTC), true
	case string:
		return ParseDate(v)
	}
	return time.Time{}, false
}

// Day is the value of a key that holds a day.
func Day(t time.Time) any {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: t.Format(time.DateOnly)}
}

// ParseDate reads a date as generators let people write it.
func ParseDate(s string) (time.Time, bool) {
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05 -0700",
		"2006-01-02 15:04:05 -07:00", "2006-01-02 15:04:05", "2006-01-02 15:04 -0700", "2006-01-02 15:04", "2006-01-02",
	} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// plain turns TOML's own dates into texts that YAML reads as dates.
func plain(value any) any {
	switch v := value.(type) {
	case toml.LocalDate:
		return v.AsTime(time.UTC)
	case toml.LocalDateTime:
		return v.AsTime(time.UTC)
	case toml.LocalTime:
		return v.String()
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			out[key] = plain(item)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = plain(item)
		}
		return out
	}
	return value
}
