package importer

import (
	"context"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/importer/habit"
	"github.com/pagewright/pagewright/backend/regular"
)

// passed are folders that programs make and nobody writes in.
var passed = []string{".git", ".svn", ".hg", "node_modules", ".pagewright", ".cache", ".jekyll-cache", "__MACOSX", ".obsidian", ".vscode", ".idea", ".github"}

// walk lists the files of a source. A link of the file system is read when it
// leads to a file inside; folders behind links are not looked into.
func walk(ctx context.Context, root *os.Root, report *Report) (habit.Source, error) {
	fsys := regular.FS(root)
	found := habit.Source{FS: fsys}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil {
			report.add(at(finding(habit.CodeLeftOut, "what", "unreadable"), name, 0, ""))
			return nil
		}
		if d.IsDir() {
			if name != "." && slices.Contains(passed, d.Name()) {
				report.Passed = append(report.Passed, name+"/")
				return fs.SkipDir
			}
			return nil
		}
		if !readable(root, name, d, report) {
			return nil
		}
		if len(found.Files) >= maxFiles {
			return failure(CodeTooMany, "limit", strconv.Itoa(maxFiles))
		}
		found.Files = append(found.Files, name)
		return nil
	})
	slices.Sort(found.Files)
	return found, err
}

// readable says whether a file is one that can be taken, and tells why not.
func readable(root *os.Root, name string, d fs.DirEntry, report *Report) bool {
	if strings.HasPrefix(path.Base(name), ".pw-tmp-") || path.Base(name) == ".DS_Store" || path.Base(name) == "Thumbs.db" {
		report.Passed = append(report.Passed, name)
		return false
	}
	info, err := root.Stat(name) // follows links, and never out of the root
	switch {
	case err != nil && d.Type()&fs.ModeSymlink != 0, err == nil && info.IsDir():
		report.add(at(finding(CodeOutside), name, 0, ""))
		return false
	case err != nil || !info.Mode().IsRegular():
		report.add(at(finding(habit.CodeLeftOut, "what", "unreadable"), name, 0, ""))
		return false
	}
	most := int64(maxFile)
	if habit.IsMarkdown(name) {
		most = maxPage
	}
	if info.Size() > most {
		report.add(at(finding(CodeTooLarge, "limit", limit(most)), name, 0, ""))
		return false
	}
	return true
}
