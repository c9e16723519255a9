package release

// Case is one line of the conformance table: what every resolver answers to a
// request for Path on the Conformance release.
type Case struct {
	Name     string
	Path     string // as in the request line, percent-encoded
	Status   int
	File     string // path of the file whose content is sent; empty: none
	Location string
}

// Conformance returns a small release and what must be answered from it. The
// edge, the preview and every other resolver are tested against it. The
// content of each file is its path.
func Conformance() (*Manifest, []Case) {
	m := &Manifest{Version: Version, NotFound: "404.html", Files: map[string]File{}, Carry: map[string]Carried{},
		Redirects: []Redirect{
			{"/encoded to", "/with%20space/", 301}, {"/moved", "/about/", 301}, {"/old/post/", "/journal/hello/", 301},
			{"/outside", "https://example.com/x?y=1", 302}, {"/taken/", "/about/", 301}}}
	add := func(path, kind string, class Class) File {
		return File{Hash: Hash([]byte(path)), Size: int64(len(path)), Type: kind, Class: class}
	}
	const html = "text/html; charset=utf-8"
	for _, p := range []string{"index.html", "about/index.html", "journal/index.html", "journal/hello/index.html", "404.html",
		"taken/index.html", "with space/index.html", "straße/index.html", "a+b/index.html", "50%/index.html", "what?/index.html",
		"plain.html", "both/index.html"} {
		m.Files[p] = add(p, html, Page)
	}
	m.Files["both.html"] = add("both.html", html, Page)
	m.Files["robots.txt"] = add("robots.txt", "text/plain; charset=utf-8", Page)
	m.Files["assets/site.0123456789.css"] = add("assets/site.0123456789.css", "text/css; charset=utf-8", Immutable)
	m.Carry["assets/site.9876543210.css"] = Carried{add("assets/site.9876543210.css", "text/css; charset=utf-8", Immutable), 1}
	return m, cases()
}

func cases() []Case {
	return []Case{
		{"front page", "/", 200, "index.html", ""},
		{"front page by its file", "/index.html", 301, "", "/"},
		{"page", "/about/", 200, "about/index.html", ""},
		{"page without its slash", "/about", 301, "", "/about/"},
		{"page by its file", "/about/index.html", 301, "", "/about/"},
		{"page in a collection", "/journal/hello/", 200, "journal/hello/index.html", ""},
		{"page in a collection without its slash", "/journal/hello", 301, "", "/journal/hello/"},
		{"html file", "/plain.html", 200, "plain.html", ""},
		{"html file without its ending", "/plain", 404, "404.html", ""},
		{"html file beside a page", "/both.html", 200, "both.html", ""},
		{"page beside an html file", "/both/", 200, "both/index.html", ""},
		{"file", "/robots.txt", 200, "robots.txt", ""},
		{"file with a slash", "/robots.txt/", 404, "404.html", ""},
		{"fingerprinted file", "/assets/site.0123456789.css", 200, "assets/site.0123456789.css", ""},
		{"carried file", "/assets/site.9876543210.css", 200, "assets/site.9876543210.css", ""},
		{"folder without a page", "/assets/", 404, "404.html", ""},
		{"nothing there", "/nothing", 404, "404.html", ""},
		{"nothing there with a slash", "/nothing/", 404, "404.html", ""},
		{"the page for what is not there", "/404.html", 404, "404.html", ""},
		{"other case", "/About/", 404, "404.html", ""},
		{"redirect", "/moved", 301, "", "/about/"},
		{"redirect with a slash added", "/moved/", 301, "", "/about/"},
		{"redirect with a slash left out", "/old/post", 301, "", "/journal/hello/"},
		{"redirect to elsewhere", "/outside", 302, "", "https://example.com/x?y=1"},
		{"redirect from an encoded path", "/encoded%20to", 301, "", "/with%20space/"},
		{"a page wins over a redirect", "/taken/", 200, "taken/index.html", ""},
		{"space", "/with%20space/", 200, "with space/index.html", ""},
		{"space without its slash", "/with%20space", 301, "", "/with%20space/"},
		{"other letters", "/stra%C3%9Fe/", 200, "straße/index.html", ""},
		{"other letters in small hex", "/stra%c3%9fe/", 200, "straße/index.html", ""},
		{"plus is a plus", "/a+b/", 200, "a+b/index.html", ""},
		{"per cent sign", "/50%25/", 200, "50%/index.html", ""},
		{"per cent sign without its slash", "/50%25", 301, "", "/50%25/"},
		{"question mark", "/what%3F", 301, "", "/what%3F/"},
		{"encoded letter", "/%61bout/", 200, "about/index.html", ""},
		{"encoded slash", "/journal%2Fhello/", 200, "journal/hello/index.html", ""},
		{"broken encoding", "/50%/", 404, "404.html", ""},
		{"bytes that are no text", "/%ff%fe/", 404, "404.html", ""},
		{"NUL", "/about%00/", 404, "404.html", ""},
		{"up", "/../about/", 404, "404.html", ""},
		{"encoded up", "/%2e%2e/about/", 404, "404.html", ""},
		{"up inside", "/journal/../about/", 404, "404.html", ""},
		{"up behind an encoded slash", "/journal/..%2Fabout/", 404, "404.html", ""},
		{"dot", "/./about/", 404, "404.html", ""},
		{"backslash", "/..%5Cabout/", 404, "404.html", ""},
		{"doubled slash", "//about/", 404, "404.html", ""},
		{"doubled slash at the end", "/about//", 404, "404.html", ""},
		{"address in the path", "//example.com/about", 404, "404.html", ""},
	}
}
