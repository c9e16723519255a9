package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// goModules returns the modules that the programs for all systems contain.
func goModules(root string) ([]part, error) {
	seen := map[string]part{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-tags", "desktop,production,webkit2_41",
			"-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./app/cli/pagewright", ".")
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
				seen[f[0]] = part{name: f[0], version: f[1], text: textIn(f[2])}
			}
		}
	}
	parts := make([]part, 0, len(seen)+1)
	for _, p := range seen {
		parts = append(parts, p)
	}
	return append(parts, goItself()), nil
}

// goItself is the language's own library, which is in every program.
func goItself() part {
	out, _ := exec.Command("go", "env", "GOROOT", "GOVERSION").Output() // without it the licence is lacking, and that is told
	f := append(strings.Fields(string(out)), "", "")
	return part{name: "Go", version: strings.TrimPrefix(f[1], "go"), text: textIn(f[0])}
}

// roots are the packages that the editor's source imports; what they need in
// turn is bundled with them. The others only build or test it.
var roots = [...]string{"svelte", "@lucide/svelte", "@tiptap/"}

// locked is a package as the lock file knows it.
type locked struct {
	Version              string            `json:"version"`
	Dependencies         map[string]string `json:"dependencies"`
	PeerDependencies     map[string]string `json:"peerDependencies"`
	PeerDependenciesMeta map[string]struct{ Optional bool }
}

// bundled returns the packages that the editor's page is made of.
func bundled(root string) ([]part, error) {
	raw, err := os.ReadFile(filepath.Join(root, "frontend", "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct{ Packages map[string]locked }
	if err := json.Unmarshal(raw, &lock); err != nil {
		return nil, fmt.Errorf("package-lock.json: %w", err)
	}
	seen := map[string]bool{}
	var parts []part
	var add func(name string)
	add = func(name string) {
		at := "node_modules/" + name
		p, ok := lock.Packages[at]
		if seen[name] || !ok {
			return
		}
		seen[name] = true
		parts = append(parts, part{name: name, version: p.Version, text: npmText(filepath.Join(root, "frontend", filepath.FromSlash(at)))})
		for next := range p.Dependencies {
			add(next)
		}
		for next := range p.PeerDependencies {
			if !p.PeerDependenciesMeta[next].Optional {
				add(next)
			}
		}
	}
	for at := range lock.Packages {
		name := strings.TrimPrefix(at, "node_modules/")
		for _, r := range roots {
			if name == r || strings.HasSuffix(r, "/") && strings.HasPrefix(name, r) {
				add(name)
			}
		}
	}
	return parts, nil
}

// npmText is the licence of an installed package: its file, or, for one that
// only names the MIT licence in its package.json, that licence with its author.
func npmText(dir string) string {
	if text := textIn(dir); text != "" {
		return text
	}
	var p struct {
		License string
		Author  any
	}
	raw, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil || json.Unmarshal(raw, &p) != nil || p.License != "MIT" {
		return ""
	}
	return fmt.Sprintf(mit, author(p.Author))
}

func author(a any) string {
	switch a := a.(type) {
	case string:
		return a
	case map[string]any:
		return fmt.Sprint(a["name"])
	}
	return "its authors"
}
