package publish

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/publish/change"
	"github.com/pagewright/pagewright/backend/store/mem"
)

// A plan says which files are large for visitors, once: with the publish that
// sends them. It refuses none.
func TestPlanTellsOfLargeFiles(t *testing.T) {
	b := newBench(t, &mem.Store{}, Edge)
	b.o.Describe = func(path string) change.Known {
		if strings.HasSuffix(path, ".mp4") {
			return change.Known{Source: "media/Our shop.mp4"}
		}
		return change.Known{}
	}
	plan := func(f files) (told []string) {
		t.Helper()
		p, err := b.publisher().Plan(context.Background(), f.release())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range p.Problems {
			told = append(told, fmt.Sprintf("%s %s %s %s %s", d.Code, d.Severity, d.Args["file"], d.Args["size"], d.Args["wait"]))
		}
		return told
	}
	large := site("one", 3).with("media/our-shop.0123456789.mp4", strings.Repeat("a film ", 4_000_000)).
		with("media/list.pdf", strings.Repeat("x", largeFile)).with("media/small.pdf", strings.Repeat("x", largeFile-1))
	want := "[publish-large-file warning Our shop.mp4 28 MB about 20 seconds publish-large-file warning list.pdf 10 MB about 10 seconds]"
	if got := fmt.Sprint(plan(large)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	b.publish(large)
	if got := plan(large.with("index.html", "new words")); got != nil {
		t.Errorf("told again: %v", got)
	}
	many := site("two", 3)
	for i := range 9 {
		many = many.with(fmt.Sprintf("media/%d.pdf", i), strings.Repeat(fmt.Sprint(i), largeFile))
	}
	if got := plan(many); len(got) != maxLarge {
		t.Errorf("%d files are told one by one", len(got))
	}
}

func TestWaitInWords(t *testing.T) {
	for bytes, want := range map[int64]string{10_000_000: "about 10 seconds", 80_000_000: "about a minute", 400_000_000: "about 5 minutes", 2_000_000_000: "about 27 minutes"} {
		if got := waitFor(bytes); got != want {
			t.Errorf("%d bytes: %s, want %s", bytes, got, want)
		}
	}
}
