package content

import (
	"sort"

	"github.com/pagewright/pagewright/generator/internal/pack"
)

const (
	tagNil = iota
	tagFalse
	tagTrue
	tagInt
	tagFloat
	tagString
	tagList
	tagMap
)

// appendValue appends a value of the types that front.Field.Any returns. Maps
// are in the order of their keys, so equal values have equal bytes.
func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case bool:
		if v {
			return append(b, tagTrue)
		}
		return append(b, tagFalse)
	case int:
		return pack.Int(append(b, tagInt), int64(v))
	case float64:
		return pack.Float(append(b, tagFloat), v)
	case string:
		return pack.String(append(b, tagString), v)
	case []any:
		b = pack.Uint(append(b, tagList), uint64(len(v)))
		for _, item := range v {
			b = appendValue(b, item)
		}
		return b
	case map[string]any:
		return appendMap(append(b, tagMap), v)
	}
	return append(b, tagNil)
}

func appendMap(b []byte, m map[string]any) []byte {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	b = pack.Uint(b, uint64(len(keys)))
	for _, k := range keys {
		b = appendValue(pack.String(b, k), m[k])
	}
	return b
}

// maxDepth bounds the nesting that readValue follows in damaged bytes.
const maxDepth = 100

func readValue(r *pack.Reader, depth int) any {
	if depth > maxDepth {
		return nil
	}
	switch r.Uint() {
	case tagFalse:
		return false
	case tagTrue:
		return true
	case tagInt:
		return int(r.Int())
	case tagFloat:
		return r.Float()
	case tagString:
		return r.String()
	case tagList:
		list := make([]any, r.Count())
		for i := range list {
			list[i] = readValue(r, depth+1)
		}
		return list
	case tagMap:
		return readMap(r, depth+1)
	}
	return nil
}

func readMap(r *pack.Reader, depth int) map[string]any {
	n := r.Count()
	m := make(map[string]any, n)
	for range n {
		k := r.String()
		m[k] = readValue(r, depth)
	}
	return m
}
