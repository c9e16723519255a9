// Package secret finds and keeps the keys of storages: in the system's
// keychain, in environment variables, in the profile files of the AWS tools.
//
// It never writes a key anywhere but into the keychain, and no error, log line
// or JSON document that holds Keys shows them. What a person wants kept only
// while the program runs is held in memory. Start with Find.
package secret

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/zalando/go-keyring"
)

// The codes of this package.
const (
	NoKeychain = "secret-no-keychain" // this computer has none, or none for this session
	Locked     = "secret-locked"      // no answer in time: it waits for the person
	Missing    = "secret-missing"     // no keys where they were looked for; Args: where
	TooLarge   = "secret-too-large"   // the keychain takes no entry of this length
	BadProfile = "secret-profile"     // Args: profile, file
)

// Keys open a storage. Printing them in any way shows nothing of them.
type Keys struct {
	Access  string
	Secret  string
	Session string // token of temporary keys; mostly empty
}

const hidden = "(hidden)"

// String implements fmt.Stringer without showing a key.
func (Keys) String() string { return hidden }

// GoString implements fmt.GoStringer without showing a key.
func (Keys) GoString() string { return hidden }

// Format implements fmt.Formatter: no verb shows a key.
func (Keys) Format(f fmt.State, _ rune) { fmt.Fprint(f, hidden) }

// LogValue implements slog.LogValuer without showing a key.
func (Keys) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalJSON implements json.Marshaler without showing a key.
func (Keys) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

// complete reports whether both halves are there.
func (k Keys) complete() bool { return k.Access != "" && k.Secret != "" }

// Source says where the keys of one target are.
type Source struct {
	ID        string // of the target, unique on this computer: the keychain's entry
	AccessEnv string // names of environment variables; given: nothing else is looked at
	SecretEnv string
	Profile   string // name in the AWS profile files; given: likewise
}

// Keychain is the system's keychain. Get returns an error that wraps
// keyring.ErrNotFound where there is no such entry. Calls may block.
type Keychain interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

// Options says where to look. The zero value is right for real use.
type Options struct {
	Keychain Keychain            // nil: the system's
	Env      func(string) string // nil: os.Getenv
	Home     string              // empty: the person's home folder
	Timeout  time.Duration       // for one call of the keychain; 0 means 5 s
}

// Vault finds and keeps keys. Safe for concurrent use.
type Vault struct {
	o Options

	mu   sync.Mutex
	held map[string]Keys // by target, until the program closes
}

// New returns a vault. Nothing is opened yet.
func New(o Options) *Vault {
	if o.Keychain == nil {
		o.Keychain = system{}
	}
	if o.Env == nil {
		o.Env = os.Getenv
	}
	if o.Home == "" {
		o.Home, _ = os.UserHomeDir()
	}
	if o.Timeout <= 0 {
		o.Timeout = 5 * time.Second
	}
	return &Vault{o: o, held: map[string]Keys{}}
}

// service names our entries in the keychain.
const service = "Pagewright storage keys"

// empty names the environment variables that a key was not found in.
func (s Source) empty(k Keys) string {
	switch {
	case k.Access == "" && k.Secret == "" && s.AccessEnv != "" && s.SecretEnv != "":
		return "the environment variables " + s.AccessEnv + " and " + s.SecretEnv
	case k.Access == "" && s.AccessEnv != "", s.SecretEnv == "":
		return "the environment variable " + s.AccessEnv
	}
	return "the environment variable " + s.SecretEnv
}

// Find returns the keys of a target: from the environment variables that it
// names, else from the profile that it names, else those that are held for it,
// else from the keychain, else from the AWS tools' own variables. The error has
// the code Missing where all of these are empty.
func (v *Vault) Find(ctx context.Context, s Source) (Keys, error) {
	switch {
	case s.AccessEnv != "" || s.SecretEnv != "":
		keys := Keys{Access: v.o.Env(s.AccessEnv), Secret: v.o.Env(s.SecretEnv)}
		if s.AccessEnv == AWSAccess && s.SecretEnv == AWSSecret { // temporary keys come with a token
			keys.Session = v.o.Env(awsSession)
		}
		if !keys.complete() {
			return Keys{}, fail(Missing, nil, "where", s.empty(keys))
		}
		return keys, nil
	case s.Profile != "":
		return v.profile(s.Profile)
	}
	if keys, ok := v.holds(s.ID); ok {
		return keys, nil
	}
	keys, err := v.kept(ctx, s.ID)
	if err == nil {
		return keys, nil
	}
	keys = Keys{v.o.Env(AWSAccess), v.o.Env(AWSSecret), v.o.Env(awsSession)}
	if keys.complete() {
		return keys, nil
	}
	return Keys{}, err
}

// kept reads a target's entry of the keychain.
func (v *Vault) kept(ctx context.Context, id string) (Keys, error) {
	var text string
	err := v.call(ctx, func() (err error) {
		text, err = v.o.Keychain.Get(service, id)
		return err
	})
	if errors.Is(err, keyring.ErrNotFound) {
		return Keys{}, fail(Missing, nil, "where", "the keychain")
	}
	if err != nil {
		return Keys{}, err
	}
	var e entry
	if json.Unmarshal([]byte(text), &e) != nil || e.Access == "" || e.Secret == "" { // the cause would quote the entry
		return Keys{}, fail(Missing, errors.New("the entry of the keychain can not be read"), "where", "the keychain")
	}
	return Keys(e), nil
}

// entry is Keys as the keychain has them.
type entry struct {
	Access  string `json:"access"`
	Secret  string `json:"secret"`
	Session string `json:"session,omitempty"`
}

// Keep writes a target's keys to the keychain, and nowhere else. Keys that were
// held for it are let go of.
func (v *Vault) Keep(ctx context.Context, id string, k Keys) error {
	text, err := json.Marshal(entry(k))
	if err != nil {
		return errors.New("keys can not be encoded")
	}
	err = v.call(ctx, func() error { return v.o.Keychain.Set(service, id, string(text)) })
	if errors.Is(err, keyring.ErrSetDataTooBig) {
		return fail(TooLarge, nil)
	}
	if err == nil {
		v.letGo(id)
	}
	return err
}

// Forget removes a target's keys from memory and from the keychain. That there
// are none is no error.
func (v *Vault) Forget(ctx context.Context, id string) error {
	v.letGo(id)
	err := v.call(ctx, func() error { return v.o.Keychain.Delete(service, id) })
	if errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return err
}

// call runs one call of the keychain and gives up waiting for it after the
// time-out: a locked keychain asks the person and blocks until they answer.
// The call itself can not be ended and is left behind.
func (v *Vault) call(ctx context.Context, do func() error) error {
	ctx, cancel := context.WithTimeout(ctx, v.o.Timeout)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		if err == nil || errors.Is(err, keyring.ErrNotFound) || errors.Is(err, keyring.ErrSetDataTooBig) {
			return err
		}
		return fail(NoKeychain, err)
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.Canceled) {
			return ctx.Err()
		}
		return fail(Locked, ctx.Err())
	}
}

// system is the keychain of the operating system.
type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, password string) error { return keyring.Set(service, user, password) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }

func fail(code string, cause error, args ...string) error {
	d := &diag.Diag{Code: code, Severity: diag.Error, Err: cause, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		d.Args[args[i]] = args[i+1]
	}
	return d
}
