// Package body gives the files of a release as they are sent: each is compared
// with its hash before a byte of it leaves, because the sources may have
// changed since the build.
package body

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// SourceChanged is the code of a file that is not what the build said; Args:
// path.
const SourceChanged = "publish-source-changed"

// InMemory is the size up to which a file is held in memory while it is sent.
const InMemory = 4 << 20

// Body is the content of one file whose hash was compared with the manifest.
type Body struct {
	data []byte   // small files
	file *os.File // larger ones: a temporary copy
	size int64
}

// Check opens a file of a release and compares its hash. The caller closes
// the result when nothing sends it any more. It fails with SourceChanged, and
// with an error of the system where this computer has no room for a copy.
func Check(content release.Content, path string, f release.File) (*Body, error) {
	r, err := content.Open(path)
	if err != nil {
		return nil, store.Fail(SourceChanged, err, "path", path)
	}
	defer r.Close()
	c := &Body{size: f.Size}
	h := sha256.New()
	n, err := c.fill(io.TeeReader(r, h), f.Size)
	if err == nil && (n != f.Size || hex.EncodeToString(h.Sum(nil)) != f.Hash) {
		err = errors.New("the content is not the one of the build")
	}
	if err != nil {
		c.Close()
		if errors.Is(err, errNoCopy) {
			return nil, err
		}
		return nil, store.Fail(SourceChanged, fmt.Errorf("%s: %w", path, err), "path", path)
	}
	return c, nil
}

func (c *Body) fill(r io.Reader, size int64) (int64, error) {
	r = io.LimitReader(r, size+1)
	if size <= InMemory {
		var b bytes.Buffer
		b.Grow(int(size) + bytes.MinRead)
		n, err := b.ReadFrom(r)
		c.data = b.Bytes()
		return n, err
	}
	f, err := os.CreateTemp("", "pagewright-*")
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errNoCopy, err)
	}
	_ = os.Remove(f.Name()) // so a kill leaves nothing; Windows does it in Close
	c.file = f
	n, err := io.Copy(f, r)
	if at := (*fs.PathError)(nil); errors.As(err, &at) && at.Path == f.Name() {
		err = fmt.Errorf("%w: %w", errNoCopy, err)
	}
	return n, err
}

// errNoCopy: the copy could not be written, which says nothing about the source.
var errNoCopy = errors.New("copy a large file")

// Open implements store.Body.
func (c *Body) Open() (io.ReadCloser, error) {
	if c.file == nil {
		return store.Bytes(c.data).Open()
	}
	return section{io.NewSectionReader(c.file, 0, c.size)}, nil
}

// Size implements store.Body.
func (c *Body) Size() int64 { return c.size }

// Close removes the temporary copy.
func (c *Body) Close() {
	if c.file != nil {
		c.file.Close()
		_ = os.Remove(c.file.Name()) // mostly it is gone already
	}
}

type section struct{ *io.SectionReader }

func (section) Close() error { return nil }
