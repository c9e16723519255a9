package place

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ofFile is the file in a spare folder that says which site it is of.
const ofFile = "site"

// Spare returns the folder that keeps what is derived from the site in dir,
// where the site's own folder can not be written to. All in it may be deleted.
// It is made by whoever writes there.
func (p *Place) Spare(dir string) string {
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(p.dir, "cache", hex.EncodeToString(sum[:8]))
}

// TidySpare notes which site a spare folder is of, where there is one, and
// removes those of sites that are gone. What can not be done now is done the
// next time.
func (p *Place) TidySpare(dir string) {
	mine := p.Spare(dir)
	if _, err := os.Stat(mine); err == nil {
		_ = os.WriteFile(filepath.Join(mine, ofFile), []byte(dir), 0o600)
	}
	list, _ := os.ReadDir(filepath.Dir(mine))
	for _, f := range list {
		folder := filepath.Join(filepath.Dir(mine), f.Name())
		of, err := os.ReadFile(filepath.Join(folder, ofFile))
		if err != nil {
			continue // nobody has said yet whose it is
		}
		if _, err := os.Stat(string(of)); errors.Is(err, fs.ErrNotExist) {
			_ = os.RemoveAll(folder)
		}
	}
}
