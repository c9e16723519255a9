package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// rule is one depguard rule: in files that match Files, no import may match
// one of Deny.
type rule struct {
	Name  string
	Mode  string   `yaml:"list-mode"`
	Files []string `yaml:"files"`
	Allow []string `yaml:"allow"`
	Deny  []struct {
		Pkg  string `yaml:"pkg"`
		Desc string `yaml:"desc"`
	} `yaml:"deny"`

	in, out []*regexp.Regexp
}

// readRules reads the rules of .golangci.yml, sorted by name. A form of
// depguard that this program does not apply is an error, never skipped.
func readRules(fsys fs.FS) ([]*rule, error) {
	data, err := fs.ReadFile(fsys, ".golangci.yml")
	if err != nil {
		return nil, err
	}
	var settings struct {
		Linters struct {
			Settings struct {
				Depguard struct {
					Rules map[string]*rule `yaml:"rules"`
				} `yaml:"depguard"`
			} `yaml:"settings"`
		} `yaml:"linters"`
	}
	if err := yaml.Unmarshal(data, &settings); err != nil {
		return nil, fmt.Errorf("read .golangci.yml: %w", err)
	}
	var rules []*rule
	for name, r := range settings.Linters.Settings.Depguard.Rules {
		r.Name = name
		if err := r.compile(); err != nil {
			return nil, fmt.Errorf("rule %s: %w", name, err)
		}
		rules = append(rules, r)
	}
	if len(rules) == 0 {
		return nil, errors.New(".golangci.yml has no depguard rules")
	}
	slices.SortFunc(rules, func(a, b *rule) int { return strings.Compare(a.Name, b.Name) })
	return rules, nil
}

func (r *rule) compile() error {
	if r.Mode != "lax" || len(r.Allow) > 0 {
		return errors.New("only list-mode lax with deny is applied here")
	}
	for _, d := range r.Deny {
		if d.Pkg == "" || d.Desc == "" {
			return errors.New("every denied package needs its name and a sentence of reason")
		}
	}
	for _, pattern := range r.Files {
		list := &r.in
		if rest, not := strings.CutPrefix(pattern, "!"); not {
			pattern, list = rest, &r.out
		}
		re, err := glob(pattern)
		if err != nil {
			return err
		}
		*list = append(*list, re)
	}
	return nil
}

// glob turns a file pattern into an expression over paths from the root.
func glob(pattern string) (*regexp.Regexp, error) {
	switch pattern {
	case "$all":
		return regexp.MustCompile(`\.go$`), nil
	case "$test":
		return regexp.MustCompile(`_test\.go$`), nil
	}
	rest, ok := strings.CutPrefix(pattern, "${config-path}/")
	if !ok {
		return nil, fmt.Errorf("pattern %q does not start at ${config-path}", pattern)
	}
	expr := regexp.QuoteMeta(rest)
	expr = strings.ReplaceAll(expr, `\*\*`, `.+`)
	expr = strings.ReplaceAll(expr, `\*`, `[^/]*`)
	return regexp.Compile("^" + expr + "$")
}

// covers says whether the rule speaks of the file.
func (r *rule) covers(file string) bool {
	matches := func(re *regexp.Regexp) bool { return re.MatchString(file) }
	return (len(r.in) == 0 || slices.ContainsFunc(r.in, matches)) && !slices.ContainsFunc(r.out, matches)
}

// refuses returns the reason why the import may not be, or "". A name that
// ends in $ means that package alone, any other one all below it as well.
func (r *rule) refuses(path string) string {
	for _, d := range r.Deny {
		if exact, ok := strings.CutSuffix(d.Pkg, "$"); ok {
			if path == exact {
				return d.Desc
			}
		} else if path == d.Pkg || strings.HasPrefix(path, d.Pkg+"/") {
			return d.Desc
		}
	}
	return ""
}
