package secret

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/zalando/go-keyring"
)

const canary = "CANARY-do-not-show-0123456789"

// chain is a keychain in memory.
type chain struct {
	entries map[string]string
	err     error
	block   chan struct{}
}

func (c *chain) wait() error {
	if c.block != nil {
		<-c.block
	}
	return c.err
}

func (c *chain) Get(service, user string) (string, error) {
	if err := c.wait(); err != nil {
		return "", err
	}
	text, ok := c.entries[service+"\n"+user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return text, nil
}

func (c *chain) Set(service, user, password string) error {
	if err := c.wait(); err != nil {
		return err
	}
	c.entries[service+"\n"+user] = password
	return nil
}

func (c *chain) Delete(service, user string) error {
	if err := c.wait(); err != nil {
		return err
	}
	if _, ok := c.entries[service+"\n"+user]; !ok {
		return keyring.ErrNotFound
	}
	delete(c.entries, service+"\n"+user)
	return nil
}

func vault(t *testing.T, c *chain, env map[string]string) *Vault {
	return New(Options{Keychain: c, Env: func(name string) string { return env[name] }, Home: t.TempDir(), Timeout: time.Minute})
}

func code(err error) string {
	var d *diag.Diag
	if errors.As(err, &d) {
		return d.Code
	}
	return fmt.Sprint(err)
}

func TestKeepFindForget(t *testing.T) {
	c := &chain{entries: map[string]string{}}
	v := vault(t, c, nil)
	ctx := context.Background()
	if _, err := v.Find(ctx, Source{ID: "a"}); code(err) != Missing {
		t.Errorf("before: %v", err)
	}
	want := Keys{"AK", canary, ""}
	if err := v.Keep(ctx, "a", want); err != nil {
		t.Fatal(err)
	}
	if got, err := v.Find(ctx, Source{ID: "a"}); err != nil || got != want {
		t.Errorf("kept keys are not found: %v", err)
	}
	if _, err := v.Find(ctx, Source{ID: "b"}); code(err) != Missing {
		t.Errorf("another target: %v", err)
	}
	for range 2 {
		if err := v.Forget(ctx, "a"); err != nil {
			t.Errorf("forget: %v", err)
		}
	}
	if len(c.entries) != 0 {
		t.Error("an entry is left in the keychain")
	}
}

func TestWhereKeysComeFrom(t *testing.T) {
	c := &chain{entries: map[string]string{}}
	env := map[string]string{"AWS_ACCESS_KEY_ID": "aws", "AWS_SECRET_ACCESS_KEY": "s", "MY_AK": "mine", "MY_SK": "s"}
	v := vault(t, c, env)
	aws := filepath.Join(v.o.Home, ".aws")
	if err := os.Mkdir(aws, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(aws, "credentials"), "[default]\naws_access_key_id = d\n[bakery]\n# mine\naws_access_key_id=profile\naws_secret_access_key = a=b \n")
	write(t, filepath.Join(aws, "config"), "[profile  other]\nregion=x\naws_access_key_id=config\ns3 =\n  aws_access_key_id=nested\naws_secret_access_key=s\n")
	for _, c := range []struct {
		source Source
		access string
		code   string
	}{
		{Source{ID: "x"}, "aws", ""},
		{Source{ID: "x", AccessEnv: "MY_AK", SecretEnv: "MY_SK"}, "mine", ""},
		{Source{ID: "x", AccessEnv: "MY_AK", SecretEnv: "UNSET"}, "", Missing},
		{Source{ID: "x", Profile: "bakery"}, "profile", ""},
		{Source{ID: "x", Profile: "other"}, "config", ""},
		{Source{ID: "x", Profile: "default"}, "", BadProfile},
		{Source{ID: "x", Profile: "nobody"}, "", BadProfile},
	} {
		got, err := v.Find(context.Background(), c.source)
		if got.Access != c.access || c.code != "" && code(err) != c.code || c.code == "" && err != nil {
			t.Errorf("%+v: access key %q, %v; want %q, %s", c.source, got.Access, err, c.access, c.code)
		}
	}
	if got, _ := v.Find(context.Background(), Source{Profile: "bakery"}); got.Secret != "a=b" {
		t.Errorf("the secret was cut at its own sign: %q", got.Secret)
	}
	if err := v.Keep(context.Background(), "x", Keys{"kept", "s", ""}); err != nil {
		t.Fatal(err)
	}
	if got, _ := v.Find(context.Background(), Source{ID: "x"}); got.Access != "kept" {
		t.Errorf("the keychain comes before the AWS variables; got %q", got.Access)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestKeychainThatFails(t *testing.T) {
	ctx := context.Background()
	none := vault(t, &chain{err: errors.New("org.freedesktop.secrets was not provided by any .service files")}, nil)
	if err := none.Keep(ctx, "a", Keys{"AK", canary, ""}); code(err) != NoKeychain {
		t.Errorf("no keychain: %v", err)
	}
	if _, err := none.Find(ctx, Source{ID: "a"}); code(err) != NoKeychain {
		t.Errorf("no keychain: %v", err)
	}
	large := vault(t, &chain{err: keyring.ErrSetDataTooBig}, nil)
	if err := large.Keep(ctx, "a", Keys{"AK", canary, ""}); code(err) != TooLarge {
		t.Errorf("too large: %v", err)
	}
	block := make(chan struct{})
	defer close(block)
	locked := vault(t, &chain{block: block}, nil)
	locked.o.Timeout = time.Millisecond
	if _, err := locked.Find(ctx, Source{ID: "a"}); code(err) != Locked {
		t.Errorf("locked: %v", err)
	}
	over, cancel := context.WithCancel(ctx)
	cancel()
	locked.o.Timeout = time.Minute
	if err := locked.Forget(over, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Nothing that prints, logs or encodes keys may show them, and no error may.
func TestKeysAreNeverShown(t *testing.T) {
	k := Keys{canary, canary, canary}
	held := struct {
		Name string
		Keys Keys
		At   *Keys
	}{"target", k, &k}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+verb+verb, k, &k, held)
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("m", "keys", k, "held", held)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "keys", k, "held", held)
	data, err := json.Marshal(held)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(data)
	c := &chain{entries: map[string]string{service + "\na": `{"access":"` + canary + `","secret":5}`}}
	_, err = vault(t, c, nil).Find(context.Background(), Source{ID: "a"})
	fmt.Fprintf(&out, "%v %+v %#v", err, err, err)
	long := filepath.Join(t.TempDir(), "credentials")
	write(t, long, "[p]\naws_secret_access_key="+strings.Repeat(canary, 5000))
	v := vault(t, c, map[string]string{"AWS_SHARED_CREDENTIALS_FILE": long})
	_, err = v.Find(context.Background(), Source{Profile: "p"})
	if code(err) != BadProfile {
		t.Errorf("a line that is too long: %v", err)
	}
	fmt.Fprintf(&out, "%v %+v", err, errors.Unwrap(err))
	if strings.Contains(out.String(), canary) || strings.Contains(out.String(), fmt.Sprintf("%x", canary)) {
		t.Errorf("a key is shown in:\n%s", out.String())
	}
	// Positive control: the same ways show what is not hidden.
	type open Keys
	if shown := fmt.Sprintf("%+v", open(k)); !strings.Contains(shown, canary) {
		t.Errorf("the test would not see a key: %s", shown)
	}
}

// What is not set is named, and what is set is not.
func TestEmptyVariablesAreNamed(t *testing.T) {
	for want, set := range map[string]map[string]string{
		"the environment variables A and B": {},
		"the environment variable B":        {"A": "key"},
		"the environment variable A":        {"B": canary},
	} {
		v := New(Options{Env: func(name string) string { return set[name] }})
		_, err := v.Find(context.Background(), Source{AccessEnv: "A", SecretEnv: "B"})
		var d *diag.Diag
		if !errors.As(err, &d) || d.Code != Missing || d.Args["where"] != want {
			t.Errorf("%v: %v, want %s", set, err, want)
		}
	}
}
