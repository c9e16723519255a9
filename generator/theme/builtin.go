package theme

import (
	"embed"
	"io/fs"
)

//go:embed all:default
var files embed.FS

// Builtin returns the theme that every site stands on.
func Builtin() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil { // the folder is part of the program
		panic("theme: " + err.Error())
	}
	return sub
}
