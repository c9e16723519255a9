package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
	"github.com/pagewright/pagewright/generator/diag"
)

// What people meet: each is a problem of its own, with what visitors see now,
// and no key in it.
func TestProblemsOfAStorage(t *testing.T) {
	server := storetest.Versity(t)
	good := s3.Config{Endpoint: server.Endpoint, Bucket: server.Bucket, AccessKey: server.AccessKey, SecretKey: server.SecretKey}
	working, err := s3.Open(good)
	if err != nil {
		t.Fatal(err)
	}
	newBench(t, working, Edge).publish(one)
	late := late(t)
	for name, c := range map[string]struct {
		change func(*s3.Config)
		code   string
		args   map[string]string
	}{
		"wrong access key": {func(c *s3.Config) { c.AccessKey = "CANARY-ACCESS" }, "publish-key-unknown", nil},
		"wrong secret":     {func(c *s3.Config) { c.SecretKey = "CANARY-SECRET" }, "publish-secret-wrong", nil},
		"no such bucket":   {func(c *s3.Config) { c.Bucket = "butcher" }, "publish-no-bucket", map[string]string{"bucket": "butcher"}},
		"nobody answers":   {func(c *s3.Config) { c.Endpoint = "http://" + refusing(t) }, "publish-unreachable", nil},
		"no such host":     {func(c *s3.Config) { c.Endpoint = "http://storage.invalid" }, "publish-unreachable", map[string]string{"endpoint": "storage.invalid"}},
		"clock": {func(c *s3.Config) { c.Endpoint = late.URL }, "publish-clock-skew",
			map[string]string{"by": "3 hours and 2 minutes", "direction": "behind"}},
		"not trusted": {func(c *s3.Config) { c.Endpoint = untrusted(t) }, "publish-certificate", nil},
		"denied":      {func(c *s3.Config) { c.Endpoint = refuses403(t) }, "publish-access-denied", map[string]string{"bucket": "bakery"}},
	} {
		t.Run(name, func(t *testing.T) {
			config := good
			c.change(&config)
			d, err := s3.Open(config)
			if err != nil {
				t.Fatal(err)
			}
			_, err = newBench(t, d, Edge).publisher().Publish(context.Background(), two.release(), nil, false)
			told := problem(t, err, c.code)
			for arg, want := range c.args {
				if told.Args[arg] != want {
					t.Errorf("%s is %q, want %q", arg, told.Args[arg], want)
				}
			}
			if told.Args["live"] != "what they saw before" || told.Args["place"] != "my-site" {
				t.Errorf("%v", told.Args)
			}
			if text := fmt.Sprintf("%v %+v %v", err, told, told.Args); strings.Contains(text, "CANARY") || strings.Contains(text, server.SecretKey) {
				t.Errorf("a key is shown: %s", text)
			}
		})
	}
	shows(t, newBench(t, working, Edge).edge(), one)
}

func problem(t *testing.T, err error, code string) *diag.Diag {
	t.Helper()
	var told *diag.Diag
	if !errors.As(err, &told) || told.Code != code {
		t.Fatalf("%v, want %s", err, code)
	}
	return told
}

// refusing is an address where nobody listens.
func refusing(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

const tooSkewed = `<?xml version="1.0"?><Error><Code>%s</Code><Message>no</Message></Error>`

// late is a server whose clock is three hours ahead of ours, and which refuses
// as some do: without a word about the time.
func late(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().Add(3*time.Hour+2*time.Minute).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprintf(w, tooSkewed, "AccessDenied")
	}))
	t.Cleanup(s.Close)
	return s
}

func refuses403(t *testing.T) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprintf(w, tooSkewed, "AccessDenied")
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func untrusted(t *testing.T) string {
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

// A folder that can not be written: a file stands where it should be, which
// holds for root too.
func TestFolderWithoutPermission(t *testing.T) {
	where := t.TempDir()
	d, err := dir.Open(where)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	b := newBench(t, d, Edge)
	b.publish(one)
	objects := filepath.Join(where, control, "releases")
	if err := os.Rename(objects, objects+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(objects, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	first := site("first", 3)
	if _, err := dir.Open(filepath.Join(objects, "below")); !store.Is(err, store.NoPermission) {
		t.Errorf("a folder below a file: %v", err)
	}
	fresh := *b
	fresh.o.Control = control + "channels/live.json/" // a file
	_, err = fresh.publisher().Publish(context.Background(), first.release(), nil, false)
	told := problem(t, err, "publish-no-permission")
	if told.Args["folder"] != where || !strings.HasPrefix(told.Args["live"], "no page yet") {
		t.Errorf("%v", told.Args)
	}
	if err := errors.Join(os.Remove(objects), os.Rename(objects+"-away", objects)); err != nil {
		t.Fatal(err)
	}
	shows(t, b.edge(), one)
}

// The folder is gone: somebody moved it away while Pagewright had it open.
func TestFolderThatIsGone(t *testing.T) {
	where := filepath.Join(t.TempDir(), "site")
	d, err := dir.Open(where)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := os.RemoveAll(where); err != nil {
		t.Fatal(err)
	}
	_, err = newBench(t, d, Edge).publisher().Publish(context.Background(), one.release(), nil, false)
	problem(t, err, "publish-no-bucket")
}

// Every code of a store has sentences of its own for a publish.
func TestEveryStoreCodeHasWords(t *testing.T) {
	text, err := os.ReadFile("../problem/messages/publish.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{store.NotFound, store.Precondition, store.Conflict, store.Denied, store.UnknownKey, store.WrongSecret,
		store.NoBucket, store.ClockSkew, store.Unreachable, store.Certificate, store.Busy, store.NoSpace, store.NoPermission,
		store.BadName, store.Unsupported, store.Damaged, store.NotStorage, store.Failed, s3.BadAddress} {
		if !strings.Contains(string(text), "# publish-"+strings.TrimPrefix(code, "store-")+"\n") {
			t.Errorf("no sentences for %s", code)
		}
	}
}
