// Command licences writes the licences of everything that Pagewright's
// programs contain to standard output: Go modules and the packages that the
// editor's page is bundled from. It fails when one is not on the list of
// those that may be used, or has none.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run() error {
	parts, err := all(".")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprint(out, "Pagewright is made of its own work, under the licence in LICENSE, and of these.\n\n")
	for _, p := range parts {
		fmt.Fprintf(out, "%s %s: %s\n", p.name, p.version, p.licence)
	}
	for _, p := range parts {
		fmt.Fprintf(out, "\n%s\n%s %s\n\n%s\n", rule, p.name, p.version, p.text)
	}
	return out.Flush()
}

const rule = "--------------------------------------------------------------------------------"
