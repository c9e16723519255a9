// Command tsgen writes the editor's TypeScript types from the Go types of the
// API, so that the two can not drift apart. It reads app/api/types*.go for the
// types with their comments and api.Verbs for the calls. Run it from the
// repository's root:
//
//	go run ./build/tsgen
//
// A field's ts:"…" tag gives its TypeScript type where Go's says too little.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pagewright/pagewright/app/api"
)

const (
	sources = "app/api/types*.go"
	target  = "frontend/src/bridge/types.gen.ts"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "tsgen:", err)
		os.Exit(1)
	}
}

func run() error {
	src, err := read(sources)
	if err != nil {
		return err
	}
	out, err := generate(src, api.Verbs())
	if err != nil {
		return err
	}
	return os.WriteFile(target, out, 0o644)
}

// read returns the files of a pattern, in the order of their names.
func read(pattern string) ([][]byte, error) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return nil, errors.Join(errors.New("the API's types are not at "+pattern), err)
	}
	var src [][]byte
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read the API's types: %w", err)
		}
		src = append(src, data)
	}
	return src, nil
}
