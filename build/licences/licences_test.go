package main

import (
	"strings"
	"testing"
)

// TestEveryLicenceMayBeUsed needs what `make` installs: the Go modules and the
// front end's packages.
func TestEveryLicenceMayBeUsed(t *testing.T) {
	parts, err := all("../..")
	if err != nil {
		t.Error(err)
	}
	seen := map[string]bool{}
	for _, p := range parts {
		seen[p.name] = true
	}
	for _, name := range []string{"Go", "github.com/wailsapp/wails/v2", "github.com/minio/minio-go/v7", "svelte", "@tiptap/core", "prosemirror-model"} {
		if !seen[name] {
			t.Errorf("%s is not among the %d parts: what else is not?", name, len(parts))
		}
	}
}

func TestLicences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"MIT License\n\nPermission is hereby granted, free of\ncharge, to any person obtaining a copy of this software", "MIT"},
		{"   Apache License\n   Version 2.0, January 2004", "Apache-2.0"},
		{"GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", ""},
		{"GNU LESSER GENERAL PUBLIC LICENSE Version 2.1", ""},
		{"GNU AFFERO GENERAL PUBLIC LICENSE", ""},
		{"All rights reserved.", ""},
		{"", ""},
	} {
		if got := licenceOf(c.text); got != c.want {
			t.Errorf("%.40q is %q, want %q", c.text, got, c.want)
		}
	}
	if !strings.Contains(mit, "%s") {
		t.Error("the MIT licence names nobody")
	}
}
