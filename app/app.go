// Package app is the program with the window: it wires the desk, the API and
// the window together. Package cli does the same without a window.
package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/desk"
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/app/version"
	"github.com/pagewright/pagewright/app/window"
	"github.com/pagewright/pagewright/backend/problem"
	"github.com/pagewright/pagewright/build"
	"github.com/pagewright/pagewright/frontend"
	"github.com/pagewright/pagewright/generator/diag"
)

// Main shows the window on the site in the folder that the command line names,
// on the last one, or on the welcome screen. It returns the exit status.
func Main() int {
	if err := run(os.Args[1:]); err != nil {
		p := problem.Of(err)
		fmt.Fprintf(os.Stderr, "error: %s %s\nhint: %s\n", p.Title, p.Why, p.Next)
		return 1
	}
	return 0
}

func run(args []string) error {
	home, err := place.Open("")
	if err != nil {
		return err
	}
	reporter := problem.Reporter{Dir: home.Reports(), Version: version.String(), Now: time.Now}
	bus, host := &api.Bus{}, &window.Host{}
	d := desk.New(desk.Options{
		Version: version.String(), Place: home, Bus: bus, Host: host, Explain: reporter.Of, Now: time.Now,
		First: first(args, home),
	})
	server, err := api.New(api.Options{
		Token: rand.Text(), Shell: frontend.Editor(), Calls: d.Calls(), Views: d, Explain: d.Explain,
	})
	if err != nil {
		return err
	}
	return window.Run(window.Options{
		API: server, Bus: bus, Host: host, Icon: build.Icon(),
		Another: func(site string) { openAnother(d, bus, site) }, Busy: d.Busy,
		Ended:  func() api.Problem { return d.Explain(&diag.Diag{Code: window.CodeEnded, Severity: diag.Warning}) },
		Before: home.Window(),
		Keep: func(now place.Window) {
			if err := home.KeepWindow(now); err != nil {
				reporter.Of(err) // into a report: a window that begins elsewhere is nothing to tell of
			}
		},
		Closed: func() {
			if err := d.Close(); err != nil {
				reporter.Of(err) // into a report: there is no window to say it in
			}
		},
	})
}

// first returns the site to begin with: the one that the command line names,
// or the last one.
func first(args []string, home *place.Place) string {
	if len(args) > 0 {
		return siteFolder(args[0])
	}
	if recent := home.Recent(); len(recent) > 0 {
		return recent[0].Dir
	}
	return ""
}

// siteFolder is the folder of a site that is named by it or by its site.yaml,
// which is what a file manager hands over.
func siteFolder(name string) string {
	if filepath.Base(name) == "site.yaml" {
		return filepath.Dir(name)
	}
	return name
}

// openAnother opens the site that the program was started with once more.
func openAnother(d *desk.Desk, bus *api.Bus, site string) {
	state, err := d.Open(context.Background(), siteFolder(site))
	// Values of the API always encode: Send has no error to tell of.
	if err != nil {
		_ = bus.Send("problem", d.Explain(err))
		return
	}
	_ = bus.Send("site", state)
}
