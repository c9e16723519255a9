package habit

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/content"
)

var (
	// taken are the extensions of files that a site may show or offer.
	taken = regexp.MustCompile(`(?i)^\.(png|jpe?g|gif|webp|svg|avif|ico|mp4|webm|mov|ogv|m4v|mp3|ogg|oga|wav|m4a|flac|pdf|zip|gz|txt|csv|docx?|xlsx?|pptx?|odt|ods|odp|epub|vtt|srt|ics|vcf|kml|gpx)$`)
	// The others are left out, each for its reason.
	ofTheme = regexp.MustCompile(`(?i)^\.(css|scss|sass|less|js|mjs|cjs|ts|tsx|jsx|vue|svelte|woff2?|ttf|otf|eot|map|njk|liquid|hbs|pug|ejs|webc)$`)
	ofPage  = regexp.MustCompile(`(?i)^\.(html?|xhtml|adoc|asciidoc|org|rst|pandoc|ipynb|mdx|textile)$`)
	ofData  = regexp.MustCompile(`(?i)^\.(json|ya?ml|toml|xml|lock|sum|mod|work)$`)
)

// kindOf says what a file is that is not taken; empty: it is taken.
func kindOf(name string) string {
	ext := path.Ext(name)
	switch {
	case taken.MatchString(ext):
		return ""
	case ofTheme.MatchString(ext):
		return "theme"
	case ofPage.MatchString(ext):
		return "page"
	case ofData.MatchString(ext):
		return "data"
	}
	return "other"
}

// IsMarkdown says whether a file is a page by its name.
func IsMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return true
	}
	return false
}

// stem is a file's name without folder and extension.
func stem(name string) string {
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}

var device = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// longestName is the most bytes of one part of a path.
const longestName = 80

// SafePath turns a path into one that every computer takes and that can be
// typed: lower case, without spaces or signs that mean something to a system
// or in an address. Leading and doubled slashes go; it never leads upwards.
func SafePath(name string) string {
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." {
			continue
		}
		parts = append(parts, safeName(part))
	}
	return strings.Join(parts, "/")
}

func safeName(part string) string {
	ext := path.Ext(part)
	// Twice: signs that go may bring a letter and its accent together.
	base := content.Slug(content.Slug(strings.TrimSuffix(part, ext)))
	ext = content.Slug(content.Slug(strings.TrimPrefix(ext, ".")))
	if base == "" {
		base = "file"
	}
	if device.MatchString(base) {
		base += "-file"
	}
	for len(base) > longestName {
		_, size := utf8.DecodeLastRuneInString(base)
		base = base[:len(base)-size]
	}
	if ext != "" {
		return strings.Trim(base, ".-") + "." + ext
	}
	return strings.Trim(base, ".-")
}

// pageTarget is the file of a page in the site, for its path below the content
// folder without an extension.
func pageTarget(rel string) string {
	dir, base := path.Split(rel)
	if base == "_index" || base == "index" {
		return path.Join("content", SafePath(dir), base+".md")
	}
	return path.Join("content", SafePath(dir), safeName(base+".md"))
}

// makeUnique gives every page and file a target of its own, also where a
// system takes upper and lower case for the same.
func (r *reader) makeUnique() {
	seen := map[string]bool{}
	unique := func(target string) string {
		ext := path.Ext(target)
		name := target
		for n := 2; seen[strings.ToLower(name)]; n++ {
			name = strings.TrimSuffix(target, ext) + "-" + strconv.Itoa(n) + ext
		}
		seen[strings.ToLower(name)] = true
		return name
	}
	for _, p := range r.plan.Pages {
		p.Target = unique(p.Target)
	}
	for i := range r.plan.Files {
		r.plan.Files[i].Target = unique(r.plan.Files[i].Target)
	}
}

// words makes a title of a file's or folder's name.
func words(name string) string {
	name = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + name[size:]
}
