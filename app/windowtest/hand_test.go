//go:build window

package windowtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// hand moves the mouse and types, as the system sees it: through the X server,
// not through the page.
type hand struct {
	t      *testing.T
	screen *inspector
	dx, dy float64 // from the page to the screen
}

// box is a place on the page, in CSS pixels.
type box struct{ X, Y, W, H float64 }

// newHand finds out where on the screen the page begins. It moves over the
// head of the editor: the canvas keeps what happens on it to itself.
func newHand(t *testing.T, i *inspector) *hand {
	t.Helper()
	h := &hand{t: t, screen: i}
	var ignored bool
	if err := i.eval(`(addEventListener('mousemove', (e) => { globalThis.handAt = [e.clientX, e.clientY]; }, true), true)`, &ignored); err != nil {
		t.Fatal(err)
	}
	n := 0
	within(t, "the mouse in the window", func() bool {
		n++
		h.xdotool("mousemove", strconv.Itoa(600+n%80), "90")
		return i.is(`globalThis.handAt`)
	})
	h.xdotool("mousemove", "700", "92")
	var at, last [2]float64
	within(t, "the mouse at rest", func() bool {
		last = at
		return i.eval(`globalThis.handAt`, &at) == nil && at == last
	})
	h.dx, h.dy = 700-at[0], 92-at[1]
	return h
}

func (h *hand) xdotool(args ...string) {
	h.t.Helper()
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil {
		h.t.Fatalf("xdotool %v: %v %s", args, err, out)
	}
}

func (h *hand) move(x, y float64) {
	h.t.Helper()
	h.xdotool("mousemove", fmt.Sprintf("%.0f", x+h.dx), fmt.Sprintf("%.0f", y+h.dy))
}

// click presses the mouse in the middle of what the expression finds, when it
// can be pressed.
func (h *hand) click(what, element string) {
	h.t.Helper()
	h.screen.wait(what+", to be pressed", `!(`+element+`).disabled`)
	b := h.find(what, element)
	h.move(b.X+b.W/2, b.Y+b.H/2)
	h.xdotool("click", "1")
}

// find waits until the element that the expression gives is on the screen and
// rests, and returns where.
func (h *hand) find(what, element string) box {
	h.t.Helper()
	var last, now box
	within(h.t, what, func() bool {
		last = now
		return h.screen.eval(`((e) => {
			let r = e.getBoundingClientRect(), x = r.x, y = r.y;
			const frame = e.ownerDocument.defaultView.frameElement;
			if (frame) { const f = frame.getBoundingClientRect(), k = f.width / frame.clientWidth; return {X: f.x + x * k, Y: f.y + y * k, W: r.width * k, H: r.height * k}; }
			return {X: x, Y: y, W: r.width, H: r.height};
		})(`+element+`)`, &now) == nil && now.W > 0 && now == last
	})
	return now
}

// drag presses the mouse on one place and lets go at another, with steps
// between, as a hand does.
func (h *hand) drag(from box, x, y float64) {
	h.t.Helper()
	h.carry(from, x, y)
	time.Sleep(150 * time.Millisecond) // a hand rests before it lets go
	h.xdotool("mouseup", "1")
}

// carry is drag without letting go.
func (h *hand) carry(from box, x, y float64) {
	h.t.Helper()
	fx, fy := from.X+from.W/2, from.Y+from.H/2
	h.move(fx, fy)
	h.xdotool("mousedown", "1")
	for n := 1.0; n <= 12; n++ {
		h.move(fx+(x-fx)*n/12, fy+(y-fy)*n/12)
		time.Sleep(25 * time.Millisecond) // between two moves of a hand
	}
	h.move(x, y+1)
}

func (h *hand) key(keys ...string) {
	h.t.Helper()
	h.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...)
}

func (h *hand) write(words string) {
	h.t.Helper()
	h.xdotool("type", "--clearmodifiers", "--delay", "12", words)
}

// photograph keeps a picture of the screen in build/screens, for people.
func (h *hand) photograph(name string) {
	h.t.Helper()
	dir := filepath.Join("..", "..", "build", "screens")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		h.t.Fatal(err)
	}
	if out, err := exec.Command("import", "-window", "root", filepath.Join(dir, name+".png")).CombinedOutput(); err != nil {
		h.t.Fatalf("import: %v %s", err, out)
	}
}
