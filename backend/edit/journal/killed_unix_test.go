//go:build unix

package journal

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"

	"github.com/pagewright/pagewright/backend/site/durable"
)

// opening again everything must be old or everything new.
func TestKilledEverywhere(t *testing.T) {
	if os.Getenv("PW_KILL_DIR") != "" {
		killedChild(t)
		return
	}
	for _, back := range []bool{false, true} {
		from, to := stateOld, stateNew
		if back {
			from, to = stateNew, stateOld
		}
		saw := map[string]int{}
		for n := 1; ; n++ {
			dir := t.TempDir()
			w := newWorld(t, dir)
			w.write(t, from)
			cmd := exec.Command(os.Args[0], "-test.run=^TestKilledEverywhere$", "-test.count=1")
			cmd.Env = append(os.Environ(), "PW_KILL_DIR="+dir, "PW_KILL_AT="+strconv.Itoa(n), "PW_KILL_BACK="+strconv.FormatBool(back))
			out, err := cmd.CombinedOutput()
			if err == nil {
				if n < 20 {
					t.Fatalf("only %d points", n)
				}
				break
			}
			if e := new(exec.ExitError); !errors.As(err, &e) || e.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
				t.Fatalf("point %d: %v\n%s", n, err, out)
			}
			if raw := w.read(t); !maps.Equal(raw, from) && !maps.Equal(raw, to) {
				saw["half before opening"]++ // the control: without repair it would stay
			}
			w.open(t)
			switch got := w.read(t); {
			case maps.Equal(got, from):
				saw["old"]++
			case maps.Equal(got, to):
				saw["new"]++
			default:
				t.Fatalf("point %d: half a change: %q", n, got)
			}
		}
		t.Logf("back %v: %v", back, saw)
		if saw["old"] == 0 || saw["new"] == 0 || saw["half before opening"] == 0 {
			t.Errorf("the kills did not reach both sides: %v", saw)
		}
	}
}

func killedChild(t *testing.T) {
	w := newWorld(t, os.Getenv("PW_KILL_DIR"))
	at, err := strconv.Atoi(os.Getenv("PW_KILL_AT"))
	if err != nil {
		t.Fatal(err)
	}
	j := w.open(t)
	calls := 0
	w.disk.Before = func(durable.Step, string) error {
		if calls++; calls == at {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		return nil
	}
	set := everything()
	if os.Getenv("PW_KILL_BACK") == "true" {
		set = set.Invert()
	}
	if _, err := j.Commit(Do, set); err != nil {
		t.Fatal(err)
	}
}
