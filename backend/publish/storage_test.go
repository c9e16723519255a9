package publish

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	words "github.com/pagewright/pagewright/backend/problem"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

const errorXML = `<?xml version="1.0"?><Error><Code>%s</Code><Message>%s</Message></Error>`

// answer answers as a storage does, with an error that repeats what it was sent.
func answer(status int, code string, headers ...string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		_, _ = io.Copy(io.Discard, r.Body)
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprintf(w, errorXML, code, "refused "+r.Header.Get("Authorization"))
		return true
	}
}

// page answers as a web server does that is no storage.
func page(status int) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<!doctype html><title>Welcome</title><h1>It works!</h1>")
		return true
	}
}

// writes lets only what changes the storage meet the fault.
func writes(fault func(http.ResponseWriter, *http.Request) bool) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		return r.Method != http.MethodGet && r.Method != http.MethodHead && fault(w, r)
	}
}

// cutOff takes half of what is sent, and then cuts the connection.
func cutOff(w http.ResponseWriter, r *http.Request) bool {
	_, _ = io.CopyN(io.Discard, r.Body, r.ContentLength/2)
	c, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		c.Close()
	}
	return true
}

// silent takes a request and never answers.
func silent(_ http.ResponseWriter, r *http.Request) bool {
	_, _ = io.Copy(io.Discard, r.Body) // or the server does not see that the client went
	<-r.Context().Done()
	return true
}

// What storages, and what stands before them, do wrong. Each time the person is
// told which it is in words, visitors keep what they see, no key is said, and
// when it is over a second try finishes.
func TestStoragesThatFail(t *testing.T) {
	for name, start := range map[string]func(testing.TB) *storetest.Server{
		"versitygw": func(t testing.TB) *storetest.Server { return storetest.Versity(t) }, "minio": storetest.MinIO,
	} {
		t.Run(name, func(t *testing.T) { storagesThatFail(t, start(t)) })
	}
}

func storagesThatFail(t *testing.T, server *storetest.Server) {
	for name, c := range map[string]struct {
		fault func(http.ResponseWriter, *http.Request) bool
		kind  string
		say   string // that the words must hold
	}{
		"a key that may only read":      {writes(answer(403, "AccessDenied")), "access-denied", "refused this key"},
		"a key that may do nothing":     {answer(403, "AccessDenied"), "access-denied", "refused this key"},
		"a web page":                    {page(200), "no-storage", "no storage that Pagewright can use"},
		"a web page for what is not":    {page(404), "no-storage", "no storage that Pagewright can use"},
		"a web page that takes nothing": {page(405), "no-storage", "no storage that Pagewright can use"},
		"a redirect to a web page":      {answer(302, "", "Location", "https://www.example.com/"), "no-storage", "no storage that Pagewright can use"},
		"too much to do":                {answer(503, "SlowDown", "Retry-After", "7"), "busy", "too much to do"},
		"too much to write":             {writes(answer(503, "SlowDown")), "busy", "too much to do"},
		"cut in the middle":             {writes(cutOff), "unreachable", "no answer"},
		"silence":                       {silent, "unreachable", "no answer"},
		"silence after a write":         {writes(silent), "unreachable", "no answer"},
		"a full quota":                  {writes(answer(403, "QuotaExceeded")), "no-space", "no room left"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var off atomic.Bool
			front := server.Before(t, func(w http.ResponseWriter, r *http.Request) bool { return !off.Load() && c.fault(w, r) })
			config := s3.Config{Endpoint: front.Endpoint + "/" + front.Bucket + "/" + strings.ReplaceAll(name, " ", "-"), Bucket: front.Bucket,
				AccessKey: front.AccessKey, SecretKey: front.SecretKey, Stall: 200 * time.Millisecond}
			d, err := s3.Open(config)
			if err != nil {
				t.Fatal(err)
			}
			b := newBench(t, d, Edge)
			b.o.Workers = 2
			off.Store(true)
			b.publish(one)
			visitors := b.edge()
			shows(t, visitors, one) // from then on it is in the edge's memory
			off.Store(false)
			for _, caps := range []Capabilities{Trusted(), {}} { // known, and probed first
				b.o.Caps = caps
				_, err = b.publisher().Publish(context.Background(), two.release(), nil, false)
				fails(t, err, "publish-"+c.kind, c.say, front.AccessKey, front.SecretKey)
			}
			b.o.Caps = Trusted()
			if _, err = b.publisher().Rollback(context.Background(), ""); err == nil {
				t.Error("it went back")
			}
			shows(t, visitors, one)
			off.Store(true)
			shows(t, b.edge(), one)
			b.publish(two)
			shows(t, b.edge(), two)
		})
	}
}

// fails: the error is a problem with these words, and shows no key.
func fails(t *testing.T, err error, code, say string, keys ...string) {
	t.Helper()
	told := problem(t, err, code)
	p := words.Of(err)
	text := strings.Join([]string{p.Title, p.Why, p.Safe, p.Next}, " ")
	if !strings.Contains(text, say) || p.Safe == "" {
		t.Errorf("%s says: %s", code, text)
	}
	shown := fmt.Sprintf("%s %v %+v %v %v", text, err, told, told.Args, told.Err)
	for _, key := range keys {
		if strings.Contains(shown, key) {
			t.Errorf("a key is shown: %s", shown)
		}
	}
}

// What passes by itself is no failure: each request meets the fault once, and
// the publish goes through.
func TestFaultsThatPass(t *testing.T) {
	server := storetest.Versity(t)
	for name, fault := range map[string]func(http.ResponseWriter, *http.Request) bool{
		"too much to do":    answer(503, "SlowDown", "Retry-After", "1"),
		"ill":               answer(500, "InternalError"),
		"cut in the middle": writes(cutOff),
		"a wrong region":    nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var n atomic.Int64
			front := server.Before(t, func(w http.ResponseWriter, r *http.Request) bool {
				return fault != nil && n.Add(1)%2 == 1 && fault(w, r)
			})
			config := s3.Config{Endpoint: front.Endpoint + "/" + front.Bucket + "/" + strings.ReplaceAll(name, " ", "-"), Bucket: front.Bucket,
				AccessKey: front.AccessKey, SecretKey: front.SecretKey}
			if fault == nil {
				config.Region = "eu-north-9"
			}
			d, err := s3.Open(config)
			if err != nil {
				t.Fatal(err)
			}
			b := newBench(t, d, Edge)
			b.o.Workers = 1
			b.publish(one)
			b.publish(two)
			shows(t, b.edge(), two)
		})
	}
}

// forgetful drops the tags of what it writes, as a proxy that takes headers
// away does, and counts what would be written over whatever is there.
type forgetful struct {
	store.Driver
	blind int
}

func (f *forgetful) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	if strings.HasSuffix(key, "/channels/live.json") && o.IfMatch == "" && !o.IfAbsent {
		f.blind++
	}
	_, err := f.Driver.Put(ctx, key, body, o)
	return "", err
}

// The switch never becomes unconditional because a tag got lost on its way.
func TestSwitchWithoutATag(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		d := &mem.Store{}
		f := &forgetful{Driver: d}
		b := newBench(t, f, delivery)
		b.publish(one)
		b.publish(two)
		if f.blind > 0 {
			t.Errorf("%s: the pointer was written %d times without a condition", delivery, f.blind)
		}
		shows(t, b.reader(d), two)
	}
}
