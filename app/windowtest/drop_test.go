//go:build window

package windowtest

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"
)

// source is another program, from whose window a file can be dragged.
type source struct {
	mu   sync.Mutex
	said []string
}

// dragSource starts it, with a file of this name.
func (h *hand) dragSource(name string, content []byte) *source {
	t := h.t
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	var out io.Reader
	cmd := begin(t, 0, func(cmd *exec.Cmd) { out = output(t, cmd) }, program(t, "./dragsource"), file)
	s := &source{}
	go func() {
		for in := bufio.NewScanner(out); in.Scan(); {
			s.mu.Lock()
			s.said = append(s.said, in.Text())
			s.mu.Unlock()
		}
	}()
	h.xdotool("search", "--sync", "--onlyvisible", "--pid", strconv.Itoa(cmd.Process.Pid)) // its window is there
	return s
}

// source is where the file is taken, on the page.
func (h *hand) source() box { return box{X: 20 - h.dx, Y: 15 - h.dy, W: 20, H: 10} }

// last is what became of the drag so far.
func (s *source) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.said) == 0 {
		return ""
	}
	return s.said[len(s.said)-1]
}

// hold drags the source's file to a place and waits until it is taken there: a
// file that is let go before that goes back to where it came from.
func (h *hand) hold(s *source, x, y float64) {
	h.t.Helper()
	s.forget()
	h.carry(h.source(), x, y)
	within(h.t, "the place takes the file", func() bool { return s.last() == "accepted" })
}

// let lets go of what is held and waits for the end of the drag.
func (h *hand) let(s *source) {
	h.t.Helper()
	h.xdotool("mouseup", "1")
	within(h.t, "the end of the drag", func() bool { return s.last() == "ended" })
	if !s.dropped() {
		h.t.Fatal("the file was taken back")
	}
}

// forget forgets what the drags before said.
func (s *source) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = nil
}

// dropped reports whether the place under the mouse was given the file.
func (s *source) dropped() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Contains(s.said, "dropped")
}

// dropPicture drags a file in from another program, as from a file manager,
// rests for a while over the page, and lets go.
func (d *desktop) dropPicture() {
	d.t.Helper()
	s := d.dragSource("Blaue Tür.png", picture(d.t))
	d.screen.is(page(`querySelector('[data-pw-at="0"]').scrollIntoView({block: 'start', behavior: 'instant'})`) + `, true`)
	block := d.find("the first block", page(`querySelector('[data-pw-at="1"]')`))
	d.hold(s, block.X+block.W/2, block.Y+10)
	d.screen.wait("the line where it lands", `document.querySelector('.overlay .line')`)
	time.Sleep(1500 * time.Millisecond) // a person thinks: no event comes while the mouse rests
	d.screen.wait("the line, still", `document.querySelector('.overlay .line')`)
	d.let(s)
	d.screen.wait("the picture on the page", page(`querySelector('img[src*="blaue-tur"]')`))
}
