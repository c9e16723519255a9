// Package s3 keeps objects in a bucket of any S3-compatible storage. It is the
// only importer of minio-go, and uses it with the options that were found to
// be safe on every server: no chunked signatures, no trailing checksums, MD5
// on every upload, a single request for every object, no repeats of its own.
//
// It never creates or configures a bucket and never asks for the bucket's
// region. Start with Open; address.go repairs what people type.
package s3

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/pagewright/pagewright/backend/store"
)

// Config says which bucket, and how to reach it.
type Config struct {
	Endpoint  string // "https://s3.example.com", as a person typed it; Repair says what is understood
	Region    string // empty: read from the endpoint, else us-east-1
	Bucket    string // empty: read from the endpoint
	Style     string // "path", "host", or empty: host for Amazon, path for others
	AccessKey string
	SecretKey string
	Session   string // session token of temporary keys; mostly empty

	Stall     time.Duration     // a connection on which nothing moves for this long is given up; 0 means 1 minute
	Transport http.RoundTripper // nil: one made for uploads; Stall is then its own affair
	Now       func() time.Time  // to compare the server's clock with; nil: time.Now
}

// Store is a driver over a bucket, or over the folder in it that the endpoint
// names. Safe for concurrent use.
type Store struct {
	address Address
	config  Config
	client  atomic.Pointer[minio.Core]
	region  atomic.Pointer[string]
	repairs atomic.Int32
}

// Open returns the driver. It makes no request; the error has the code
// store-address where no bucket can be made out.
func Open(c Config) (*Store, error) {
	address, err := Repair(c.Endpoint, c.Bucket, c.Region)
	if err != nil {
		return nil, err
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	c.AccessKey, c.SecretKey = strings.TrimSpace(c.AccessKey), strings.TrimSpace(c.SecretKey)
	if c.Transport == nil {
		if c.Transport, err = transport(address.Secure, c.Stall); err != nil {
			return nil, err
		}
	}
	s := &Store{address: address, config: c}
	return s, s.connect(address.Region)
}

// Address returns what the endpoint was understood as, with the region that
// was found to be right.
func (s *Store) Address() Address {
	a := s.address
	a.Region = *s.region.Load()
	return a
}

func (s *Store) connect(region string) error {
	client, err := minio.NewCore(s.address.Host, &minio.Options{
		Creds:           credentials.NewStaticV4(s.config.AccessKey, s.config.SecretKey, s.config.Session),
		Secure:          s.address.Secure,
		Transport:       watch{s.config.Transport, s.config.Now},
		Region:          region,
		BucketLookup:    lookup(s.config.Style, s.address.Host),
		TrailingHeaders: false,
		MaxRetries:      1,
	})
	if err != nil {
		return store.Fail(BadAddress, err, "endpoint", s.address.Host)
	}
	s.client.Store(client)
	s.region.Store(&region)
	return nil
}

func lookup(style, host string) minio.BucketLookupType {
	switch {
	case style == "host":
		return minio.BucketLookupDNS
	case style == "path":
		return minio.BucketLookupPath
	case strings.HasSuffix(host, ".amazonaws.com"), strings.HasSuffix(host, ".amazonaws.com.cn"):
		return minio.BucketLookupAuto
	}
	return minio.BucketLookupPath
}

// Get implements store.Driver.
func (s *Store) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	var options minio.GetObjectOptions
	if o.IfNoneMatch != "" {
		options.Set("If-None-Match", `"`+o.IfNoneMatch+`"`)
	}
	switch {
	case o.Length > 0:
		options.Set("Range", fmt.Sprintf("bytes=%d-%d", o.Offset, o.Offset+o.Length-1))
	case o.Offset > 0:
		options.Set("Range", fmt.Sprintf("bytes=%d-", o.Offset))
	}
	ctx, seen := look(ctx)
	body, info, header, err := s.client.Load().GetObject(ctx, s.address.Bucket, s.address.Prefix+key, options)
	if err != nil {
		if minio.ToErrorResponse(err).StatusCode == http.StatusRequestedRangeNotSatisfiable && o.Length > 0 && o.Offset == 0 {
			return &store.Object{Body: http.NoBody}, nil // the first bytes of an empty object
		}
		return nil, s.fail(ctx, err, seen, key)
	}
	if seen.isPage() {
		body.Close()
		return nil, s.noStorage(seen, key)
	}
	if (o.Offset > 0 || o.Length > 0) && header.Get("Content-Range") == "" && info.Size > o.Length {
		body.Close()
		return nil, store.Fail(store.Unsupported, errors.New("the server ignored a range"), "key", key)
	}
	object := &store.Object{Body: body, Size: info.Size, ETag: strings.Trim(header.Get("ETag"), `"`),
		Type: info.ContentType, CacheControl: header.Get("Cache-Control"), Modified: info.LastModified}
	if _, whole, ok := strings.Cut(header.Get("Content-Range"), "/"); ok {
		if _, err := fmt.Sscan(whole, &object.Size); err != nil {
			object.Size = -1
		}
	}
	return object, nil
}

// Put implements store.Driver.
func (s *Store) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	r, err := body.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	options := minio.PutObjectOptions{ContentType: o.Type, CacheControl: o.CacheControl,
		DisableContentSha256: true, SendContentMd5: true, DisableMultipart: true}
	if o.Sent != nil {
		options.Progress = sent(o.Sent)
	}
	if o.IfAbsent {
		options.SetMatchETagExcept("*")
	}
	if o.IfMatch != "" {
		options.SetMatchETag(o.IfMatch)
	}
	ctx, seen := look(ctx)
	info, err := s.client.Load().Client.PutObject(ctx, s.address.Bucket, s.address.Prefix+key, r, body.Size(), options)
	if err != nil {
		return "", s.fail(ctx, err, seen, key)
	}
	if seen.isPage() {
		return "", s.noStorage(seen, key)
	}
	return info.ETag, nil
}

// sent is told by minio-go of what it sends, as a reader of that much.
type sent func(bytes int)

// Read implements io.Reader.
func (s sent) Read(p []byte) (int, error) {
	s(len(p))
	return len(p), nil
}

// Copy implements store.Driver.
func (s *Store) Copy(ctx context.Context, from, to string, o store.PutOptions) error {
	ctx, seen := look(ctx)
	_, err := s.client.Load().Client.CopyObject(ctx,
		minio.CopyDestOptions{Bucket: s.address.Bucket, Object: s.address.Prefix + to, ReplaceMetadata: true,
			ContentType: o.Type, CacheControl: o.CacheControl},
		minio.CopySrcOptions{Bucket: s.address.Bucket, Object: s.address.Prefix + from})
	if err != nil {
		return s.fail(ctx, err, seen, to)
	}
	return nil
}

// Delete implements store.Driver.
func (s *Store) Delete(ctx context.Context, key string) error {
	ctx, seen := look(ctx)
	err := s.client.Load().RemoveObject(ctx, s.address.Bucket, s.address.Prefix+key, minio.RemoveObjectOptions{})
	if err == nil && seen.isPage() {
		return s.noStorage(seen, key)
	}
	if err == nil {
		return nil
	}
	if err := s.fail(ctx, err, seen, key); !store.Is(err, store.NotFound) {
		return err
	}
	return nil
}

// List implements store.Driver.
func (s *Store) List(ctx context.Context, prefix string, limit int) ([]string, error) {
	ctx, seen := look(ctx)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var keys []string
	objects := s.client.Load().Client.ListObjects(ctx, s.address.Bucket,
		minio.ListObjectsOptions{Prefix: s.address.Prefix + prefix, Recursive: true, MaxKeys: min(limit, 1000)})
	for o := range objects {
		if o.Err != nil {
			return nil, s.fail(ctx, o.Err, seen, prefix)
		}
		if keys = append(keys, strings.TrimPrefix(o.Key, s.address.Prefix)); len(keys) == limit {
			break
		}
	}
	return keys, nil
}
