package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// inMemory is the size up to which a file is held in memory while it is sent.
const inMemory = 4 << 20

// checked is the content of one file whose hash was compared with the
// manifest before a byte of it is sent: the sources may have changed since.
type checked struct {
	data []byte   // small files
	file *os.File // larger ones: a temporary copy
	size int64
}

// check opens a file of a release and compares its hash. The caller closes
// the result when nothing sends it any more.
func check(content release.Content, path string, f release.File) (*checked, error) {
	r, err := content.Open(path)
	if err != nil {
		return nil, store.Fail(SourceChanged, err, "path", path)
	}
	defer r.Close()
	c := &checked{size: f.Size}
	h := sha256.New()
	n, err := c.fill(io.TeeReader(r, h), f.Size)
	if err == nil && (n != f.Size || hex.EncodeToString(h.Sum(nil)) != f.Hash) {
		err = errors.New("the content is not the one of the build")
	}
	if err != nil {
		c.Close()
		return nil, store.Fail(SourceChanged, fmt.Errorf("%s: %w", path, err), "path", path)
	}
	return c, nil
}

func (c *checked) fill(r io.Reader, size int64) (int64, error) {
	r = io.LimitReader(r, size+1)
	if size <= inMemory {
		var b bytes.Buffer
		b.Grow(int(size) + bytes.MinRead)
		n, err := b.ReadFrom(r)
		c.data = b.Bytes()
		return n, err
	}
	f, err := os.CreateTemp("", "pagewright-*")
	if err != nil {
		return 0, err
	}
	c.file = f
	return io.Copy(f, r)
}

// Open implements store.Body.
func (c *checked) Open() (io.ReadCloser, error) {
	if c.file == nil {
		return store.Bytes(c.data).Open()
	}
	return section{io.NewSectionReader(c.file, 0, c.size)}, nil
}

// Size implements store.Body.
func (c *checked) Size() int64 { return c.size }

// Close removes the temporary copy.
func (c *checked) Close() {
	if c.file != nil {
		c.file.Close()
		os.Remove(c.file.Name())
	}
}

type section struct{ *io.SectionReader }

func (section) Close() error { return nil }
