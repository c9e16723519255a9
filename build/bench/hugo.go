package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	hugoVersion = "0.165.0"
	hugoModule  = "github.com/gohugoio/hugo@v" + hugoVersion
)

// findHugo returns Hugo of the version that is compared with, and installs it
// with the Go command where it is not there.
func findHugo(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOBIN", "GOPATH").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	lines := strings.Split(strings.TrimRight(string(out), "\n"), "\n")
	bin := lines[0]
	if bin == "" && len(lines) > 1 {
		bin = filepath.Join(lines[1], "bin")
	}
	for _, try := range [...]string{filepath.Join(bin, "hugo"), "hugo"} {
		v, err := exec.CommandContext(ctx, try, "version").Output()
		if err == nil && strings.Contains(string(v), "v"+hugoVersion) {
			return exec.LookPath(try)
		}
	}
	fmt.Fprintf(os.Stderr, "Installing Hugo %s with the Go command, for the comparison.\n", hugoVersion)
	cmd := exec.CommandContext(ctx, "go", "install", hugoModule)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go install %s: %w", hugoModule, err)
	}
	return filepath.Join(bin, "hugo"), nil
}

// hugoSite is Hugo's settings and theme. The theme is tuned: what pages share
// is rendered once with partialCached, no page list is filtered or sorted in a
// template, and kinds of pages that are not compared are off.
func hugoSite(highlight bool) map[string]string {
	return map[string]string{
		"hugo.toml": fmt.Sprintf(`baseURL = "https://example.org/"
title = "The Journal"
locale = "en"
enableRobotsTXT = true
disableKinds = []
[params]
author = "Ann"
description = "Notes on many things"
[taxonomies]
tag = "tags"
[pagination]
pagerSize = 10
[outputFormats.jsonfeed]
mediaType = "application/json"
baseName = "feed"
isPlainText = true
[outputs]
home = ["html", "rss", "jsonfeed"]
section = ["html", "rss", "jsonfeed"]
taxonomy = ["html"]
term = ["html"]
page = ["html"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = false
[markup.goldmark.extensions]
typographer = false
[markup.highlight]
codeFences = %v
noClasses = false
`, highlight),
		"layouts/baseof.html": `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title>
{{ with .Description }}<meta name="description" content="{{ . }}">
{{ end }}<link rel="canonical" href="{{ .Permalink }}">
{{ partialCached "feeds.html" . }}<meta property="og:type" content="{{ if .IsPage }}article{{ else }}website{{ end }}">
<meta property="og:title" content="{{ .Title }}">
{{ with .Description }}<meta property="og:description" content="{{ . }}">
{{ end }}<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:site_name" content="{{ site.Title }}">
<meta property="og:locale" content="en">
<meta name="twitter:card" content="summary">
{{ if .IsPage }}<meta property="article:published_time" content="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">
{{ range .Params.tags }}<meta property="article:tag" content="{{ . }}">
{{ end }}<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "BlogPosting" "headline" .Title "url" .Permalink "description" .Description "datePublished" (.Date.Format "2006-01-02T15:04:05Z07:00") "inLanguage" "en" | jsonify | safeJS }}</script>
{{ end }}{{ partialCached "styles.html" . }}</head>
<body>
{{ partialCached "header.html" . }}
<main id="main">
{{ block "main" . }}{{ end }}</main>
{{ partialCached "footer.html" . }}
</body>
</html>
`,
		"layouts/_partials/feeds.html": `<link rel="alternate" type="application/rss+xml" title="Journal" href="/journal/index.xml">
<link rel="alternate" type="application/feed+json" title="Journal" href="/journal/feed.json">
<link rel="alternate" type="application/rss+xml" title="The Journal" href="/index.xml">
<link rel="alternate" type="application/feed+json" title="The Journal" href="/feed.json">
`,
		"layouts/_partials/styles.html": `{{ with resources.Get "site.css" | fingerprint }}<link rel="stylesheet" href="{{ .RelPermalink }}">
{{ end }}`,
		"layouts/_partials/header.html": `<header><a href="/">{{ site.Title }}</a><nav><ul><li><a href="/">Home</a></li><li><a href="/journal/">Journal</a></li><li><a href="/tags/">Tags</a></li></ul></nav></header>`,
		"layouts/_partials/footer.html": `<footer><p>© {{ site.Params.author }}</p></footer>`,
		"layouts/_partials/entries.html": `<ul class="entries">
{{ range .Pages }}<li><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time> <a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Description }}</p></li>
{{ end }}</ul>
<nav class="pager">{{ with .Prev }}<a href="{{ .URL }}" rel="prev">Newer</a>{{ end }} <span>{{ .PageNumber }} / {{ .TotalPages }}</span> {{ with .Next }}<a href="{{ .URL }}" rel="next">Older</a>{{ end }}</nav>
`,
		"layouts/home.html":    `{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}`,
		"layouts/section.html": `{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ partial "entries.html" .Paginator }}{{ end }}`,
		"layouts/term.html":    `{{ define "main" }}<h1>{{ .Title }}</h1>{{ partial "entries.html" (.Paginate .Pages 20) }}{{ end }}`,
		"layouts/taxonomy.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ul>
{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>
{{ end }}</ul>{{ end }}`,
		"layouts/page.html": `{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time> {{ .ReadingTime }} min read</p>
{{ .Content }}
<ul class="tags">{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}" rel="prev">{{ .Title }}</a>{{ end }} {{ with .NextInSection }}<a href="{{ .RelPermalink }}" rel="next">{{ .Title }}</a>{{ end }}</nav>
</article>{{ end }}`,
		"layouts/404.html": `{{ define "main" }}<h1>Not found</h1>{{ end }}`,
		"layouts/rss.xml": `{{ printf "<?xml version=\"1.0\" encoding=\"utf-8\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ site.Params.description }}</description>
{{ range first 20 .RegularPagesRecursive }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate><description>{{ .Content | transform.XMLEscape | safeHTML }}</description></item>
{{ end }}</channel></rss>
`,
		"layouts/list.jsonfeed.json": `{{ $items := slice }}{{ range first 20 .RegularPagesRecursive }}{{ $items = $items | append (dict "id" .Permalink "url" .Permalink "title" .Title "content_html" (string .Content) "summary" .Description "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00")) }}{{ end -}}
{{ dict "version" "https://jsonfeed.org/version/1.1" "title" .Title "home_page_url" .Permalink "items" $items | jsonify }}
`,
		"assets/site.css": siteCSS,
	}
}

const siteCSS = "body{max-width:42rem;margin:auto;font:1.1rem/1.6 serif}pre{overflow:auto}img{max-width:100%;height:auto}\n"
