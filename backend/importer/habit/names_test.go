package habit

import (
	"path"
	"strings"
	"testing"
	"time"
)

func TestSafePath(t *testing.T) {
	for name, want := range map[string]string{
		"images/Boat.PNG":              "images/boat.png",
		"/img//a b.jpg":                "img/a-b.jpg",
		"../../etc/passwd":             "etc/passwd",
		"Ärger/Straße & Co?.pdf":       "ärger/straße-co.pdf",
		"con/nul.txt":                  "con-file/nul-file.txt",
		"a/..png":                      "a/file.png",
		"a/???":                        "a/file",
		"x/" + strings.Repeat("ä", 99): "x/" + strings.Repeat("ä", 40),
	} {
		if got := SafePath(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// Whatever a path is, the safe one stays inside, is its own safe one, and has
// no sign that a system or an address takes for something else.
func FuzzSafePath(f *testing.F) {
	for _, seed := range []string{"a/b.png", "../x", "CON", "a\\b", "\x00", ". .", "é\u0301/ü"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		safe := SafePath(name)
		if safe != "" && (path.Clean(safe) != safe || path.IsAbs(safe) || strings.HasPrefix(safe, "..")) {
			t.Errorf("%q is %q", name, safe)
		}
		if strings.ContainsAny(safe, " \\:*?\"<>|#%\x00\n") {
			t.Errorf("%q is %q", name, safe)
		}
		if again := SafePath(safe); again != safe {
			t.Errorf("%q is %q and then %q", name, safe, again)
		}
	})
}

func TestFill(t *testing.T) {
	f := facts{date: time.Date(2024, 5, 3, 0, 0, 0, 0, time.UTC), title: "First Loaf", file: "loaf", sections: []string{"blog", "bread"}, categories: []string{"baking"}}
	for pattern, want := range map[string]string{
		"/:year/:month/:day/:title/":           "/2024/05/03/first-loaf/",
		"/:sections/:slug":                     "/blog/bread/loaf",
		"/:section/:i_month/:i_day/:filename/": "/blog/5/3/loaf/",
		":categories/:short_year/:title.html":  "/baking/24/first-loaf.html",
		"/:categories/:nothing/":               "",
		"/:monthname/:yearday/":                "/may/124/",
		"/fixed/":                              "/fixed/",
	} {
		got, ok := f.fill(pattern)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%s is %q, %v, want %q", pattern, got, ok, want)
		}
	}
	if _, ok := (facts{title: "x"}).fill("/:year/:title/"); ok {
		t.Error("a year without a date")
	}
}

func TestCutDate(t *testing.T) {
	for name, want := range map[string]string{"2024-05-03-bread": "bread", "2024-5-3-a-b": "a-b", "bread": "", "2024-05-03": "", "2024-13-40-x": ""} {
		date, rest, ok := cutDate(name)
		if ok != (want != "") || ok && (rest != want || date.Format(time.DateOnly) != "2024-05-03") {
			t.Errorf("%s is %v, %q, %v", name, date, rest, ok)
		}
	}
}
