//go:build window

package windowtest

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// source is another program, from whose window a file can be dragged.
type source struct {
	mu   sync.Mutex
	said []string
}

// dragSource starts it, with a picture of this name.
func dragSource(t *testing.T, d *desktop, name string) *source {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, picture(t), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program(t, "./dragsource"), file)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait() // it is killed: that is its status
	})
	s := &source{}
	go func() {
		for in := bufio.NewScanner(out); in.Scan(); {
			s.mu.Lock()
			s.said = append(s.said, in.Text())
			s.mu.Unlock()
		}
	}()
	d.xdotool("search", "--sync", "--onlyvisible", "--pid", strconv.Itoa(cmd.Process.Pid)) // its window is there
	return s
}

// last is what became of the drag so far.
func (s *source) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.said) == 0 {
		return ""
	}
	return s.said[len(s.said)-1]
}

// dropPicture drags a file in from another program, as from a file manager,
// rests for a while over the page, and lets go.
func (d *desktop) dropPicture() {
	d.t.Helper()
	s := dragSource(d.t, d, "Blaue Tür.png")
	d.screen.is(page(`querySelector('[data-pw-at="0"]').scrollIntoView({block: 'start', behavior: 'instant'})`) + `, true`)
	block := d.find("the first block", page(`querySelector('[data-pw-at="1"]')`))
	d.carry(box{X: 20 - d.dx, Y: 15 - d.dy, W: 20, H: 10}, block.X+block.W/2, block.Y+10)
	d.screen.wait("the line where it lands", `document.querySelector('.overlay .line')`)
	within(d.t, "the page takes it", func() bool { return s.last() == "accepted" })
	time.Sleep(1500 * time.Millisecond) // a person thinks: no event comes while the mouse rests
	d.screen.wait("the line, still", `document.querySelector('.overlay .line')`)
	d.xdotool("mouseup", "1")
	within(d.t, "the end of the drag", func() bool { return s.last() == "ended" })
	d.screen.wait("the picture on the page", page(`querySelector('img[src*="blaue-tur"]')`))
}
