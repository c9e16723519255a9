package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "github.com/pagewright/pagewright/"

// withRules returns a tree with the repository's own rules and one Go file.
func withRules(t *testing.T, file, imported string) fstest.MapFS {
	t.Helper()
	settings, err := os.ReadFile("../../.golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		".golangci.yml": {Data: settings},
		file:            {Data: fmt.Appendf(nil, "package x\n\nimport _ %q\n", imported)},
	}
}

func TestRules(t *testing.T) {
	tests := []struct {
		file, imported, rule string // rule "": allowed
	}{
		{"generator/build.go", module + "generator/content", ""},
		{"generator/build.go", module + "backend/site", "generator"},
		{"generator/content/page.go", module + "app/api", "generator"},
		{"generator/content/page.go", "net/http", "generator-is-pure"},
		{"generator/content/page_test.go", "net/http", ""},
		{"generator/content/page.go", "net/url", ""},
		{"generator/content/page.go", "os", "generator-is-pure"},
		{"generator/diag/diag.go", module + "generator/release", "diag"},
		{"generator/release/manifest.go", module + "generator/diag", "release"},
		{"backend/edit/apply.go", module + "generator/block", ""},
		{"backend/edit/apply.go", module + "app", "backend"},
		{"backend/edit/apply.go", module + "frontend", "backend"},
		{"backend/edit/apply.go", module + "backend/store", "backend-store"},
		{"backend/edit/apply.go", module + "backend/store/s3", "backend-store"},
		{"backend/publish/plan.go", module + "backend/store", ""},
		{"backend/edge/edge.go", module + "backend/store", ""},
		{"backend/preview/serve.go", module + "backend/edge", "backend-edge"},
		{"backend/publish/verify.go", module + "backend/edge", ""},
		{"backend/store/s3/driver.go", "github.com/minio/minio-go/v7", ""},
		{"backend/store/dir/driver.go", "github.com/minio/minio-go/v7", "minio"},
		{"app/target.go", "github.com/minio/minio-go/v7", "minio"},
		{"app/window.go", "github.com/wailsapp/wails/v2/pkg/runtime", ""},
		{"app/window/close.go", "github.com/wailsapp/wails/v2/pkg/runtime", ""},
		{"app/desk/desk.go", module + "app/window", "cli-is-pure"},
		{"app/app.go", module + "app/window", ""},
		{"main.go", "github.com/wailsapp/wails/v2", ""},
		{"app/api/server.go", "github.com/wailsapp/wails/v2", "wails"},
		{"app/cli/serve.go", "github.com/wailsapp/wails/v2", "wails"},
		{"app/cli/serve.go", module + "app", "cli-is-pure"},
		{"app/cli/serve.go", module + "app/api", ""},
		{"backend/site/open.go", "github.com/wailsapp/wails/v2/pkg/menu", "wails"},
	}
	for _, test := range tests {
		t.Run(test.file+" imports "+test.imported, func(t *testing.T) {
			got, files, err := check(withRules(t, test.file, test.imported))
			if err != nil || files != 1 {
				t.Fatalf("check: %d files, %v", files, err)
			}
			if test.rule == "" && len(got) != 0 {
				t.Errorf("refused: %v", got)
			}
			if test.rule != "" && (len(got) != 1 || !strings.HasSuffix(got[0], "("+test.rule+")")) {
				t.Errorf("got %q, want one refusal of the rule %s", got, test.rule)
			}
		})
	}
}

// With the rules taken away nothing may pass for being kept.
func TestRulesAreNeeded(t *testing.T) {
	for name, settings := range map[string]string{
		"no rules":       "version: \"2\"\n",
		"another mode":   "linters: {settings: {depguard: {rules: {a: {list-mode: strict, files: [$all]}}}}}",
		"no reason":      "linters: {settings: {depguard: {rules: {a: {list-mode: lax, deny: [{pkg: os}]}}}}}",
		"a loose glob":   "linters: {settings: {depguard: {rules: {a: {list-mode: lax, files: [\"**/x.go\"]}}}}}",
		"not YAML":       "\t",
		"allow and deny": "linters: {settings: {depguard: {rules: {a: {list-mode: lax, allow: [os]}}}}}",
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := check(fstest.MapFS{".golangci.yml": {Data: []byte(settings)}}); err == nil {
				t.Error("taken as rules that are kept")
			}
		})
	}
}

func TestRepository(t *testing.T) {
	violations, files, err := check(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Fatalf("only %d files were read", files)
	}
	for _, v := range violations {
		t.Error(v)
	}
}
