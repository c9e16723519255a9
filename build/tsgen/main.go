// Command tsgen writes the editor's TypeScript types from the Go types of the
// API, so that the two can not drift apart. It reads app/api/types.go for the
// types with their comments and api.Verbs for the calls. Run it from the
// repository's root:
//
//	go run ./build/tsgen
//
// A field's ts:"…" tag gives its TypeScript type where Go's says too little.
package main

import (
	"fmt"
	"os"

	"github.com/pagewright/pagewright/app/api"
)

const (
	source = "app/api/types.go"
	target = "frontend/src/bridge/types.gen.ts"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "tsgen:", err)
		os.Exit(1)
	}
}

func run() error {
	src, err := os.ReadFile(source)
	if err != nil {
		return fmt.Errorf("read the API's types: %w", err)
	}
	out, err := generate(src, api.Verbs())
	if err != nil {
		return err
	}
	return os.WriteFile(target, out, 0o644)
}
