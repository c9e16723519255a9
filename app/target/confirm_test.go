package target

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
)

// entries is a keychain in memory.
type entries map[string]string

func (e entries) Get(_, user string) (string, error) {
	if text, ok := e[user]; ok {
		return text, nil
	}
	return "", keyring.ErrNotFound
}
func (e entries) Set(_, user, text string) error { e[user] = text; return nil }
func (e entries) Delete(_, user string) error {
	if _, ok := e[user]; !ok {
		return keyring.ErrNotFound
	}
	delete(e, user)
	return nil
}

// listener is a storage of a stranger, who reads all that is sent to it.
type listener struct {
	mu   sync.Mutex
	said strings.Builder
}

func (l *listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = r.Header.Write(&l.said)
	w.WriteHeader(http.StatusForbidden)
}

func (l *listener) heard(text string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Contains(l.said.String(), text)
}

// computer is what a person has on theirs.
type computer struct {
	home  *place.Place
	vault *secret.Vault
}

func newComputer(t *testing.T) computer {
	t.Helper()
	home, err := place.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	person := t.TempDir()
	if err := os.Mkdir(filepath.Join(person, ".aws"), 0o700); err != nil {
		t.Fatal(err)
	}
	profile := "[work]\naws_access_key_id = CANARY-PROFILE\naws_secret_access_key = s\naws_session_token = CANARY-SESSION\n"
	if err := os.WriteFile(filepath.Join(person, ".aws", "credentials"), []byte(profile), 0o600); err != nil {
		t.Fatal(err)
	}
	vars := map[string]string{
		"GITHUB_TOKEN": "CANARY-TOKEN", "AWS_SECRET_ACCESS_KEY": "CANARY-SECRET", "OTHER_SECRET": "x",
		"SHOP_ACCESS_KEY": "CANARY-SHOP", "SHOP_SECRET_KEY": "s",
	}
	return computer{home, secret.New(secret.Options{Keychain: entries{}, Env: func(n string) string { return vars[n] }, Home: person})}
}

// site is a site with one target, which its files name.
func (c computer) site(t content.Target) *Book {
	return &Book{Home: c.home, Vault: c.vault, Site: "a-shop", Settings: func() *content.Config {
		return &content.Config{Publish: content.Publish{Control: ".pagewright-0123456789abcdef/", Targets: []content.Target{t}}}
	}}
}

// use opens the site's target and asks it for something.
func use(t *testing.T, b *Book) error {
	t.Helper()
	p, err := b.Open(context.Background(), b.List()[0], Options{})
	if err != nil {
		return err
	}
	_, err = p.Publisher.Releases(context.Background())
	return errors.Join(err, p.Close())
}

func codeOf(err error) string {
	var d *diag.Diag
	if errors.As(err, &d) {
		return d.Code
	}
	return ""
}

// A site of somebody else names a storage of theirs, and things of this
// computer as the keys to it.
func TestKeysAreNotLentToAPlaceThatOnlyASiteNames(t *testing.T) {
	for name, row := range map[string]struct {
		access, secret, profile string
		code, canary            string
	}{
		"a token as the key's id":  {"GITHUB_TOKEN", "OTHER_SECRET", "", CodeUnconfirmed, "CANARY-TOKEN"},
		"a secret as the key's id": {"AWS_SECRET_ACCESS_KEY", "OTHER_SECRET", "", CodeUnconfirmed, "CANARY-SECRET"},
		"a profile":                {"", "", "work", CodeUnconfirmed, "CANARY-PROFILE"},
		"a pair of keys":           {"SHOP_ACCESS_KEY", "SHOP_SECRET_KEY", "", "publish-access-denied", ""}, // as build machines give them
	} {
		t.Run(name, func(t *testing.T) {
			stranger := &listener{}
			server := httptest.NewServer(stranger)
			defer server.Close()
			target := content.Target{
				Name: "cloud", Driver: Bucket, Endpoint: server.URL, Bucket: "shop", Region: "us-east-1", Style: "path",
				AccessKeyEnv: row.access, SecretKeyEnv: row.secret, Profile: row.profile,
			}
			b := newComputer(t).site(target)
			err := use(t, b)
			if row.canary == "" {
				if codeOf(err) == CodeUnconfirmed || !stranger.heard("CANARY-SHOP") {
					t.Fatalf("a pair of keys was not used: %v", err)
				}
				return
			}
			if codeOf(err) != row.code || stranger.heard("CANARY") {
				t.Fatalf("%v; sent: %s", err, stranger.said.String())
			}
			// The control: a person set the same place up here.
			if err := b.confirm(b.List()[0]); err != nil {
				t.Fatal(err)
			}
			if err := use(t, b); codeOf(err) == CodeUnconfirmed || !stranger.heard(row.canary) {
				t.Fatalf("a place that was set up is refused: %v", err)
			}
		})
	}
}

// A site copies the id and the names of another, whose keys are in the
// keychain, and names another place.
func TestKeysAreOfOnePlace(t *testing.T) {
	stranger := &listener{}
	server := httptest.NewServer(stranger)
	defer server.Close()
	c := newComputer(t)
	mine := content.Target{Name: "cloud", Driver: Bucket, Endpoint: server.URL, Bucket: "mine", Region: "us-east-1", Style: "path"}
	own := c.site(mine)
	added := Addition{AccessKey: "CANARY-MINE", SecretKey: "s"}
	if err := own.keep(context.Background(), own.List()[0], own.List()[0], added); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*content.Target){
		"another storage": func(t *content.Target) { t.Endpoint = strings.Replace(t.Endpoint, "127.0.0.1", "localhost", 1) },
		"another bucket":  func(t *content.Target) { t.Bucket = "theirs" },
	} {
		theirs := mine
		change(&theirs)
		if err := use(t, c.site(theirs)); codeOf(err) != secret.Missing || stranger.heard("CANARY") {
			t.Errorf("%s: %v; sent: %s", name, err, stranger.said.String())
		}
	}
	if err := use(t, own); !stranger.heard("CANARY-MINE") {
		t.Errorf("the place that they are for does not get them: %v", err)
	}
}

// A site of somebody else names a folder of this computer.
func TestAFolderThatOnlyASiteNamesStaysAsItIs(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "autostart")
	c := newComputer(t)
	b := c.site(content.Target{Name: "disk", Driver: Folder, Path: outside, Delivery: "website"})
	if err := use(t, b); codeOf(err) != CodeUnconfirmed {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(outside); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it was made: %v", err)
	}
	added, _, err := b.Update(context.Background(), "disk", Addition{Target: b.List()[0].Target}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := use(t, b); err != nil {
		t.Errorf("a folder that was set up is refused: %v", err)
	}
	added.Path = filepath.Dir(outside)
	if err := use(t, c.site(added.Target)); codeOf(err) != CodeUnconfirmed {
		t.Errorf("what was said of one folder counts for another: %v", err)
	}
	if err := use(t, c.site(content.Target{Name: Here})); err != nil {
		t.Errorf("this computer needs a word: %v", err)
	}
}
