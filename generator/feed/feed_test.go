package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"
)

func example() *Feed {
	day := time.Date(2026, 5, 3, 10, 0, 0, 0, time.UTC)
	return &Feed{Title: `A & "B" <c>`, Description: "About", Language: "en", Home: "https://x.org/", Atom: "https://x.org/feed.xml", JSON: "https://x.org/feed.json",
		Entries: []Entry{
			{Title: "New", URL: "https://x.org/new/", HTML: "<p>]]> &amp; <b>x</b></p>", Date: day, Tags: []string{"a", "b & c"}, Image: "https://x.org/i.jpg"},
			{Title: "Old", URL: "https://x.org/old/", Summary: "Words", HTML: "<p>", Date: day.AddDate(0, -1, 0), Lastmod: day.AddDate(0, 0, 7)},
		}}
}

func TestAtom(t *testing.T) {
	var b bytes.Buffer
	if err := AppendAtom(&b, example()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Title   string `xml:"title"`
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Author  string `xml:"author>name"`
		Entries []struct {
			ID        string `xml:"id"`
			Published string `xml:"published"`
			Updated   string `xml:"updated"`
			Content   struct {
				Type string `xml:"type,attr"`
				Text string `xml:",chardata"`
			} `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := example()
	if got.Title != want.Title || got.ID != want.Home || got.Author != want.Title || len(got.Entries) != 2 {
		t.Errorf("%+v", got)
	}
	if got.Updated != "2026-05-10T10:00:00Z" || got.Entries[1].Updated != got.Updated || got.Entries[1].Published != "2026-04-03T10:00:00Z" {
		t.Errorf("dates: %+v", got)
	}
	if c := got.Entries[0].Content; c.Type != "html" || c.Text != want.Entries[0].HTML {
		t.Errorf("content: %+v", c)
	}
}

func TestJSONFeed(t *testing.T) {
	var b bytes.Buffer
	if err := AppendJSON(&b, example()); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	items := got["items"].([]any)
	first, second := items[0].(map[string]any), items[1].(map[string]any)
	if got["version"] != "https://jsonfeed.org/version/1.1" || got["feed_url"] != "https://x.org/feed.json" || len(items) != 2 {
		t.Errorf("%v", got)
	}
	if first["content_html"] != example().Entries[0].HTML || first["image"] != "https://x.org/i.jpg" || second["date_modified"] != "2026-05-10T10:00:00Z" {
		t.Errorf("%v", items)
	}
	b.Reset()
	if err := AppendJSON(&b, &Feed{}); err != nil || !strings.Contains(b.String(), `"items":[]`) {
		t.Errorf("an empty feed: %s, %v", b.String(), err)
	}
}

func TestSitemap(t *testing.T) {
	places := make([]Place, MaxPlaces+5)
	for i := range places {
		places[i] = Place{URL: fmt.Sprintf("https://x.org/%d/?a&b", i)}
	}
	places[0].Lastmod = time.Date(2026, 5, 3, 10, 0, 0, 0, time.FixedZone("", 7200))
	var b bytes.Buffer
	AppendSitemap(&b, places)
	var got struct {
		URL []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.URL) != MaxPlaces || got.URL[0].Loc != places[0].URL || got.URL[0].Lastmod != "2026-05-03T10:00:00+02:00" || got.URL[1].Lastmod != "" {
		t.Errorf("%d places, first %+v", len(got.URL), got.URL[0])
	}
}

func TestRobots(t *testing.T) {
	for sitemap, want := range map[string]string{"": "User-agent: *\nAllow: /\n", "https://x.org/sitemap.xml": "User-agent: *\nAllow: /\n\nSitemap: https://x.org/sitemap.xml\n"} {
		var b bytes.Buffer
		AppendRobots(&b, sitemap)
		if b.String() != want {
			t.Errorf("%q", b.String())
		}
	}
}
