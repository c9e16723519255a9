package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"strconv"
	"strings"
)

// check applies the rules of fsys' .golangci.yml to its Go files. It returns a
// line for each import against them, and how many files it read.
func check(fsys fs.FS) (violations []string, files int, err error) {
	rules, err := readRules(fsys)
	if err != nil {
		return nil, 0, err
	}
	err = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && skipped(d.Name()) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		files++
		found, err := checkFile(fsys, path, rules)
		violations = append(violations, found...)
		return err
	})
	return violations, files, err
}

// skipped names the folders that go build does not look into either.
func skipped(name string) bool {
	return name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

func checkFile(fsys fs.FS, path string, rules []*rule) ([]string, error) {
	src, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var violations []string
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, r := range rules {
			if !r.covers(path) {
				continue
			}
			if reason := r.refuses(name); reason != "" {
				violations = append(violations, fmt.Sprintf("%s: imports %s: %s (%s)", set.Position(spec.Pos()), name, reason, r.Name))
			}
		}
	}
	return violations, nil
}
