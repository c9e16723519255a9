package draft

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// TrashName returns where a file that is deleted at a moment goes: a folder of
// that moment, so that nothing there is ever overwritten.
func TrashName(now time.Time, name string) string {
	stamp := now.UTC().Format(trashStamp)
	return path.Join(site.Trash, strings.ReplaceAll(stamp, ".", "-"), name)
}

const trashStamp = "2006-01-02T15-04-05.000000000"

// TrashedAt is the moment of a folder that TrashName made; ok is false for another.
func TrashedAt(folder string) (when time.Time, ok bool) {
	if len(folder) != len(trashStamp) {
		return time.Time{}, false
	}
	at := strings.LastIndex(trashStamp, ".")
	when, err := time.Parse(trashStamp, folder[:at]+"."+folder[at+1:])
	return when, err == nil
}

// SaveError turns what the system said about a write into a code: site-disk-full,
// site-file-busy, site-no-permission, edit-name-taken, else site-save-failed.
func SaveError(name string, err error) error {
	switch {
	case durable.IsFull(err):
		return Fail("site-disk-full", name, err)
	case durable.IsBusy(err):
		return Fail("site-file-busy", name, err, "file", name)
	case durable.IsDenied(err):
		return Fail("site-no-permission", name, err, "file", name)
	case errors.Is(err, fs.ErrExist):
		return Fail("edit-name-taken", name, err, "name", name)
	}
	return Fail("site-save-failed", name, err, "file", name)
}
