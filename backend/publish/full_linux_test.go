package publish

import (
	"context"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/generator/diag"
)

// A full disk, a real one of 300 KiB: visitors keep what they see, the person
// is told, and with room made the same publish works.
func TestFullDisk(t *testing.T) {
	where := t.TempDir()
	if err := syscall.Mount("tmpfs", where, "tmpfs", 0, "size=300k"); err != nil {
		t.Skipf("only root can make a small disk: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(where, syscall.MNT_DETACH) })
	d, err := dir.Open(where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	b := newBench(t, d, Edge)
	b.publish(one)
	filler := where + "/filler"
	if err := os.WriteFile(filler, []byte(strings.Repeat("x", 100_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	large := two.with("media/film.aaaaaaaaaa.jpg", strings.Repeat("film", 40_000))
	_, err = b.publisher().Publish(context.Background(), large.release(), nil, false)
	var told *diag.Diag
	if !errors.As(err, &told) || told.Code != "publish-no-space" || told.Args["folder"] != where ||
		told.Args["live"] != "the release of 3 May 2026, 14:03" {
		t.Errorf("%v %+v", err, told)
	}
	shows(t, b.edge(), one)
	if left, err := os.ReadDir(where + "/.pagewright-store"); err != nil || len(left) > 1 {
		t.Errorf("unfinished files are left: %v, %v", left, err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	b.publish(large)
	shows(t, b.edge(), large)
	if _, err := d.Get(context.Background(), "filler", store.GetOptions{}); !store.Is(err, store.NotFound) {
		t.Errorf("%v", err)
	}
}
