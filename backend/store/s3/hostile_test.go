package s3_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/s3"
)

// endless answers with a head and then for ever, and counts what it could send.
func endless(t *testing.T, status int, head, again string, sent *atomic.Int64) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/xml")
		w.Header().Set("ETag", `"tag"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		w.WriteHeader(status)
		_, err := io.WriteString(w, head)
		more := []byte(strings.Repeat(again, 1+(64<<10)/len(again)))
		for err == nil && sent.Load() < 1<<30 {
			var n int
			n, err = w.Write(more)
			sent.Add(int64(n))
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// An answer without an end is read to a limit and no further, whatever it is
// the answer to.
func TestEndlessAnswers(t *testing.T) {
	ctx := context.Background()
	list := `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>`
	for name, c := range map[string]struct {
		status      int
		head, again string
		do          func(*s3.Store) error
	}{
		"an error":         {500, "<Error><Code>X</Code><Message>", "no ", func(d *s3.Store) error { _, err := d.Get(ctx, "k", store.GetOptions{}); return err }},
		"a refused write":  {403, "<Error><Code>X</Code><Message>", "no ", func(d *s3.Store) error { _, err := d.Put(ctx, "k", store.Bytes("x"), store.PutOptions{}); return err }},
		"a refused delete": {403, "<Error><Code>X</Code><Message>", "no ", func(d *s3.Store) error { return d.Delete(ctx, "k") }},
		"a list":           {200, list, "<Contents><Key>k</Key></Contents>", func(d *s3.Store) error { _, err := d.List(ctx, "", 10); return err }},
		"a name in a list": {200, list + "<Contents><Key>", "k", func(d *s3.Store) error { _, err := d.List(ctx, "", 10); return err }},
		"a copy":           {200, "<CopyObjectResult><ETag>", "k", func(d *s3.Store) error { return d.Copy(ctx, "j", "k", store.PutOptions{}) }},
		"a small object": {200, "", "k", func(d *s3.Store) error {
			_, _, err := store.New(d, store.Options{Attempts: 1}).Read(ctx, "k", 1<<20, store.GetOptions{})
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var sent atomic.Int64
			d := open(t, endless(t, c.status, c.head, c.again, &sent).URL)
			if err := c.do(d); err == nil {
				t.Error("taken")
			}
			if n := sent.Load(); n > 64<<20 {
				t.Errorf("%d MiB were read", n>>20)
			}
		})
	}
}

// A list whose pages go on for ever, with nothing on them.
func TestEndlessPages(t *testing.T) {
	var pages atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		_, _ = fmt.Fprintf(w, `<?xml version="1.0"?><ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>%d</NextContinuationToken></ListBucketResult>`, pages.Add(1))
	}))
	defer s.Close()
	if _, err := open(t, s.URL).List(context.Background(), "", 10); err == nil || pages.Load() > 100 {
		t.Errorf("%v after %d pages", err, pages.Load())
	}
}

// Names in a list that were not asked for are passed over.
func TestForeignNamesInAList(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		_, _ = io.WriteString(w, `<?xml version="1.0"?><ListBucketResult><Name>bakery</Name><IsTruncated>false</IsTruncated>`)
		for _, key := range []string{"", "x", "../../etc/passwd", "site/leases/../../up", "site/leases/a", "site/leases/", "elsewhere/leases/b"} {
			_, _ = io.WriteString(w, "<Contents><Key>"+key+"</Key><Size>1</Size></Contents>")
		}
		_, _ = io.WriteString(w, "</ListBucketResult>")
	}))
	defer s.Close()
	st := store.New(open(t, s.URL), store.Options{Prefix: "site/"})
	keys, err := st.List(context.Background(), "leases/", 100)
	if err != nil || strings.Join(keys, " ") != "leases/a" {
		t.Errorf("%q, %v", keys, err)
	}
}
