package cli_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/pagewright/pagewright/backend/store/storetest"
)

// TestBucket runs the stories that publish to a real S3 server.
func TestBucket(t *testing.T) {
	server := storetest.Versity(t)
	p := params("testdata/bucket")
	common := p.Setup
	p.Setup = func(e *testscript.Env) error {
		for name, value := range map[string]string{
			"ENDPOINT": server.Endpoint, "BUCKET": server.Bucket, "KEY_A": server.AccessKey, "KEY_B": server.SecretKey, "WRONG": "wrong-key",
		} {
			e.Setenv(name, value)
		}
		return common(e)
	}
	testscript.Run(t, p)
}

// mostOf: most FILE FIELD N [OTHER] checks that a number in a JSON document is
// at most N, or at most N more than another one; ! most, that it is more.
func mostOf(ts *testscript.TestScript, neg bool, args []string) {
	var v map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	limit, err := strconv.ParseFloat(args[2], 64)
	ts.Check(err)
	if len(args) > 3 {
		more, _ := v[args[3]].(float64)
		limit += more
	}
	if got, ok := v[args[1]].(float64); !ok || (got > limit) != neg {
		ts.Fatalf("%s is %v, want at most %v", args[1], v[args[1]], limit)
	}
}

var controlIn = regexp.MustCompile(`control: ["']?(\.pagewright-[0-9a-f]+)`)

// prefixOf: prefix FILE puts the control prefix that site.yaml names into
// $CONTROL.
func prefixOf(ts *testscript.TestScript, neg bool, args []string) {
	found := controlIn.FindStringSubmatch(ts.ReadFile(args[0]))
	if found == nil {
		ts.Check(fmt.Errorf("%s has no control prefix", args[0]))
	}
	ts.Setenv("CONTROL", found[1])
}
