package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// What the browser is started with does not let in: everybody on the computer
// can read it.
func TestTheBrowserIsNotToldTheAddress(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there nobody else can read it")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, folder := range []string{home, filepath.Join(home, "Downloads")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		var out, errs bytes.Buffer
		var opened, page string
		status := Run(ctx, []string{"serve", "--open", "--json"}, Env{Out: &out, Err: &errs, Now: time.Now, Data: t.TempDir(), Browse: func(what string) error {
			opened = what
			data, err := os.ReadFile(what)
			page = string(data)
			stop()
			return err
		}})
		var said struct{ Address string }
		if err := json.Unmarshal(out.Bytes(), &said); err != nil || status != Done {
			t.Fatalf("%d %v %s", status, err, &errs)
		}
		_, token, _ := strings.Cut(said.Address, "t=")
		if filepath.Dir(opened) != folder || strings.Contains(opened, token) || len(token) < 20 || !strings.Contains(page, token) {
			t.Errorf("the browser got %q with %q", opened, page)
		}
		if _, err := os.Stat(opened); !os.IsNotExist(err) {
			t.Errorf("the page is left behind: %v", err)
		}
	}
}
