package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// part is something of others that a program contains.
type part struct {
	name, version, licence, text string
}

// allowed are the licences that may be used, by a sentence that only they
// have. The first that is found counts.
var allowed = [...]struct{ name, sentence string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License, version 2.0"},
	{"BSD-3-Clause", "may be used to endorse or promote products derived from this software"},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce the above copyright notice"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"},
	{"ISC", "Permission to use, copy, modify, and distribute this software for any purpose with or without fee"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"},
}

// licenceOf names the licence that a text is; "" for one that may not be used.
func licenceOf(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, l := range allowed {
		if strings.Contains(text, l.sentence) {
			return l.name
		}
	}
	return ""
}

// all returns every part of the programs of the repository at root, in order.
func all(root string) ([]part, error) {
	modules, err := goModules(root)
	if err != nil {
		return nil, err
	}
	packages, err := bundled(root)
	if err != nil {
		return nil, err
	}
	parts := append(modules, packages...)
	var wrong []error
	for i := range parts {
		if parts[i].licence = licenceOf(parts[i].text); parts[i].licence == "" {
			wrong = append(wrong, fmt.Errorf("%s %s has no licence that may be used", parts[i].name, parts[i].version))
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	return parts, errors.Join(wrong...)
}

// textIn returns the licence files of a folder, "" when it has none.
func textIn(dir string) string {
	var texts []string
	entries, _ := os.ReadDir(dir) // a folder that is not there has none
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") {
			continue
		}
		if raw, err := os.ReadFile(filepath.Join(dir, e.Name())); err == nil {
			texts = append(texts, strings.TrimSpace(string(raw)))
		}
	}
	return strings.Join(texts, "\n\n")
}
