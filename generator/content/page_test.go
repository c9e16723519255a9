package content

import (
	"reflect"
	"testing"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

func TestAddresses(t *testing.T) {
	tests := []struct{ path, front, url, output string }{
		{"content/index.md", "", "/", "index.html"},
		{"content/_index.md", "", "/", "index.html"},
		{"content/about.md", "", "/about/", "about/index.html"},
		{"content/About Us.md", "", "/about-us/", "about-us/index.html"},
		{"content/journal/_index.md", "", "/journal/", "journal/index.html"},
		{"content/journal/hello/index.md", "", "/journal/hello/", "journal/hello/index.html"},
		{"content/journal/hello/index.md", "slug: bye", "/journal/bye/", "journal/bye/index.html"},
		{"content/Über/Straße.md", "", "/%C3%BCber/stra%C3%9Fe/", "über/straße/index.html"},
		{"content/日本/語.md", "", "/%E6%97%A5%E6%9C%AC/%E8%AA%9E/", "日本/語/index.html"},
		{"content/!!!.md", "", "/page/", "page/index.html"},
		{"content/a.md", "url: /x/y.html", "/x/y.html", "x/y.html"},
		{"content/a.md", "url: x", "/x/", "x/index.html"},
		{"content/a.md", "url: /../../etc/passwd", "/etc/passwd/", "etc/passwd/index.html"},
		{"content/a.md", "url: /.git/config", "/a/", "a/index.html"},
		{"content/a.md", "slug: ../../x", "/x/", "x/index.html"},
		{"content/a.md", "slug: '...'", "/a/", "a/index.html"},
		{"content/it's.md", "", "/its/", "its/index.html"},
		{"content/v1.2 notes.md", "", "/v1.2-notes/", "v1.2-notes/index.html"},
	}
	for _, test := range tests {
		p := NewPage(test.path, []byte("---\n"+test.front+"\n---\n"))
		if p.URL != test.url || p.Output != test.output {
			t.Errorf("%s with %q: %s, %s; want %s, %s", test.path, test.front, p.URL, p.Output, test.url, test.output)
		}
	}
}

func TestTitleOfPageWithout(t *testing.T) {
	for path, want := range map[string]string{"content/opening-hours.md": "Opening hours", "content/a/über_uns/index.md": "Über uns"} {
		if p := NewPage(path, []byte("Text")); p.Title != want {
			t.Errorf("%s: %q", path, p.Title)
		}
	}
	if p := NewPage("content/x.md", []byte("Text\n\n## The *head* {#id}\n")); p.Title != "The head" {
		t.Errorf("from the heading: %q", p.Title)
	}
}

// A page comes back from the state as it went in.
func TestPageRoundTrip(t *testing.T) {
	p := NewPage("content/journal/x.md", []byte("---\ntitle: T\ndate: 2024-01-02T03:04:05.5+02:00\ndraft: maybe\ntags: [a]\naliases: [/b]\nx: {y: [1, 2.5, true, null, z]}\n---\nWords")).in("journal")
	b := AppendPage(nil, p)
	q := ReadPage(pack.NewReader(string(b)))
	if !q.Date.Equal(p.Date) || q.Date.Format("Z07:00") != "+02:00" {
		t.Errorf("date %v, want %v", q.Date, p.Date)
	}
	q.Date = p.Date
	if !reflect.DeepEqual(p, q) {
		t.Errorf("\n%+v\n%+v", p, q)
	}
	for n := range b { // damaged bytes are found, or read as something else, and never worse
		r := pack.NewReader(string(b[:n]))
		ReadPage(r)
		if r.Err() == nil {
			t.Fatalf("%d of %d bytes read as a whole page", n, len(b))
		}
	}
}

func TestConfig(t *testing.T) {
	c, diags := ParseConfig([]byte("title: Bakery\nlanguage: de\naddress: https://a.org/b/\nfuture: {x: 1}\ntheme: {tokens: {accent: '#0a7', width: 60}}\nmenus: {main: [{label: Home, link: /}]}\ncollections: {journal: {perPage: 5, order: date}}\npublish: {control: .pagewright-0123456789abcdef/, targets: [{name: live, driver: s3, bucket: b}]}\n"))
	if len(diags) > 0 || c.Title != "Bakery" || c.Address != "https://a.org/b" || c.BasePath() != "/b" || c.Tokens["width"] != "60" {
		t.Errorf("%+v %v", c, diags)
	}
	if c.Collections["journal"].PerPage != 5 || c.Menus["main"][0].Link != "/" || c.Publish.Targets[0].Bucket != "b" {
		t.Errorf("%+v", c)
	}
	c, diags = ParseConfig([]byte("title: Bakery\nmenus: [\nlanguage: de\naddress: example\n"))
	if c.Title != "Bakery" || c.Language != "de" || c.Address != "" {
		t.Errorf("the rest is lost: %+v", c)
	}
	if len(diags) != 2 || diags[0].Code != "site-syntax" || diags[0].Severity != diag.Error || diags[1].Code != "site-address" {
		t.Errorf("findings: %v", diags)
	}
	c, diags = ParseConfig([]byte("title: Bakery\nmenus: words\nlanguage: de\n"))
	if c.Language != "de" || len(diags) != 1 || diags[0].Code != "site-value" || diags[0].Where.Line != 2 {
		t.Errorf("%+v %v", c, diags)
	}
}

func TestMedia(t *testing.T) {
	m, diags := ParseMedia([]byte("x.jpg: {alt: A}\nmedia/y.jpg: {decorative: true, focus: [10, 20]}\n/media/z.jpg: words\n"))
	if m["media/x.jpg"].Alt != "A" || !m["media/y.jpg"].Decorative || m["media/y.jpg"].Focus[1] != 20 {
		t.Errorf("%+v", m)
	}
	if len(diags) != 1 || diags[0].Code != "media-value" || diags[0].Where.Line != 3 {
		t.Errorf("%v", diags)
	}
}
