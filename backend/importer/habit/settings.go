package habit

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/backend/importer/matter"
)

// settings reads a file of settings; keys are in lower case at the top, as
// Hugo takes them. What can not be read is told and empty.
func (r *reader) settings(name string) map[string]any {
	data, err := fs.ReadFile(r.FS, name)
	values := map[string]any{}
	r.used[name] = true
	if err == nil {
		err = decode(name, data, &values)
	}
	if err != nil {
		line, words := matter.Fault(data, err)
		r.note(CodeSettings, name, "text", words)
		r.plan.Notes[len(r.plan.Notes)-1].Where.Line = line
	}
	lower := make(map[string]any, len(values))
	for key, value := range values {
		lower[strings.ToLower(key)] = value
	}
	return lower
}

func decode(name string, data []byte, into *map[string]any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	switch path.Ext(name) {
	case ".toml":
		return toml.Unmarshal(data, into)
	case ".json":
		return json.Unmarshal(data, into)
	}
	return yaml.Unmarshal(data, into)
}

// text, table and list read one value of settings.
func text(values map[string]any, keys ...string) string {
	for _, key := range keys {
		if s := (matter.Matter{Values: values}).Text(key); s != "" {
			return s
		}
	}
	return ""
}

func table(values map[string]any, key string) map[string]any {
	for name, value := range values {
		if t, ok := value.(map[string]any); ok && strings.EqualFold(name, key) {
			return t
		}
	}
	return nil
}

func list(values map[string]any, key string) []string {
	return matter.Matter{Values: values}.List(key)
}

// author reads a name, or a table with a name in it.
func author(values map[string]any) string {
	return first(text(values, "author"), text(table(values, "author"), "name"))
}

// number reads a weight.
func number(value any) int {
	switch n := value.(type) {
	case int:
		return n
	case int64:
		return int(n)
	case float64:
		return int(n)
	}
	return 0
}

// setAddress takes over the site's public address and the path in it.
func (s *Site) setAddress(address string) {
	scheme, rest, ok := strings.Cut(strings.TrimRight(address, "/"), "://")
	if !ok || scheme != "http" && scheme != "https" || rest == "" {
		return
	}
	s.Address = scheme + "://" + rest
	if _, base, ok := strings.Cut(rest, "/"); ok {
		s.Base = "/" + strings.Trim(base, "/")
	}
}
