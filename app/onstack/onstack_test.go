//go:build linux && cgo

package onstack

import (
	"os"
	"os/exec"
	"testing"
)

// fault is a mistake that Go turns into a panic, if it is let.
func fault() (recovered bool) {
	defer func() { recovered = recover() != nil }()
	var p *int
	*p = 1
	return false
}

// TestRepair runs itself in processes of their own: without the repair the
// fault ends the process, which is the control of the test.
func TestRepair(t *testing.T) {
	switch os.Getenv("ONSTACK_TEST") {
	case "spoilt":
		if !spoil() || !fault() {
			os.Exit(3)
		}
		os.Exit(0)
	case "repaired":
		if !spoil() || repair() != 1 || !fault() {
			os.Exit(3)
		}
		os.Exit(0)
	}
	for _, c := range []struct {
		how  string
		dies bool
	}{{"spoilt", true}, {"repaired", false}} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestRepair$")
		cmd.Env = append(os.Environ(), "ONSTACK_TEST="+c.how)
		out, err := cmd.CombinedOutput()
		if (err != nil) != c.dies {
			t.Errorf("%s: %v\n%.300s", c.how, err, out)
		}
	}
}
