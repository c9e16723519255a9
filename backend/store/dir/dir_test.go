package dir

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

func open(t *testing.T) store.Driver { return at(t, t.TempDir()) }

func at(t *testing.T, where string) *Store {
	t.Helper()
	s, err := Open(where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestContract(t *testing.T) {
	storetest.Run(t, open, storetest.Options{NoTypes: true})
}

// What is written by one is seen by another, and conditions hold between them.
func TestTwoOpenTheSameFolder(t *testing.T) {
	where := t.TempDir()
	a, b := at(t, where), at(t, where)
	tag, err := a.Put(context.Background(), "k", store.Bytes("a"), store.PutOptions{IfAbsent: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Put(context.Background(), "k", store.Bytes("b"), store.PutOptions{IfAbsent: true}); !store.Is(err, store.Precondition) {
		t.Errorf("%v", err)
	}
	if _, err := b.Put(context.Background(), "k", store.Bytes("b"), store.PutOptions{IfMatch: tag}); err != nil {
		t.Error(err)
	}
	if _, err := a.Put(context.Background(), "k", store.Bytes("c"), store.PutOptions{IfMatch: tag}); !store.Is(err, store.Precondition) {
		t.Errorf("%v", err)
	}
}

// Another process holds the lock and does not let go: whoever waits can be
// told to stop.
func TestLockThatIsHeld(t *testing.T) {
	where := t.TempDir()
	s := at(t, where)
	other := flock.New(filepath.Join(where, private, "lock"))
	if err := other.Lock(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := s.Put(ctx, "k", store.Bytes("x"), store.PutOptions{IfAbsent: true}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if _, err := s.Put(context.Background(), "free", store.Bytes("x"), store.PutOptions{}); err != nil {
		t.Errorf("without a condition: %v", err)
	}
	if err := other.Unlock(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(context.Background(), "k", store.Bytes("x"), store.PutOptions{IfAbsent: true}); err != nil {
		t.Error(err)
	}
}

// Names that some system would keep as another file are refused everywhere.
func TestNamesThatAreRefused(t *testing.T) {
	s := open(t)
	for _, key := range []string{"", "/a", "a/", "a//b", "a/../b", "..", ".", "a/./b", `a\b`, "a\x00b", "a\nb", "NUL", "a/con.txt", "COM1", "lpt9.html",
		"aux .x", "a.", "a/b ", "a:b", "what?", "a*", "<a>", "a|b", `"a"`, ".pagewright-store/lock", ".Pagewright-Store/x", "\xff"} {
		if _, err := s.Put(context.Background(), key, store.Bytes("x"), store.PutOptions{}); !store.Is(err, store.BadName) {
			t.Errorf("put %q: %v", key, err)
		}
		if _, err := s.Get(context.Background(), key, store.GetOptions{}); !store.Is(err, store.BadName) {
			t.Errorf("get %q: %v", key, err)
		}
		if err := s.Delete(context.Background(), key); !store.Is(err, store.BadName) {
			t.Errorf("delete %q: %v", key, err)
		}
	}
	for _, key := range []string{"console", "com", "com10", "nul-l", ".hidden", "a.b.c", "lpt"} {
		if _, err := s.Put(context.Background(), key, store.Bytes("x"), store.PutOptions{}); err != nil {
			t.Errorf("put %q: %v", key, err)
		}
	}
}

// A link out of the folder is not followed.
func TestLinksOut(t *testing.T) {
	where, outside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(where, "out")); err != nil {
		t.Skip("this system has no links")
	}
	s := at(t, where)
	if _, err := s.Get(context.Background(), "out/secret", store.GetOptions{}); err == nil {
		t.Error("read through a link")
	}
	if _, err := s.Put(context.Background(), "out/new", store.Bytes("x"), store.PutOptions{}); err == nil {
		t.Error("wrote through a link")
	}
	if _, err := os.Stat(filepath.Join(outside, "new")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file is outside: %v", err)
	}
}

// An object stands where a folder is needed, and the other way round.
func TestObjectAndFolderOfOneName(t *testing.T) {
	s := open(t)
	for _, key := range []string{"a", "b/c"} {
		if _, err := s.Put(context.Background(), key, store.Bytes("x"), store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Put(context.Background(), "a/b", store.Bytes("y"), store.PutOptions{}); !store.Is(err, store.NoPermission, store.BadName) {
		t.Errorf("below an object: %v", err)
	}
	if _, err := s.Put(context.Background(), "b", store.Bytes("y"), store.PutOptions{}); !store.Is(err, store.BadName) {
		t.Errorf("over a folder: %v", err)
	}
	if _, err := s.Get(context.Background(), "a/b", store.GetOptions{}); !store.Is(err, store.NotFound) {
		t.Errorf("get below an object: %v", err)
	}
}

// Files that a killed process did not finish go a day later, and are never seen.
func TestUnfinishedFiles(t *testing.T) {
	where := t.TempDir()
	at(t, where)
	old, young := filepath.Join(where, private, unfinished+"old"), filepath.Join(where, private, unfinished+"young")
	for _, file := range []string{old, young} {
		if err := os.WriteFile(file, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(old, time.Time{}, time.Now().Add(-25*time.Hour)); err != nil {
		t.Fatal(err)
	}
	s := at(t, where)
	if _, err := os.Stat(old); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the old one: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("the young one may still be written: %v", err)
	}
	if keys, err := s.List(context.Background(), "", 10); err != nil || len(keys) > 0 {
		t.Errorf("listed %v, %v", keys, err)
	}
}

func TestErrorsOfTheSystem(t *testing.T) {
	for err, want := range map[error]string{syscall.ENOSPC: store.NoSpace, syscall.EACCES: store.NoPermission, syscall.EPERM: store.NoPermission,
		syscall.EROFS: store.NoPermission, syscall.ENOTDIR: store.NoPermission, syscall.ENOENT: store.NotFound,
		syscall.ENAMETOOLONG: store.BadName, syscall.EIO: store.Failed} {
		if got := fail(&fs.PathError{Op: "write", Path: "x", Err: err}, "folder", "key"); !store.Is(got, want) {
			t.Errorf("%v is %v, want %s", err, got, want)
		}
	}
}
