package storetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
)

func comesBack(t *testing.T, d store.Driver, o Options) {
	large := strings.Repeat("0123456789abcdef", 1<<17) // 2 MiB
	for key, text := range map[string]string{"a/one.html": "<p>one", "empty": "", "large.bin": large, "a/b/c/d": "deep"} {
		tag := put(t, d, key, text, store.PutOptions{Type: "text/x-test; charset=utf-8", CacheControl: "public, max-age=7"})
		got, object := read(t, d, key, store.GetOptions{})
		if got != text {
			t.Errorf("%s came back with %d bytes, want %d", key, len(got), len(text))
		}
		if object.Size != int64(len(text)) || object.ETag != tag || tag == "" {
			t.Errorf("%s: size %d, tag %q; put said %q", key, object.Size, object.ETag, tag)
		}
		if !o.NoTypes && (object.Type != "text/x-test; charset=utf-8" || object.CacheControl != "public, max-age=7") {
			t.Errorf("%s: type %q, caching %q", key, object.Type, object.CacheControl)
		}
	}
	before := put(t, d, "empty", "x", store.PutOptions{})
	if after := put(t, d, "empty", "y", store.PutOptions{}); after == before {
		t.Errorf("two contents have the tag %q", after)
	}
	if got, _ := read(t, d, "empty", store.GetOptions{}); got != "y" {
		t.Errorf("after an overwrite: %q", got)
	}
}

func notThere(t *testing.T, d store.Driver, _ Options) {
	_, err := d.Get(ctx, "nothing/here", store.GetOptions{})
	want(t, "get", err, store.NotFound)
	put(t, d, "folder/object", "x", store.PutOptions{})
	_, err = d.Get(ctx, "folder", store.GetOptions{})
	want(t, "get of a folder", err, store.NotFound)
	want(t, "copy", d.Copy(ctx, "nothing/here", "to", store.PutOptions{}), store.NotFound)
}

func parts(t *testing.T, d store.Driver, _ Options) {
	put(t, d, "digits", "0123456789", store.PutOptions{})
	for _, c := range []struct {
		o    store.GetOptions
		want string
	}{{store.GetOptions{Offset: 4}, "456789"}, {store.GetOptions{Length: 3}, "012"}, {store.GetOptions{Offset: 2, Length: 3}, "234"},
		{store.GetOptions{Offset: 8, Length: 9}, "89"}} {
		got, object := read(t, d, "digits", c.o)
		if got != c.want || object.Size != 10 {
			t.Errorf("%+v: %q of %d bytes, want %q of 10", c.o, got, object.Size, c.want)
		}
	}
}

func copies(t *testing.T, d store.Driver, o Options) {
	put(t, d, "from", "content", store.PutOptions{Type: "text/plain"})
	put(t, d, "deep/to", "old", store.PutOptions{Type: "text/plain"})
	if err := d.Copy(ctx, "from", "deep/to", store.PutOptions{Type: "text/html", CacheControl: "no-cache"}); err != nil {
		t.Fatalf("copy: %v", err)
	}
	got, object := read(t, d, "deep/to", store.GetOptions{})
	if got != "content" || !o.NoTypes && (object.Type != "text/html" || object.CacheControl != "no-cache") {
		t.Errorf("the copy is %q of type %q, caching %q", got, object.Type, object.CacheControl)
	}
}

func deletes(t *testing.T, d store.Driver, _ Options) {
	put(t, d, "a/gone", "x", store.PutOptions{})
	put(t, d, "a/stays", "y", store.PutOptions{})
	for range 2 { // what is not there is no error
		if err := d.Delete(ctx, "a/gone"); err != nil {
			t.Fatalf("delete: %v", err)
		}
	}
	_, err := d.Get(ctx, "a/gone", store.GetOptions{})
	want(t, "get of what is gone", err, store.NotFound)
	if got, _ := read(t, d, "a/stays", store.GetOptions{}); got != "y" {
		t.Errorf("its neighbour is %q", got)
	}
}

func lists(t *testing.T, d store.Driver, _ Options) {
	for _, key := range []string{"l/b", "l/a", "l/c/d", "lost", "l/é ü+%&="} {
		put(t, d, key, "x", store.PutOptions{})
	}
	keys, err := d.List(ctx, "l/", 10)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(keys) || len(keys) != 4 || keys[0] != "l/a" {
		t.Errorf("listed %q", keys)
	}
	if keys, err = d.List(ctx, "l/", 2); err != nil || len(keys) != 2 {
		t.Errorf("listed %q, %v; want two", keys, err)
	}
	if keys, err = d.List(ctx, "none/", 2); err != nil || len(keys) != 0 {
		t.Errorf("listed %q, %v; want none", keys, err)
	}
}

// Names are keys that every place must keep apart and give back.
var Names = []string{"plain", "with space/and+plus", "per%cent/%2e", "umlaut-ä-é", "日本/語.html", "a&b=c;d@e,f!g~h'i(j)k", "UPPER/lower", "dots...in.the.middle"}

func names(t *testing.T, d store.Driver, _ Options) {
	for _, key := range Names {
		put(t, d, key, "content of "+key, store.PutOptions{})
	}
	for _, key := range Names {
		if got, _ := read(t, d, key, store.GetOptions{}); got != "content of "+key {
			t.Errorf("%q holds %q", key, got)
		}
	}
}

func notModified(t *testing.T, d store.Driver, _ Options) {
	tag := put(t, d, "polled", "one", store.PutOptions{})
	_, err := d.Get(ctx, "polled", store.GetOptions{IfNoneMatch: tag})
	want(t, "poll", err, store.NotModified)
	put(t, d, "polled", "two", store.PutOptions{})
	if got, _ := read(t, d, "polled", store.GetOptions{IfNoneMatch: tag}); got != "two" {
		t.Errorf("polled %q", got)
	}
}
