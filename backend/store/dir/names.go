package dir

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/pagewright/pagewright/backend/store"
)

// checkName refuses keys that some system would keep as another file or as no
// file: device names of Windows, parts that end in a dot or a space, and the
// characters that its file names can not have. The rule is the same on every
// system, so that a folder can be moved.
func checkName(key string) error {
	if err := store.CheckKey(key); err != nil {
		return err
	}
	for part := range strings.SplitSeq(key, "/") {
		if len(part) > 255 || strings.ContainsAny(part, `<>:"|?*`) || strings.HasSuffix(part, ".") ||
			strings.HasSuffix(part, " ") || device(part) || strings.EqualFold(part, private) {
			return store.Fail(store.BadName, errors.New("a folder can not keep this name"), "key", key)
		}
	}
	return nil
}

func device(part string) bool {
	base, _, _ := strings.Cut(part, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if len(base) < 4 || base[:3] != "COM" && base[:3] != "LPT" {
		return false
	}
	switch base[3:] {
	case "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
		return true
	}
	return false
}

// fail turns an error of the file system into one of the store's.
func fail(err error, folder, key string) error {
	code := store.Failed
	switch {
	case errors.Is(err, fs.ErrNotExist):
		code = store.NotFound
	case isNoFolder(err) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		code = store.NoPermission
	case isFull(err):
		code = store.NoSpace
	case errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.EISDIR) ||
		errors.Is(err, syscall.EEXIST) || errors.Is(err, syscall.ENOTEMPTY): // a folder stands where the object should
		code = store.BadName
	}
	return store.Fail(code, err, "place", filepath.Clean(folder), "folder", filepath.Clean(folder), "key", key)
}

// isNoFolder: a file stands where a folder is needed.
func isNoFolder(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
