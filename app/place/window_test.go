package place

import "testing"

func TestWindowIsRemembered(t *testing.T) {
	dir := t.TempDir()
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if w := p.Window(); w != (Window{}) {
		t.Errorf("a window that never was: %+v", w)
	}
	want := Window{X: 20, Y: 30, Width: 1000, Height: 700, Maximised: true}
	if err := p.KeepWindow(want); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if w := again.Window(); w != want {
		t.Errorf("got %+v, want %+v", w, want)
	}
}

func TestWindowFitsTheScreen(t *testing.T) {
	for _, c := range []struct{ was, is Window }{
		{Window{X: 100, Y: 50, Width: 800, Height: 600}, Window{X: 100, Y: 50, Width: 800, Height: 600}},
		{Window{X: 1800, Y: 900, Width: 800, Height: 600}, Window{X: 480, Y: 200, Width: 800, Height: 600}},
		{Window{X: -500, Y: -20, Width: 800, Height: 600}, Window{Width: 800, Height: 600}},
		{Window{X: 10, Y: 10, Width: 3000, Height: 2000}, Window{Width: 1280, Height: 800}},
	} {
		if got := c.was.Within(1280, 800); got != c.is {
			t.Errorf("%+v becomes %+v, want %+v", c.was, got, c.is)
		}
	}
}
