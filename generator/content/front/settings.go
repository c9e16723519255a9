package front

import (
	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/generator/bom"
	"github.com/pagewright/pagewright/generator/diag"
)

// Mapping is a part of a settings file that could be read.
type Mapping struct {
	Node *yaml.Node // its Content is keys and values by turns
	Line int        // added to the node's lines
}

// Settings parses a settings file; one with a syntax error is read key by key,
// and the error is told with the code.
func Settings(path, code string, source []byte) ([]Mapping, []diag.Diag) {
	source = bom.Cut(source)
	node, err := yamlMap(source)
	if err == nil {
		if node == nil {
			return nil, nil
		}
		return []Mapping{{node, 0}}, nil
	}
	at, quote := fault(source, err)
	diags := []diag.Diag{Warn(code, path, at, quote, err, "reason", reason(err))}
	var list []Mapping
	for _, c := range chunks(source) {
		if node, err := yamlMap(c.text); err == nil && node != nil {
			list = append(list, Mapping{node, c.line})
		}
	}
	return list, diags
}
