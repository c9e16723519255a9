package probe

import (
	"context"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

func noSleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func can(way string, create, copies bool) Capabilities {
	return Capabilities{Switch: way, Create: create, Copy: copies}
}

func folder(t *testing.T) store.Driver {
	d, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func bucket(t *testing.T) store.Driver {
	server := storetest.Versity(t)
	d, err := s3.Open(s3.Config{Endpoint: server.Endpoint, Bucket: server.Bucket, AccessKey: server.AccessKey, SecretKey: server.SecretKey})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// racy completes a store whose conditions race in this probe.
func racy(r *storetest.Racy) store.Driver {
	r.Meet, r.Writers = "probe/", racers
	if r.Driver == nil {
		r.Driver = &mem.Store{}
	}
	return r
}

// A store that accepts conditions and ignores them is found by the probe. So
// is one that keeps them only while nobody races.
func TestRun(t *testing.T) {
	for name, c := range map[string]struct {
		driver store.Driver
		want   Capabilities
	}{
		"mem":                       {&mem.Store{}, can("exclusive", true, true)},
		"dir":                       {folder(t), can("exclusive", true, true)},
		"versitygw":                 {bucket(t), can("exclusive", true, true)},
		"deaf":                      {&mem.Store{Deaf: true}, can("lease", false, true)},
		"keeps no races":            {racy(&storetest.Racy{Swaps: true, Creates: true}), can("lease", false, true)},
		"keeps races of creators":   {racy(&storetest.Racy{Swaps: true}), can("numbered", true, true)},
		"does not know If-Match":    {racy(&storetest.Racy{NoSwaps: true}), can("numbered", true, true)},
		"does not copy":             {racy(&storetest.Racy{NoCopies: true}), can("exclusive", true, false)},
		"knows neither, nor copies": {racy(&storetest.Racy{Driver: &mem.Store{Deaf: true}, NoCopies: true}), can("lease", false, false)},
	} {
		got, err := Run(context.Background(), store.New(c.driver, store.Options{Sleep: noSleep}))
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, c.want)
		}
		if left, err := c.driver.List(context.Background(), ".pagewright-probe/", 10); err != nil || len(left) > 0 {
			t.Errorf("%s: the probe left %v, %v", name, left, err)
		}
	}
}

func TestRunFails(t *testing.T) {
	for name, c := range map[string]struct {
		fault mem.Fault
		want  string
	}{
		"denied": {mem.Fault{Err: store.Fail(store.Denied, nil)}, store.Denied},
		"liar":   {mem.Fault{Lie: true}, store.Damaged},
	} {
		d := &mem.Store{Inject: func(call mem.Call) mem.Fault { return c.fault }}
		if _, err := Run(context.Background(), store.New(d, store.Options{Sleep: noSleep})); !store.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRunOnMinIO(t *testing.T) {
	server := storetest.MinIO(t)
	d, err := s3.Open(s3.Config{Endpoint: server.Endpoint, Bucket: server.Bucket, AccessKey: server.AccessKey, SecretKey: server.SecretKey})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Run(context.Background(), store.New(d, store.Options{}))
	if err != nil || got != can("exclusive", true, true) {
		t.Errorf("%+v, %v", got, err)
	}
}
