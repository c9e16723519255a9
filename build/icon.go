// Package build holds what the programs are built with. Of it, the programs
// themselves take the application's icon.
package build

import _ "embed"

//go:embed appicon.png
var icon []byte

// Icon returns the application's icon as a PNG. It is not to be changed.
func Icon() []byte { return icon }
