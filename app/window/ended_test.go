package window

import (
	"testing"
	"time"
)

// TestEndings: a page that ended is loaded again, one that always ends is not,
// and each ending is told once.
func TestEndings(t *testing.T) {
	var e endings
	now := time.Date(2026, 5, 3, 14, 2, 0, 0, time.UTC)
	if e.told() {
		t.Error("told of an ending before there was one")
	}
	for i := range often {
		if !e.add(now) {
			t.Fatalf("ending %d is not loaded again", i+1)
		}
		if !e.told() || e.told() {
			t.Errorf("ending %d is not told just once", i+1)
		}
		now = now.Add(time.Second)
	}
	if e.add(now) || e.told() {
		t.Error("a page that always ends is loaded for ever")
	}
	if !e.add(now.Add(spell)) {
		t.Error("endings long ago count")
	}
}
