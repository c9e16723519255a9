// Command layers enforces who may import whom. The rules are the depguard
// rules of .golangci.yml and stand nowhere else: this program only applies
// them, in a second and without golangci-lint. Run it from the repository's
// root:
//
//	go run ./build/layers
//
// It reads the imports of every Go file, whatever its build tags. It never
// changes a file. Start reading at check.
package main

import (
	"fmt"
	"os"
)

func main() {
	violations, files, err := check(os.DirFS("."))
	if err != nil {
		fmt.Fprintln(os.Stderr, "layers:", err)
		os.Exit(1)
	}
	for _, v := range violations {
		fmt.Println(v)
	}
	if len(violations) > 0 {
		fmt.Printf("%d imports against the layering of .golangci.yml\n", len(violations))
		os.Exit(1)
	}
	fmt.Printf("%d files keep the layering of .golangci.yml\n", files)
}
