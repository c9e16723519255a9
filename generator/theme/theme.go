// Package theme loads what a site looks like: layouts and partials, design
// tokens with their schema, style sheets and other assets, and the words that
// layouts use in each language. A theme is folders laid over each other, the
// built-in one at the bottom. It renders nothing itself: package render runs
// the layouts. Start reading at Load.
package theme

import (
	"crypto/sha256"
	"html/template"
	"io/fs"
	"path"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// Theme is a loaded theme. It is immutable and safe for concurrent use.
type Theme struct {
	Name   string
	Label  string
	Tokens []Token
	Looks  []Look
	Menus  []Slot
	Diags  []diag.Diag
	Sum    pack.Sum // of all its files: equal sums render equally

	words  map[string]map[string]string
	assets map[string][]byte // by path below assets/
	set    *template.Template
	own    map[string]string // files of the site by their templates
}

// Slot is a menu that the theme has a place for.
type Slot struct {
	Name  string `yaml:"name"`
	Label string `yaml:"label"`
}

// Layer is one folder of a theme. Path is where it lies in the site, for
// findings; empty for the built-in one, whose faults are the program's.
type Layer struct {
	FS   fs.FS
	Path string
}

type file struct {
	data  []byte
	layer int
}

// Load reads the layers; later ones win file by file, and in theme.yaml and
// words.yaml key by key. A file that can not be used is told in Diags and the
// one below it is used. The error is not nil only where a layer can not be
// read at all, or where no layout "page.html" is left.
func Load(layers ...Layer) (*Theme, error) {
	t := &Theme{words: map[string]map[string]string{}, assets: map[string][]byte{}, own: map[string]string{}}
	hash := sha256.New()
	var frame []byte
	sources := map[string][]file{}
	for i, layer := range layers {
		files, err := readLayer(layer.FS)
		if err != nil {
			return nil, err
		}
		for _, name := range sortedKeys(files) {
			data := files[name]
			frame = pack.Uint(pack.String(frame[:0], name), uint64(len(data)))
			hash.Write(frame)
			hash.Write(data)
			t.take(name, file{data, i}, layer, sources)
		}
	}
	copy(t.Sum[:], hash.Sum(nil))
	return t, t.parse(layers, sources)
}

func readLayer(fsys fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if p == "." {
				return fs.SkipAll // no such layer
			}
			return err
		}
		if d.IsDir() {
			if p == "blocks" || p != "." && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir // block kinds are loaded by package block
			}
			return nil
		}
		if !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
			return nil
		}
		files[p], err = fs.ReadFile(fsys, p)
		return err
	})
	return files, err
}

// take sorts one file into its place.
func (t *Theme) take(name string, f file, layer Layer, sources map[string][]file) {
	switch {
	case name == "theme.yaml":
		t.settings(f.data, layer)
	case name == "words.yaml":
		t.wordFile(f.data, layer)
	case strings.HasPrefix(name, "assets/"):
		t.assets[strings.TrimPrefix(name, "assets/")] = f.data
	case path.Ext(name) == ".html" && (strings.HasPrefix(name, "layouts/") || strings.HasPrefix(name, "partials/")):
		sources[name] = append(sources[name], f)
	}
}

func (t *Theme) settings(data []byte, layer Layer) {
	var y struct {
		Name   string  `yaml:"name"`
		Label  string  `yaml:"label"`
		Tokens []Token `yaml:"tokens"`
		Looks  []Look  `yaml:"looks"`
		Menus  []Slot  `yaml:"menus"`
	}
	if err := yaml.Unmarshal(data, &y); err != nil {
		t.fault("theme-settings", layer, "theme.yaml", err)
	}
	if y.Name != "" {
		t.Name, t.Label = y.Name, y.Label
	}
	for _, token := range y.Tokens {
		t.addToken(token)
	}
	if y.Looks != nil {
		t.Looks = y.Looks
	}
	if y.Menus != nil {
		t.Menus = y.Menus
	}
}

func (t *Theme) addToken(token Token) {
	if !tokenName(token.Name) {
		return
	}
	for i := range t.Tokens {
		if t.Tokens[i].Name == token.Name {
			t.Tokens[i] = token
			return
		}
	}
	t.Tokens = append(t.Tokens, token)
}

func (t *Theme) wordFile(data []byte, layer Layer) {
	var y map[string]map[string]string
	if err := yaml.Unmarshal(data, &y); err != nil {
		t.fault("theme-words", layer, "words.yaml", err)
	}
	for language, words := range y {
		have := t.words[strings.ToLower(language)]
		if have == nil {
			have = map[string]string{}
			t.words[strings.ToLower(language)] = have
		}
		for key, text := range words {
			have[key] = text
		}
	}
}

func (t *Theme) fault(code string, layer Layer, name string, err error) {
	t.Diags = append(t.Diags, diag.Diag{Code: code, Severity: diag.Warning, Err: err,
		Where: diag.Where{Path: path.Join(layer.Path, name), Line: errorLine(err)}, Args: map[string]string{"file": name}})
}

// Words returns the theme's texts by key: in the language, else in the language
// without its region, else in English.
func (t *Theme) Words(language string) map[string]string {
	language = strings.ToLower(language)
	short, _, _ := strings.Cut(language, "-")
	all := map[string]string{}
	for _, l := range [...]string{"en", short, language} {
		for key, text := range t.words[l] {
			all[key] = text
		}
	}
	return all
}

// Asset returns a file below assets/; nil when there is none.
func (t *Theme) Asset(name string) []byte { return t.assets[name] }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// AssetNames returns the names of all files below assets/, sorted.
func (t *Theme) AssetNames() []string { return sortedKeys(t.assets) }
