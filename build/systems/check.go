package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// listed is a package as `go list` tells it, after all that it imports.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string // a test's own packages name the test files too
	ImportMap  map[string]string
	Module     *struct{ Main bool }
	Error      *struct{ Err string }
}

// ours is whether the package is a part of this repository.
func (p listed) ours() bool { return p.Module != nil && p.Module.Main }

// check reads the packages of the patterns in dir as they are for a system,
// without cgo, and returns how many files of this repository were read and what
// is wrong in them. Bodies of functions are looked at in these files alone.
func check(dir, system string, patterns ...string) (files int, wrong []error) {
	args := append([]string{"list", "-e", "-deps", "-test", "-json=ImportPath,Dir,GoFiles,ImportMap,Module,Error"}, patterns...)
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		return 0, []error{fmt.Errorf("go list: %w", err)}
	}
	r := reader{fset: token.NewFileSet(), known: map[string]*types.Package{"unsafe": types.Unsafe}}
	for in := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return 0, []error{fmt.Errorf("go list: %w", err)}
		}
		if p.ours() && !strings.HasSuffix(p.ImportPath, ".test") { // the program that runs the tests is Go's own
			files += len(p.GoFiles)
		}
		r.read(p)
	}
	if files == 0 {
		r.tell(errors.New("no file was read"))
	}
	return files, r.wrong
}

// reader reads packages, each after those that it imports.
type reader struct {
	fset  *token.FileSet
	known map[string]*types.Package
	wrong []error
}

// tell keeps what is wrong. A package is read again with its tests: the second
// time it says the same.
func (r *reader) tell(err error) {
	for _, told := range r.wrong {
		if told.Error() == err.Error() {
			return
		}
	}
	r.wrong = append(r.wrong, err)
}

func (r *reader) read(p listed) {
	if p.ImportPath == "unsafe" || strings.HasSuffix(p.ImportPath, ".test") {
		return
	}
	if p.Error != nil {
		r.tell(errors.New(p.Error.Err))
	}
	var files []*ast.File
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(r.fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			r.tell(err)
			return
		}
		files = append(files, file)
	}
	config := types.Config{
		Importer:         imports{r.known, p.ImportMap},
		Sizes:            types.SizesFor("gc", "amd64"),
		IgnoreFuncBodies: !p.ours(),
		Error: func(err error) {
			if p.ours() {
				r.tell(err)
			}
		},
	}
	path, _, _ := strings.Cut(p.ImportPath, " ") // "a/b [a/b.test]" is a/b with its tests
	found, err := config.Check(path, r.fset, files, nil)
	if err != nil && !p.ours() {
		r.tell(fmt.Errorf("%s: %w", p.ImportPath, err))
	}
	r.known[p.ImportPath] = found
}

// imports finds what one package imports among the packages that were read.
type imports struct {
	known   map[string]*types.Package
	renamed map[string]string // what an import means here, where it is another package than it says
}

// Import implements types.Importer.
func (i imports) Import(path string) (*types.Package, error) {
	if other, ok := i.renamed[path]; ok {
		path = other
	}
	if p := i.known[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("%s was not read", path)
}
