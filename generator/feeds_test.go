package generator

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// A site has feeds that keep the rules, with an address and without one; a
// sitemap it has with one alone.
func TestFeedsKeepTheRules(t *testing.T) {
	for _, address := range []string{"", "https://example.org/shop"} {
		site := fstest.MapFS{
			"site.yaml":                 at("title: T & Co\nlanguage: en\ncollections:\n  journal: {}\naddress: "+address+"\n", 0),
			"content/index.md":          at("# Hi\n", 0),
			"content/journal/_index.md": at("---\ntitle: Journal\n---\n", 0),
			"content/journal/a.md":      at("---\ntitle: A < B\ndate: 2026-01-02\ntags: [x & y]\nimage: /media/p.jpg\n---\nWords ]]> \x01 [b](b.md) ![P](/media/p.jpg)\n", 0),
			"content/journal/b.md":      at("---\ndate: 2026-01-01\nlastmod: 2026-02-01\n---\n", 0),
			"media/p.jpg":               photo(t, 60, 40, 1),
		}
		var out memOutput
		mustBuild(t, mustNew(t, site, Options{}), &out)
		ids := map[string]bool{}
		for _, p := range []string{"feed.xml", "journal/feed.xml"} {
			atomRules(t, p, out.files[p], ids)
		}
		for _, p := range []string{"feed.json", "journal/feed.json"} {
			jsonFeedRules(t, p, out.files[p], ids)
		}
		if len(ids) != 4 { // two posts, in both feeds the same, and the feeds themselves
			t.Errorf("ids %v", ids)
		}
		_, sitemap := out.files["sitemap.xml"]
		_, _, err := mustNew(t, site, Options{}).Serve(t.Context(), "sitemap.xml")
		if has := address != ""; sitemap != has || (err == nil) != has || strings.Contains(string(out.files["robots.txt"]), "Sitemap: ") != has {
			t.Errorf("address %q: sitemap %v, %v, robots %s", address, sitemap, err, out.files["robots.txt"])
		}
	}
}

// complete reports whether s is an address or a name that needs no base.
func complete(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && (u.Host != "" || u.Opaque != "")
}

func moment(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

type atomCommon struct {
	ID      []string `xml:"id"`
	Title   []string `xml:"title"`
	Updated []string `xml:"updated"`
	Author  []struct {
		Name string `xml:"name"`
	} `xml:"author"`
	Links []struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
}

// atomRules checks what RFC 4287 asks of a feed.
func atomRules(t *testing.T, name string, data []byte, ids map[string]bool) {
	t.Helper()
	var f struct {
		XMLName xml.Name
		atomCommon
		Entries []struct {
			atomCommon
			Published []string `xml:"published"`
			Content   []struct {
				Type string `xml:"type,attr"`
			} `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &f); err != nil || f.XMLName.Space != "http://www.w3.org/2005/Atom" || f.XMLName.Local != "feed" {
		t.Fatal(name, err, f.XMLName)
	}
	common := func(what string, c atomCommon) {
		if len(c.ID) != 1 || !complete(c.ID[0]) || len(c.Title) != 1 || len(c.Updated) != 1 || !moment(c.Updated[0]) {
			t.Errorf("%s: %s: %+v", name, what, c)
		}
		alternate := map[string]bool{}
		for _, l := range c.Links {
			if l.Href == "" || l.Rel == "alternate" && alternate[l.Type] {
				t.Errorf("%s: %s: link %+v", name, what, l)
			}
			alternate[l.Type] = alternate[l.Type] || l.Rel == "alternate"
		}
		ids[c.ID[0]] = true
	}
	common("feed", f.atomCommon)
	seen := map[string]bool{}
	for _, e := range f.Entries {
		common("entry", e.atomCommon)
		if seen[e.ID[0]] || len(f.Author)+len(e.Author) == 0 || f.Author[0].Name == "" || len(e.Content) > 1 || len(e.Links) == 0 || len(e.Published) != 1 || !moment(e.Published[0]) {
			t.Errorf("%s: entry %+v", name, e)
		}
		seen[e.ID[0]] = true
	}
	if len(f.Entries) != 2 {
		t.Errorf("%s: %d entries", name, len(f.Entries))
	}
}

// jsonFeedRules checks what JSON Feed 1.1 asks of a feed.
func jsonFeedRules(t *testing.T, name string, data []byte, ids map[string]bool) {
	t.Helper()
	var f map[string]any
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(name, err)
	}
	addresses := func(m map[string]any, keys ...string) {
		for _, k := range keys {
			if v, there := m[k]; there && !strings.HasPrefix(v.(string), "http") {
				t.Errorf("%s: %s is %v", name, k, v)
			}
		}
	}
	addresses(f, "home_page_url", "feed_url")
	items, ok := f["items"].([]any)
	if f["version"] != "https://jsonfeed.org/version/1.1" || f["title"] == "" || !ok || len(items) != 2 {
		t.Errorf("%s: %v", name, f)
	}
	for _, i := range items {
		item := i.(map[string]any)
		addresses(item, "url", "image", "external_url")
		if id, ok := item["id"].(string); !ok || !ids[id] {
			t.Errorf("%s: id %v is not the one of Atom", name, item["id"])
		}
		if _, ok := item["content_html"].(string); !ok || !moment(item["date_published"].(string)) {
			t.Errorf("%s: %v", name, item)
		}
	}
}
