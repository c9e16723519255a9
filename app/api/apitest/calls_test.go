package apitest_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/api/apitest"
)

// TestEveryVerbHasItsCall asks for every verb that there is: the API refuses a
// list that lacks one, or has one of other types, and each call tells that it
// was reached, by its own name.
func TestEveryVerbHasItsCall(t *testing.T) {
	var reached []string
	server, err := api.New(api.Options{
		Token: "token", Shell: fstest.MapFS{"index.html": {Data: []byte("<head></head>")}},
		Calls:   apitest.Calls(func(name string) { reached = append(reached, name) }),
		Explain: func(err error) api.Problem { return api.Problem{Title: err.Error()} },
	})
	if err != nil {
		t.Fatalf("this package has to follow api.Verbs: %v", err)
	}
	var want []string
	for _, v := range api.Verbs() {
		want = append(want, v.Name)
		r := httptest.NewRequest("POST", "http://wails.localhost/api/"+v.Name, strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(api.TokenHeader, "token")
		r.Header.Set(api.NameHeader, "a.png")
		server.ServeHTTP(httptest.NewRecorder(), r)
	}
	if !slices.Equal(reached, want) {
		t.Errorf("reached %v\nwant %v", reached, want)
	}
}
