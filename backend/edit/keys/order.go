package keys

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mapNode writes a mapping with the keys that name its entry first.
func mapNode(m map[string]any) *yaml.Node {
	node := &yaml.Node{Kind: yaml.MappingNode}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		key := &yaml.Node{}
		_ = key.Encode(name) // text always encodes
		node.Content = append(node.Content, key, nodeOf(m[name]))
	}
	return node
}

func rank(name string) int {
	if i := slices.Index([]string{"name", "label", "link", "alt", "decorative", "focus"}, name); i >= 0 {
		return i
	}
	return 99
}
