package s3_test

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

func config(s *storetest.Server) s3.Config {
	return s3.Config{Endpoint: s.Endpoint, Bucket: s.Bucket, AccessKey: s.AccessKey, SecretKey: s.SecretKey}
}

// Every test has its keys under a folder of its own, which the endpoint names.
func TestContract(t *testing.T) { contract(t, storetest.Versity(t)) }

func TestContractOnMinIO(t *testing.T) { contract(t, storetest.MinIO(t)) }

func contract(t *testing.T, server *storetest.Server) {
	storetest.Run(t, func(t *testing.T) store.Driver {
		c := config(server)
		c.Endpoint += "/" + c.Bucket + "/test-" + rand.Text() + "/below"
		d, err := s3.Open(c)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}, storetest.Options{})
}

// With the bucket in the host's name instead of the path.
func TestContractWithTheBucketInTheHost(t *testing.T) {
	server := storetest.Versity(t, "--virtual-domain", "storage.test")
	c := config(server)
	c.Endpoint, c.Style = "http://bakery.storage.test", "host"
	c.Transport = &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, strings.TrimPrefix(server.Endpoint, "http://"))
	}}
	storetest.Run(t, func(t *testing.T) store.Driver {
		d, err := s3.Open(c)
		if err != nil {
			t.Fatal(err)
		}
		if a := d.Address(); a.Host != "storage.test" || a.Bucket != "bakery" {
			t.Fatalf("%+v", a)
		}
		return storetest.Below(d, "test-"+rand.Text()+"/")
	}, storetest.Options{})
}
