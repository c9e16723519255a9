// Command systems looks whether what runs without a window compiles for the
// systems that the tests do not run on, its tests too. It reads the types of
// everything from source and builds nothing: building all that the programs
// import once more for each system takes most of a minute. Run it from the
// repository's root:
//
//	go run ./build/systems
//
// Start reading at check.
package main

import (
	"fmt"
	"os"
)

// windowless is what must compile everywhere.
var windowless = [...]string{"./backend/...", "./generator/...", "./app/cli/..."}

func main() {
	wrong := false
	for _, system := range []string{"windows", "darwin"} {
		files, errs := check(".", system, windowless[:]...)
		for _, err := range errs {
			fmt.Fprintf(os.Stderr, "%s: %v\n", system, err)
			wrong = true
		}
		if len(errs) == 0 {
			fmt.Printf("%d files compile for %s\n", files, system)
		}
	}
	if wrong {
		os.Exit(1)
	}
}
