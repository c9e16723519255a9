package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"reflect"

	"github.com/pagewright/pagewright/generator/diag"
)

// Codes of requests that the editor itself would not send.
const (
	CodeToken   = "app-token"      // the session token is missing or another
	CodeNoRoute = "app-no-route"   // there is nothing at this address
	CodeMethod  = "app-method"     // the address answers to another method
	CodeRequest = "app-request"    // the request can not be read
	CodeTooBig  = "app-too-large"  // the request's body is larger than is read
	CodeAddress = "app-bad-path"   // a path that is never served
	CodeNoShell = "app-no-shell"   // the editor was not built into the program
	maxJSON     = int64(8 << 20)   // bytes of a JSON request
	maxUpload   = int64(512 << 20) // bytes of an uploaded file
	// NameHeader carries the URL-encoded file name of media.upload.
	NameHeader = "X-Pagewright-Name"
)

// Call is a verb with the function behind it.
type Call struct {
	verb Verb
	do   func(ctx context.Context, r *http.Request) (any, error)
}

// On returns the call of the verb name. Its request is read from JSON and its
// answer written as JSON; an error becomes a Problem.
func On[Q, A any](name string, do func(context.Context, Q) (A, error)) Call {
	return Call{
		verb: verb[Q, A](name),
		do: func(ctx context.Context, r *http.Request) (any, error) {
			var q Q
			if err := readJSON(r, &q); err != nil {
				return nil, err
			}
			return do(ctx, q)
		},
	}
}

// OnFile returns a call whose request is the bytes of one file.
func OnFile[A any](name string, do func(ctx context.Context, fileName string, body io.Reader) (A, error)) Call {
	return Call{
		verb: Verb{Name: name, Answer: reflect.TypeFor[A]()},
		do: func(ctx context.Context, r *http.Request) (any, error) {
			fileName, err := url.PathUnescape(r.Header.Get(NameHeader))
			if err != nil || fileName == "" {
				return nil, refuse(CodeRequest, err)
			}
			a, err := do(ctx, fileName, http.MaxBytesReader(nil, r.Body, maxUpload))
			return a, tooBig(err)
		},
	}
}

func readJSON(r *http.Request, into any) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return refuse(CodeRequest, err)
	}
	d := json.NewDecoder(http.MaxBytesReader(nil, r.Body, maxJSON))
	if err := d.Decode(into); err != nil {
		if e := tooBig(err); e != err {
			return e
		}
		return refuse(CodeRequest, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return refuse(CodeRequest, err)
	}
	return nil
}

// tooBig gives the error of a body over its limit its code.
func tooBig(err error) error {
	var limit *http.MaxBytesError
	if errors.As(err, &limit) {
		return refuse(CodeTooBig, err)
	}
	return err
}

func refuse(code string, cause error) error {
	return &diag.Diag{Code: code, Severity: diag.Error, Err: cause}
}
