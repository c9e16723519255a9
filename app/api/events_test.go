package api

import "testing"

func TestBusCutsOffWhoIsSlow(t *testing.T) {
	var b Bus
	slow, _ := b.Listen()
	quick, end := b.Listen()
	for range backlog + 1 {
		if err := b.Send("site", SiteState{}); err != nil {
			t.Fatal(err)
		}
		<-quick
	}
	n := 0
	for range slow {
		n++
	}
	if n != backlog {
		t.Errorf("the slow one got %d before it was cut off, want %d", n, backlog)
	}
	end()
	end() // twice is once
	if _, open := <-quick; open {
		t.Error("the ended channel is open")
	}
	if err := b.Send("site", SiteState{}); err != nil {
		t.Error(err)
	}
}

func TestMarshalDoesNotChangeWhatItIsGiven(t *testing.T) {
	page := &PageState{Blocks: []Block{{At: "0"}}}
	answer := EditAnswer{Page: page}
	if _, err := marshal(answer); err != nil {
		t.Fatal(err)
	}
	if page.Blocks[0].Children != nil || page.Tags != nil {
		t.Errorf("changed: %+v", page)
	}
}
