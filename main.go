// Command pagewright-desktop is Pagewright in a window of its own. It is built
// with the tags desktop, production and, on Linux, webkit2_41.
package main

import (
	"os"

	"github.com/pagewright/pagewright/app"
)

func main() { os.Exit(app.Main()) }
