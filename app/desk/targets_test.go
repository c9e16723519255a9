package desk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/backend/store/storetest"
)

// chain is a keychain in memory, with the environment beside it.
type chain struct {
	mu      sync.Mutex
	none    bool // this computer has no keychain
	entries map[string]string
	vars    map[string]string
}

func (c *chain) env(name string) string { return c.vars[name] }

func (c *chain) open() (func(), error) {
	c.mu.Lock()
	if c.none {
		c.mu.Unlock()
		return nil, errors.New("org.freedesktop.secrets was not provided by any .service files")
	}
	return c.mu.Unlock, nil
}

func (c *chain) Get(service, user string) (string, error) {
	shut, err := c.open()
	if err != nil {
		return "", err
	}
	defer shut()
	text, ok := c.entries[service+"/"+user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return text, nil
}

func (c *chain) Set(service, user, password string) error {
	shut, err := c.open()
	if err != nil {
		return err
	}
	defer shut()
	c.entries[service+"/"+user] = password
	return nil
}

func (c *chain) Delete(service, user string) error {
	shut, err := c.open()
	if err != nil {
		return err
	}
	defer shut()
	if _, ok := c.entries[service+"/"+user]; !ok {
		return keyring.ErrNotFound
	}
	delete(c.entries, service+"/"+user)
	return nil
}

// bucket is the target of a server.
func bucket(s *storetest.Server) api.TargetAddRequest {
	return api.TargetAddRequest{
		TargetInfo: api.TargetInfo{Name: "cloud", Label: "Cloud", Driver: "s3", Endpoint: s.Endpoint, Bucket: s.Bucket, Prefix: "shop", Style: "path",
			Address: "https://shop.example", Delivery: "edge"},
		AccessKey: s.AccessKey, SecretKey: s.SecretKey,
	}
}

// written returns every file below some folders that holds the text.
func written(t *testing.T, text string, folders ...string) []string {
	t.Helper()
	var found []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			data, err := os.ReadFile(path)
			if strings.Contains(string(data), text) {
				found = append(found, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// A computer without a keychain: the keys live as long as the program, and are
// nowhere on the disk.
func TestKeysOfTheSession(t *testing.T) {
	server := storetest.Versity(t)
	b := newBench(t)
	b.chain.none = true
	ask := bucket(server)
	if places := do[api.KeyPlaces](b, "target.keys", api.Empty{}); places.Keychain {
		t.Errorf("a keychain that is not there: %+v", places)
	}
	if p := b.fails("target.add", ask); p.Code != "secret-no-keychain" || p.Action != "target.session" || p.Label == "" {
		t.Errorf("without a keychain: %+v", p)
	}
	ask.Keys = "session"
	added := do[api.ProbeAnswer](b, "target.add", ask)
	if added.Target.Keys != "session" || !added.Target.HasKey || added.Target.Prefix != "shop" || added.Target.Style != "path" {
		t.Errorf("%+v", added.Target)
	}
	if last := b.publish("cloud"); last.Phase != "done" || last.Target != "cloud" || last.Doing != "publish" {
		t.Errorf("%+v", last)
	}
	if found := written(t, server.SecretKey, b.home, b.dir); found != nil {
		t.Errorf("the secret key is in %v", found)
	}
	if found := written(t, "https://shop.example", b.home, b.dir); found == nil {
		t.Error("the test would not find a key that is written")
	}
	do[api.Empty](b, "target.remove", api.TargetRequest{Target: "cloud"})
	do[api.SiteState](b, "site.state", api.Empty{})
	if p := b.fails("target.probe", api.TargetRequest{Target: "cloud"}); p.Code != "target-unknown" {
		t.Errorf("%+v", p)
	}
}

func TestTargetIsChanged(t *testing.T) {
	server := storetest.Versity(t)
	b := newBench(t)
	do[api.ProbeAnswer](b, "target.add", bucket(server))
	if places := do[api.KeyPlaces](b, "target.keys", api.Empty{}); !places.Keychain || places.Environment {
		t.Errorf("%+v", places)
	}
	b.publish("cloud")

	ask := api.TargetUpdateRequest{Target: "cloud", TargetAddRequest: bucket(server)}
	ask.AccessKey, ask.SecretKey = "", ""
	ask.Label, ask.Address, ask.Prefix = "Our cloud", "https://www.shop.example", "new"
	changed := do[api.ProbeAnswer](b, "target.update", ask)
	if got := changed.Target; got.Label != "Our cloud" || got.Prefix != "new" || got.Name != "cloud" || got.Keys != "keychain" || got.Live != "" {
		t.Errorf("%+v", got)
	}
	list := do[api.TargetList](b, "target.list", api.Empty{}).Targets
	if len(list) != 2 || list[0].Address != "https://www.shop.example" || list[1].Name != "this-computer" || !list[1].Local {
		t.Errorf("%+v", list)
	}
	if last := b.publish("cloud"); last.Phase != "done" {
		t.Errorf("with the keys that it had: %+v", last)
	}

	// What does not work changes nothing: not the target, not its keys.
	wrong := ask
	wrong.Label, wrong.AccessKey, wrong.SecretKey = "Wrong", server.AccessKey, "not the secret"
	if p := b.fails("target.update", wrong); p.Code != "store-secret-wrong" {
		t.Errorf("%+v", p)
	}
	if list := do[api.TargetList](b, "target.list", api.Empty{}).Targets; list[0].Label != "Our cloud" {
		t.Errorf("%+v", list)
	}
	do[api.ProbeAnswer](b, "target.probe", api.TargetRequest{Target: "cloud"})

	// From the keychain into memory, and from there into the environment.
	ask.Keys = "session"
	if got := do[api.ProbeAnswer](b, "target.update", ask).Target; got.Keys != "session" || len(b.chain.entries) != 0 {
		t.Errorf("%+v, the keychain has %d entries", got, len(b.chain.entries))
	}
	b.chain.vars = map[string]string{"AWS_ACCESS_KEY_ID": server.AccessKey, "AWS_SECRET_ACCESS_KEY": server.SecretKey}
	ask.Keys = "environment"
	if got := do[api.ProbeAnswer](b, "target.update", ask).Target; got.Keys != "environment" || got.AccessKeyEnv != "AWS_ACCESS_KEY_ID" {
		t.Errorf("%+v", got)
	}
	b.chain.vars = nil
	if p := b.fails("target.probe", api.TargetRequest{Target: "cloud"}); p.Code != "secret-missing" {
		t.Errorf("no variables: %+v", p)
	}
	if p := b.fails("target.update", api.TargetUpdateRequest{Target: "nobody"}); p.Code != "target-unknown" {
		t.Errorf("%+v", p)
	}
}
