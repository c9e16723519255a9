package starter

import (
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"
)

// file is one file to write; path is slash-separated.
type file struct {
	path string
	data []byte
}

const (
	settings = "site.yaml"
	home     = "content/index.md" // has the site's title as its own
)

// prepare returns the files of a new site, site.yaml as the last one: without
// it a folder is no site, so a site is never taken for whole before it is.
func prepare(site fs.FS, title string) ([]file, error) {
	var files []file
	err := fs.WalkDir(site, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == aboutFile {
			return err
		}
		data, err := fs.ReadFile(site, p)
		switch {
		case err != nil:
		case p == settings:
			data, err = own(data, title)
		case p == home:
			data, err = retitle(data, "---\n", title)
		}
		files = append(files, file{p, data})
		return err
	})
	sort.SliceStable(files, func(i, k int) bool { return files[i].path != settings && files[k].path == settings })
	return files, err
}

// own puts what belongs to this one site into its settings: lines that the
// starter has with an empty value, and the title.
func own(source []byte, title string) ([]byte, error) {
	text := string(source)
	replace := func(line, with string) error {
		if strings.Count(text, line) != 1 {
			return fmt.Errorf("starter: %s must have one line %q", settings, line)
		}
		text = strings.Replace(text, line, with, 1)
		return nil
	}
	if err := replace("\nid: \"\"\n", "\nid: "+newID()+newID()+"\n"); err != nil {
		return nil, err
	}
	if err := replace("\n  control: \"\"\n", "\n  control: .pagewright-"+newID()+"/\n"); err != nil {
		return nil, err
	}
	return retitle([]byte(text), "", title)
}

// retitle changes the first line after start, which must be the title, unless
// the title is empty. A Go string with escapes is one of YAML as well.
func retitle(source []byte, start, title string) ([]byte, error) {
	rest, ok := strings.CutPrefix(string(source), start+"title: ")
	_, after, more := strings.Cut(rest, "\n")
	if !ok || !more {
		return nil, fmt.Errorf("starter: a file must begin with %q", start+"title: ")
	}
	if title == "" {
		return source, nil
	}
	return []byte(start + "title: " + strconv.Quote(title) + "\n" + after), nil
}
