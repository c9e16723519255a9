// Package version says which Pagewright this is.
package version

import "runtime/debug"

// linked is set by the linker (-X) when the program is built for people.
var linked string

// String returns the version: that of the build, of the Go module, or
// "development" with the commit it was built from.
func String() string {
	if linked != "" {
		return linked
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "development"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "development " + s.Value[:12]
		}
	}
	return "development"
}
