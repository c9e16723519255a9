package badinput

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

// bucket is where a site is to be published in these tests.
type bucket struct{ endpoint, name, access, secret string }

// toBucket makes a site whose only target is the bucket.
func (d *desk) toBucket(b bucket) {
	d.Helper()
	d.write("shop/site.yaml", fmt.Sprintf(`title: Shop
language: en
id: a-shop
publish:
  control: .pagewright-0123456789abcdef/
  targets:
    - {name: cloud, label: Cloud, driver: s3, endpoint: %q, bucket: %q, region: us-east-1, style: path, accessKeyEnv: SHOP_ACCESS, secretKeyEnv: SHOP_SECRET}
`, b.endpoint, b.name))
	d.write("shop/content/index.md", "---\ntitle: Home\n---\nWelcome.\n")
	d.env = []string{"SHOP_ACCESS=" + b.access, "SHOP_SECRET=" + b.secret}
}

// storages are the ways in which a storage does not work, and the words for
// each.
func storages(t *testing.T) map[string]struct {
	bucket
	code  string
	words []string
} {
	s := storetest.Versity(t)
	right := bucket{s.Endpoint, s.Bucket, s.AccessKey, s.SecretKey}
	with := func(change func(*bucket)) bucket {
		b := right
		change(&b)
		return b
	}
	nobody := "127.0.0.1:" + closedPort(t)
	type row = struct {
		bucket
		code  string
		words []string
	}
	return map[string]row{
		"wrong access key": {with(func(b *bucket) { b.access = "CANARY-ACCESS" }), "publish-key-unknown",
			[]string{"does not know this access key", "Copy the access key"}},
		"wrong secret key": {with(func(b *bucket) { b.secret = "CANARY-SECRET" }), "publish-secret-wrong",
			[]string{"The secret key does not belong to this access key", "paste both"}},
		"no such bucket": {with(func(b *bucket) { b.name = "butcher" }), "publish-no-bucket",
			[]string{`There is no bucket named "butcher" at 127.0.0.1`, "Check the name"}},
		"nobody answers": {with(func(b *bucket) { b.endpoint = "http://" + nobody }), "publish-unreachable",
			[]string{"There was no answer from " + nobody, "Check your network connection"}},
		"no such computer": {with(func(b *bucket) { b.endpoint = "http://storage.invalid" }), "publish-unreachable",
			[]string{"There was no answer from storage.invalid", "typing mistake"}},
		"clock three hours behind": {with(func(b *bucket) { b.endpoint = clockOff(t, s.Endpoint, 3*time.Hour) }), "publish-clock-skew",
			[]string{"The clock of this computer is 3 hours behind", "Turn on automatic time"}},
		"clock three hours ahead": {with(func(b *bucket) { b.endpoint = clockOff(t, s.Endpoint, -3*time.Hour) }), "publish-clock-skew",
			[]string{"The clock of this computer is 3 hours ahead"}},
	}
}

// TestStorage publishes to storages that do not work, by command and by the
// API: the same cause has the same words, the site keeps every byte, and a key
// is never said.
func TestStorage(t *testing.T) {
	for name, c := range storages(t) {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.toBucket(c.bucket)
			before := d.files("shop")
			d.fails(append(c.words, "The site was not published.", "Visitors still see"), "publish", "shop")
			if c.code != "publish-unreachable" { // each of these waits for an answer
				d.fails(c.words, "publish", "shop", "--json")
				d.fails(append(c.words, "The storage could not be used.", "Nothing was changed there."), "releases", "shop")
				d.fails(append(c.words, "Nothing was changed there."), "target", "probe", "shop", "cloud")
			}
			d.good("check", "shop")
			d.good("build", "shop", "--out", "out")

			e := d.serve("shop")
			last := e.published("cloud")
			if last.Phase != "failed" || last.Problem == nil {
				t.Fatalf("%+v", last)
			}
			e.isProblem(*last.Problem, c.code)
			if said := fmt.Sprint(*last.Problem); strings.Contains(said, "CANARY") {
				t.Errorf("a key is said: %s", said)
			}
			if c.code != "publish-unreachable" {
				e.refused("publish.plan", api.TargetRequest{Target: "cloud"}, c.code)
				e.refused("target.probe", api.TargetRequest{Target: "cloud"}, strings.Replace(c.code, "publish-", "store-", 1))
			}
			if status, _ := e.get("/canvas/page?path=content/index.md"); status != http.StatusOK {
				t.Errorf("the page can not be edited: %d", status)
			}
			d.same("the site", before, d.files("shop"))
		})
	}
}

// TestStorageAgain is the control of TestStorage: the same site, the right key
// and clock. Then the network goes away, and visitors still see what they saw.
func TestStorageAgain(t *testing.T) {
	s := storetest.Versity(t)
	d := newDesk(t)
	right := bucket{clockOff(t, s.Endpoint, 0), s.Bucket, s.AccessKey, s.SecretKey}
	d.toBucket(right)
	d.good("publish", "shop")
	bucketBefore := (&desk{T: t}).files(s.Folder)
	d.write("ops", insert)
	d.good("edit", "shop", "--ops", "ops")
	changed := d.files("shop")
	for name, change := range map[string]func(*bucket){
		"clock":   func(b *bucket) { b.endpoint = clockOff(t, s.Endpoint, 3*time.Hour) },
		"secret":  func(b *bucket) { b.secret = "another-secret-key" },
		"network": func(b *bucket) { b.endpoint = "http://127.0.0.1:" + closedPort(t) },
	} {
		b := right
		change(&b)
		d.env = []string{"SHOP_ACCESS=" + b.access, "SHOP_SECRET=" + b.secret}
		d.write("shop/site.yaml", strings.Replace(changed["site.yaml"], right.endpoint, b.endpoint, 1))
		d.fails([]string{"The site was not published."}, "publish", "shop")
		d.write("shop/site.yaml", changed["site.yaml"])
		d.same(name+": the bucket", bucketBefore, (&desk{T: t}).files(s.Folder))
		d.same(name+": the site", changed, d.files("shop"))
	}
	d.env = []string{"SHOP_ACCESS=" + right.access, "SHOP_SECRET=" + right.secret}
	if again := d.good("publish", "shop", "--json"); d.field(again.out, "switched") != "true" {
		t.Errorf("not published in the end: %s", again.out)
	}
}

// closedPort returns a port of this computer at which nobody answers.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// clockOff is a storage whose clock is off by this much against ours. It
// refuses as S3 does what is dated more than a quarter of an hour from its own
// time, before it looks at the signature; all else it leaves to the storage
// behind it.
func clockOff(t *testing.T, behind string, off time.Duration) string {
	t.Helper()
	to, err := url.Parse(behind)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to); r.Out.Host = r.In.Host }}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := time.Now().Add(off)
		sent, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
		if apart := now.Sub(sent); err == nil && apart.Abs() < 15*time.Minute {
			proxy.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Date", now.UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusForbidden)
		_, _ = fmt.Fprint(w, `<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message></Error>`)
	}))
	t.Cleanup(sync.OnceFunc(s.Close))
	return s.URL
}
