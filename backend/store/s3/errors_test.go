package s3_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/generator/diag"
)

// answering is a server that answers everything in one way.
func answering(t *testing.T, status int, code string, headers ...string) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		if code != "" {
			fmt.Fprintf(w, `<Error><Code>%s</Code><Message>about CANARY-ACCESS and CANARY-SECRET</Message></Error>`, code)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func open(t *testing.T, endpoint string) *s3.Store {
	t.Helper()
	d, err := s3.Open(s3.Config{Endpoint: endpoint, Bucket: "bakery", AccessKey: "CANARY-ACCESS", SecretKey: "CANARY-SECRET", Session: "CANARY-SESSION"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every answer has its code, for each kind of call, and no error holds a key.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		status int
		answer string
		want   string
	}{
		{404, "NoSuchKey", store.NotFound}, {404, "", store.NotFound}, {404, "NoSuchBucket", store.NoBucket},
		{403, "AccessDenied", store.Denied}, {403, "", store.Denied}, {401, "Whatever", store.Denied},
		{403, "InvalidAccessKeyId", store.UnknownKey}, {404, "XAdminUserNotFound", store.UnknownKey}, {400, "ExpiredToken", store.UnknownKey},
		{403, "SignatureDoesNotMatch", store.WrongSecret}, {403, "RequestTimeTooSkewed", store.ClockSkew},
		{412, "PreconditionFailed", store.Precondition}, {409, "ConditionalRequestConflict", store.Conflict},
		{409, "ObjectParentIsFile", store.BadName}, {503, "SlowDown", store.Busy}, {503, "", store.Busy}, {429, "", store.Busy},
		{500, "InternalError", store.Busy}, {502, "", store.Busy}, {504, "", store.Busy},
		{501, "NotImplemented", store.Unsupported}, {405, "MethodNotAllowed", store.Unsupported},
		{507, "", store.NoSpace}, {400, "XMinioStorageFull", store.NoSpace}, {418, "Teapot", store.Failed},
	} {
		d := open(t, answering(t, c.status, c.answer).URL)
		_, get := d.Get(context.Background(), "k", store.GetOptions{})
		_, put := d.Put(context.Background(), "k", store.Bytes("x"), store.PutOptions{})
		cp := d.Copy(context.Background(), "j", "k", store.PutOptions{})
		_, list := d.List(context.Background(), "k", 1)
		for op, err := range map[string]error{"get": get, "put": put, "copy": cp, "list": list} {
			want := c.want
			if c.answer == "" && c.status == 404 && op == "list" { // a list has no key that could be missing
				want = store.NoBucket
			}
			if !store.Is(err, want) {
				t.Errorf("%d %s: %s: %v, want %s", c.status, c.answer, op, err, want)
			}
			shown := fmt.Sprintf("%v|%+v|%#v", err, err, err)
			var d *diag.Diag
			if errors.As(err, &d) {
				shown += fmt.Sprint(d.Args, d.Err)
			}
			if strings.Contains(shown, "CANARY") {
				t.Errorf("%d %s: %s: a key is shown: %s", c.status, c.answer, op, shown)
			}
		}
	}
}

func TestRetryAfter(t *testing.T) {
	d := open(t, answering(t, 503, "SlowDown", "Retry-After", "7").URL)
	var waits []time.Duration
	st := store.New(d, store.Options{Attempts: 3, Sleep: func(ctx context.Context, d time.Duration) error {
		waits = append(waits, d)
		return nil
	}})
	_, err := st.PutBytes(context.Background(), "k", []byte("x"), store.PutOptions{})
	if !store.Is(err, store.Busy) || fmt.Sprint(waits) != "[7s 7s]" || st.Requests() != 3 {
		t.Errorf("%v after waiting %v, %d requests", err, waits, st.Requests())
	}
}

// The server names another region: the next attempt is signed for it.
func TestRegionIsRepaired(t *testing.T) {
	for name, answer := range map[string]func(w http.ResponseWriter){
		"in the body": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region is wrong</Message><Region>eu-north-9</Region></Error>`)
		},
		"in the message": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region 'us-east-1' is wrong; expecting 'eu-north-9'</Message></Error>`)
		},
		"in a header": func(w http.ResponseWriter) {
			w.Header().Set("X-Amz-Bucket-Region", "eu-north-9")
			w.WriteHeader(http.StatusMovedPermanently)
			fmt.Fprint(w, `<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>`)
		},
	} {
		var wrong atomic.Int32
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.Contains(r.Header.Get("Authorization"), "/eu-north-9/s3/") {
				wrong.Add(1)
				answer(w)
				return
			}
			w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
			fmt.Fprint(w, "content")
		}))
		defer s.Close()
		d := open(t, s.URL)
		st := store.New(d, store.Options{Sleep: func(context.Context, time.Duration) error { return nil }})
		for range 2 {
			if data, _, err := st.Read(context.Background(), "k", 100, store.GetOptions{}); err != nil || string(data) != "content" {
				t.Errorf("%s: %q, %v", name, data, err)
			}
		}
		if wrong.Load() != 1 || d.Address().Region != "eu-north-9" {
			t.Errorf("%s: %d attempts for the wrong region, now %q", name, wrong.Load(), d.Address().Region)
		}
	}
}

// What minio-go sends must be plain: no chunked signature, no trailer, an MD5,
// and conditions as they are.
func TestWhatIsSent(t *testing.T) {
	var got *http.Request
	var body string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		got, body = r, string(data)
		w.Header().Set("ETag", `"tag"`)
	}))
	defer s.Close()
	for _, o := range []store.PutOptions{{IfAbsent: true, Type: "text/html; charset=utf-8", CacheControl: "no-store"}, {IfMatch: "tag", Type: "text/html; charset=utf-8", CacheControl: "no-store"}} {
		if _, err := open(t, s.URL).Put(context.Background(), "a/ä b.html", store.Bytes("hello"), o); err != nil {
			t.Fatal(err)
		}
		h := got.Header
		for name, want := range map[string]string{"Content-Type": o.Type, "Cache-Control": o.CacheControl, "Content-Md5": "XUFAKrxLKna5cZ2REBfFkg==",
			"X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD", "Content-Encoding": "", "X-Amz-Trailer": "", "X-Amz-Decoded-Content-Length": "",
			"If-None-Match": map[bool]string{true: "*"}[o.IfAbsent], "If-Match": map[bool]string{true: `"tag"`}[o.IfMatch != ""], "X-Amz-Acl": ""} {
			if h.Get(name) != want {
				t.Errorf("%s is %q, want %q", name, h.Get(name), want)
			}
		}
		if body != "hello" || got.ContentLength != 5 || got.URL.Path != "/bakery/a/ä b.html" {
			t.Errorf("sent %q of %d bytes to %s", body, got.ContentLength, got.URL.Path)
		}
	}
}

// A server that takes nothing any more, says nothing any more, or stops in the
// middle of an answer is given up.
func TestStalledConnections(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/bakery/half" {
			w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("half"))
			_ = http.NewResponseController(w).Flush()
		}
		<-release
	}))
	defer s.Close()
	defer close(release)
	d, err := s3.Open(s3.Config{Endpoint: s.URL, Bucket: "bakery", AccessKey: "a", SecretKey: "b", Stall: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Put(context.Background(), "large", store.Bytes(make([]byte, 64<<20)), store.PutOptions{}); !store.Is(err, store.Unreachable) {
		t.Errorf("it takes nothing: %v", err)
	}
	if _, err := d.Get(context.Background(), "silent", store.GetOptions{}); !store.Is(err, store.Unreachable) {
		t.Errorf("it says nothing: %v", err)
	}
	// Here something has to come in time first, on a machine that may be busy.
	if d, err = s3.Open(s3.Config{Endpoint: s.URL, Bucket: "bakery", AccessKey: "a", SecretKey: "b", Stall: 3 * time.Second}); err != nil {
		t.Fatal(err)
	}
	o, err := d.Get(context.Background(), "half", store.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Body.Close()
	if data, err := io.ReadAll(o.Body); err == nil || string(data) != "half" {
		t.Errorf("it stops in the middle: %q, %v", data, err)
	}
}

func TestIgnoredRangeIsNoticed(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
		fmt.Fprint(w, "0123456789")
	}))
	defer s.Close()
	if _, err := open(t, s.URL).Get(context.Background(), "k", store.GetOptions{Offset: 5}); !store.Is(err, store.Unsupported) {
		t.Errorf("%v", err)
	}
}

func TestRepair(t *testing.T) {
	for _, c := range []struct {
		endpoint, bucket, region string
		want                     s3.Address
	}{
		{"https://s3.eu-central-1.amazonaws.com", "b", "", s3.Address{"s3.eu-central-1.amazonaws.com", true, "eu-central-1", "b", ""}},
		{"s3.eu-central-1.amazonaws.com/b", "", "", s3.Address{"s3.eu-central-1.amazonaws.com", true, "eu-central-1", "b", ""}},
		{" https://my.site.s3.eu-west-3.amazonaws.com/ ", "", "", s3.Address{"s3.eu-west-3.amazonaws.com", true, "eu-west-3", "my.site", ""}},
		{"https://s3.amazonaws.com", "b", "ap-south-1", s3.Address{"s3.ap-south-1.amazonaws.com", true, "ap-south-1", "b", ""}},
		{"s3://b/some/where", "", "", s3.Address{"s3.amazonaws.com", true, "us-east-1", "b", "some/where/"}},
		{"https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/b", "", "", s3.Address{"0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com", true, "auto", "b", ""}},
		{"bakery.nyc3.digitaloceanspaces.com", "", "", s3.Address{"nyc3.digitaloceanspaces.com", true, "nyc3", "bakery", ""}},
		{"https://b.fsn1.your-objectstorage.com", "b", "", s3.Address{"fsn1.your-objectstorage.com", true, "fsn1", "b", ""}},
		{"https://s3.fr-par.scw.cloud/b/", "b", "", s3.Address{"s3.fr-par.scw.cloud", true, "fr-par", "b", ""}},
		{"127.0.0.1:7070", "b", "", s3.Address{"127.0.0.1:7070", false, "us-east-1", "b", ""}},
		{"localhost:9000/b", "", "", s3.Address{"localhost:9000", false, "us-east-1", "b", ""}},
		{"https://MINIO.example.com:9000", "b", "here", s3.Address{"minio.example.com:9000", true, "here", "b", ""}},
		{"https://b.storage.example.com", "b", "", s3.Address{"storage.example.com", true, "us-east-1", "b", ""}},
	} {
		got, err := s3.Repair(c.endpoint, c.bucket, c.region)
		if err != nil || got != c.want {
			t.Errorf("%q %q: %+v, %v; want %+v", c.endpoint, c.bucket, got, err, c.want)
		}
	}
	for _, bad := range []string{"", "https://", "https://key:CANARY-SECRET@s3.example.com/b", "https://s3.example.com", "://"} {
		_, err := s3.Repair(bad, "", "")
		if !store.Is(err, s3.BadAddress) || strings.Contains(fmt.Sprint(err, errors.Unwrap(err)), "CANARY") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
