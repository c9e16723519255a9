// Package frontend embeds the built editor in the program.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Editor returns the built editor, index.html at its root. A program that was
// built without it has an empty folder there.
func Editor() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil { // the name is a constant and is embedded
		panic("frontend: " + err.Error())
	}
	return sub
}
