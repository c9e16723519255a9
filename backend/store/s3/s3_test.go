package s3_test

import (
	"crypto/rand"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

func config(s *storetest.Server) s3.Config {
	return s3.Config{Endpoint: s.Endpoint, Bucket: s.Bucket, AccessKey: s.AccessKey, SecretKey: s.SecretKey}
}

// below keeps every test's keys under a prefix of its own.
func TestContract(t *testing.T) {
	server := storetest.Versity(t)
	storetest.Run(t, func(t *testing.T) store.Driver {
		c := config(server)
		d, err := s3.Open(c)
		if err != nil {
			t.Fatal(err)
		}
		return storetest.Below(d, "test-"+rand.Text()+"/")
	}, storetest.Options{})
}
