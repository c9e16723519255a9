package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCheck reads a module whose packages are wrong, each in its way, on Windows alone.
func TestCheck(t *testing.T) {
	const module = "module example.org/a\n\ngo 1.26\n"
	files := map[string]string{
		"go.mod":                    module,
		"right/a.go":                "package right\n\nimport \"os\"\n\n// Name is where it runs.\nfunc Name() string { return os.DevNull + system }\n",
		"right/a_windows.go":        "package right\n\nconst system = \"\"\n",
		"right/a_darwin.go":         "package right\n\nconst system = \"\"\n",
		"right/a_linux.go":          "package right\n\nconst system = 0 // not read\n",
		"right/a_test.go":           "package right\n\n// Seen is for the tests of the package.\nvar Seen = Name() + system\n",
		"right/x_test.go":           "package right_test\n\nimport \"example.org/a/right\"\n\nvar _ = right.Seen\n",
		"lacking/a.go":              "package lacking\n\nvar _ = gone\n",
		"lacking/a_darwin.go":       "package lacking\n\nconst gone = 1\n",
		"body/a_windows.go":         "package body\n\nfunc _() int { return \"words\" }\n",
		"unused/a_windows.go":       "package unused\n\nimport \"example.org/a/right\"\n",
		"user/a_windows.go":         "package user\n\nimport \"example.org/a/right\"\n\nvar _ = right.Absent\n",
		"intest/a.go":               "package intest\n",
		"intest/a_windows_test.go":  "package intest\n\nvar _ int8 = 999\n",
		"outside/a_windows_test.go": "package outside_test\n\nvar _ uint8 = 998\n",
		"nowhere/a_windows.go":      "package nowhere\n\nimport _ \"example.org/a/missing\"\n",
		"os/a_windows.go":           "package os\n\nimport \"syscall\"\n\nvar _ = syscall.SIGWINCH\n",
		"form/a_windows.go":         "package form\n\nvar = 1\n",
	}
	dir := t.TempDir()
	for file, text := range files {
		write(t, filepath.Join(dir, file), text)
	}
	if n, wrong := check(dir, "darwin", "./..."); n == 0 || wrong != nil {
		t.Errorf("darwin: %d files, %v", n, wrong)
	}
	_, wrong := check(dir, "windows", "./...")
	for _, want := range []string{
		"undefined: gone", "in return statement", `"example.org/a/right" imported and not used`, "undefined: right.Absent",
		"999", "998", "example.org/a/missing", "undefined: syscall.SIGWINCH", "form",
	} {
		if !slices.ContainsFunc(wrong, func(err error) bool { return strings.Contains(err.Error(), want) }) {
			t.Errorf("%q is not told", want)
		}
	}
	for i, err := range wrong {
		if slices.ContainsFunc(wrong[:i], func(told error) bool { return told.Error() == err.Error() }) {
			t.Errorf("told twice: %v", err)
		}
		if strings.Contains(err.Error(), filepath.Join(dir, "right")) {
			t.Error(err)
		}
	}
	if t.Failed() {
		t.Log(wrong)
	}
}

func TestNothingToRead(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.org/a\n")
	if _, wrong := check(dir, "windows", "./..."); wrong == nil {
		t.Error("a folder without Go files compiles")
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
