package journal

import (
	"io/fs"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/change"
)

const damagedPrefix = "damaged-"

// Needs returns the names of all files that a step takes or leaves when it is
// undone or done again. known is false where a part of the history was set
// aside as damaged: what that needs nobody can say.
func (j *Journal) Needs() (names map[string]bool, known bool) {
	names = map[string]bool{}
	for _, list := range [][]change.Set{j.undo, j.redo} {
		for _, set := range list {
			for _, f := range set.Files {
				names[f.Path], names[f.To] = true, true
			}
		}
	}
	logs, err := fs.ReadDir(j.disk.Root.FS(), j.o.Dir)
	for _, log := range logs {
		if strings.HasPrefix(log.Name(), damagedPrefix) {
			return names, false
		}
	}
	return names, err == nil
}
