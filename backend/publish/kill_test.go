//go:build unix

package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

// The process that publishes is killed at every store call, before it lands
// and after it: a child of the test runs the act and ends itself with SIGKILL
// at the call that its environment names. Nothing is cleaned up, no deferred
// call runs. Then the parent looks at what a reader sees, runs the act again in
// a process that lives, and looks again.

// failpoint is a driver that kills its process at one call.
type failpoint struct {
	store.Driver
	left  atomic.Int64 // calls until the kill
	after bool         // the call lands first
}

func (f *failpoint) at(land func()) {
	if f.left.Add(-1) != 0 {
		return
	}
	if f.after {
		land()
	}
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

func (f *failpoint) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	f.at(func() {})
	return f.Driver.Get(ctx, key, o)
}

func (f *failpoint) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	f.at(func() { _, _ = f.Driver.Put(ctx, key, body, o) })
	return f.Driver.Put(ctx, key, body, o)
}

func (f *failpoint) Copy(ctx context.Context, from, to string, o store.PutOptions) error {
	f.at(func() { _ = f.Driver.Copy(ctx, from, to, o) })
	return f.Driver.Copy(ctx, from, to, o)
}

func (f *failpoint) Delete(ctx context.Context, key string) error {
	f.at(func() { _ = f.Driver.Delete(ctx, key) })
	return f.Driver.Delete(ctx, key)
}

// child is what the parent tells its child, by environment.
const child = "PAGEWRIGHT_TEST_PUBLISH"

// job is one run of the child: where, what, and where it ends.
type job struct {
	place    string // dir:<folder> or s3:<endpoint>
	prefix   string
	delivery Delivery
	act      string // "publish", "rollback", "first"
	call     int    // to be killed at; 0: lives
	after    bool
}

func (j job) String() string {
	return strings.Join([]string{j.place, j.prefix, string(j.delivery), j.act, strconv.Itoa(j.call), strconv.FormatBool(j.after)}, "\n")
}

func parseJob(s string) job {
	p := strings.Split(s, "\n")
	call, _ := strconv.Atoi(p[4])
	return job{p[0], p[1], Delivery(p[2]), p[3], call, p[5] == "true"}
}

func (j job) driver(t testing.TB) store.Driver {
	kind, where, _ := strings.Cut(j.place, ":")
	var d store.Driver
	var err error
	switch kind {
	case "dir":
		d, err = dir.Open(where)
	case "s3":
		d, err = s3.Open(s3.Config{Endpoint: where, Bucket: "bakery", AccessKey: "test-access-key", SecretKey: "test-secret-key-0123456789"})
	}
	if err != nil {
		t.Fatal(err)
	}
	if c, ok := d.(interface{ Close() error }); ok {
		t.Cleanup(func() { _ = c.Close() })
	}
	return storetest.Below(d, j.prefix)
}

// TestChild is the child's main; in a run of the tests it does nothing.
func TestChild(t *testing.T) {
	told := os.Getenv(child)
	if told == "" {
		t.Skip("only in a child of TestKill")
	}
	j := parseJob(told)
	f := &failpoint{Driver: j.driver(t), after: j.after}
	f.left.Store(int64(j.call))
	b := newBench(t, f, j.delivery)
	b.o.Workers = 1
	if err := perform(b, j.act); err != nil {
		t.Fatal(err)
	}
	fmt.Println("calls:", int64(j.call)-f.left.Load())
}

func perform(b *bench, act string) error {
	if act == "rollback" {
		return acts()[1].do(b)
	}
	return acts()[0].do(b)
}

// run starts the child and reports whether it was killed.
func (j job) run(t *testing.T) (killed bool) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestChild$", "-test.count=1", "-test.v")
	c.Env = append(os.Environ(), child+"="+j.String())
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
			return true
		}
	}
	if err != nil || !strings.Contains(string(out), "calls:") {
		t.Fatalf("%q: %v\n%s", j, err, out)
	}
	return false
}

// before prepares a store for an act, in this process.
func (j job) before(t *testing.T) {
	b := newBench(t, j.driver(t), j.delivery)
	if j.act != "first" {
		b.publish(zero)
		b.publish(one)
	}
}

func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts some 200 processes")
	}
	server := storetest.Versity(t)
	for _, place := range []string{"dir", "s3"} {
		for _, delivery := range []Delivery{Edge, Website} {
			for _, act := range []string{"first", "publish", "rollback"} {
				t.Run(fmt.Sprintf("%s/%s/%s", place, delivery, act), func(t *testing.T) {
					t.Parallel()
					where := "s3:" + server.Endpoint
					if place == "dir" {
						where = "dir:" + t.TempDir()
					}
					killAll(t, job{place: where, delivery: delivery, act: act})
				})
			}
		}
	}
}

// killAll kills before call 1, 2, 3, … until the act needs no more, and after
// the last. To a store, after one call is before the next: nothing of the
// process is left that could tell them apart.
func killAll(t *testing.T, j job) {
	kills := 0
	kill := func() bool {
		j.prefix = fmt.Sprintf("%s-%s-%d-%v/", j.delivery, j.act, j.call, j.after)
		j.before(t)
		killed := j.run(t)
		if killed {
			kills++
			j.look(t)
		}
		return killed
	}
	for j.call = 1; kill(); j.call++ {
	}
	j.call, j.after = j.call-1, true
	if !kill() {
		t.Errorf("not killed after the last call, %d", j.call)
	}
	t.Logf("killed %d times", kills)
	if kills < 5 {
		t.Errorf("only %d kills", kills)
	}
}

// look checks what a reader sees after a kill, runs the act again, and checks
// that it is finished.
func (j job) look(t *testing.T) {
	t.Helper()
	d := j.driver(t)
	b := newBench(t, d, j.delivery)
	want := two
	if j.act == "rollback" {
		want = zero
	}
	old := one
	if j.act == "first" {
		old = nil
	}
	if bad := mixed(b, d, old, want); bad != "" {
		t.Errorf("killed at call %d (after it landed: %v): %s", j.call, j.after, bad)
	}
	if err := perform(b, j.act); err != nil {
		t.Errorf("killed at call %d (after it landed: %v): the second run: %v", j.call, j.after, err)
	}
	if bad := differs(b.reader(d), want); bad != "" {
		t.Errorf("killed at call %d (after it landed: %v): after the second run: %s", j.call, j.after, bad)
	}
}
