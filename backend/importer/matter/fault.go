package matter

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

var yamlLine = regexp.MustCompile(`\bline (\d+)\b`)

// Fault says where a text of YAML, TOML or JSON is not understood, from the
// error of its reader: the line, 1-based, and what stands on it. 0: not known.
func Fault(text []byte, err error) (line int, words string) {
	var t *toml.DecodeError
	var j *json.SyntaxError
	switch {
	case errors.As(err, &t):
		line, _ = t.Position()
	case errors.As(err, &j):
		line = 1 + bytes.Count(text[:min(int(j.Offset), len(text))], []byte("\n"))
	default:
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			line, _ = strconv.Atoi(m[1]) // digits that are too many are no line
		}
	}
	lines := strings.Split(string(text), "\n")
	if line < 1 || line > len(lines) {
		return 0, ""
	}
	words = strings.ToValidUTF8(strings.TrimSpace(lines[line-1]), "\uFFFD")
	if len(words) > 120 {
		words = strings.ToValidUTF8(words[:120], "") + "…"
	}
	return line, words
}
