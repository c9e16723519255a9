package main

// ourSite is Pagewright's settings and a theme that makes the pages that
// hugoSite makes. What stands in <head> the program writes by itself.
func ourSite(colours bool) map[string]string {
	code := "plain"
	if colours {
		code = "coloured"
	}
	open := `<!doctype html>
<html lang="{{.Site.Language}}">
<head>
{{.Head}}</head>
<body>
{{partial "header" .Site}}
<main id="main">
`
	end := `</main>
{{partial "footer" .Site}}
</body>
</html>
`
	list := open + `<h1>{{.Page.Title}}</h1>{{.Page.Content}}{{partial "entries" .}}` + end
	return map[string]string{
		"site.yaml": `title: The Journal
address: https://example.org
language: en
author: Ann
description: Notes on many things
menus: {main: [{label: Home, link: /}, {label: Journal, link: /journal/}, {label: Tags, link: /tags/}]}
collections: {journal: {perPage: 10, order: date}}
code: ` + code + "\n",
		"theme/partials/header.html": `<header><a href="/">{{.Title}}</a><nav><ul>{{range menu "main"}}<li><a href="{{.URL}}">{{.Label}}</a></li>{{end}}</ul></nav></header>`,
		"theme/partials/footer.html": `<footer><p>© {{.Author}}</p></footer>`,
		"theme/partials/entries.html": `<ul class="entries">
{{range .Pages}}<li><time datetime="{{date "2006-01-02" .Date}}">{{date "2 January 2006" .Date}}</time> <a href="{{.URL}}">{{.Title}}</a><p>{{.Description}}</p></li>
{{end}}</ul>
<nav class="pager">{{with .Pager.Prev}}<a href="{{.}}" rel="prev">Newer</a>{{end}} <span>{{.Pager.Number}} / {{.Pager.Total}}</span> {{with .Pager.Next}}<a href="{{.}}" rel="next">Older</a>{{end}}</nav>
`,
		"theme/layouts/home.html": open + `<h1>{{.Page.Title}}</h1>{{.Page.Content}}` + end,
		"theme/layouts/page.html": open + `<h1>{{.Page.Title}}</h1>{{.Page.Content}}` + end,
		"theme/layouts/404.html":  open + `<h1>{{.Page.Title}}</h1>` + end,
		"theme/layouts/list.html": list,
		"theme/layouts/term.html": list,
		"theme/layouts/terms.html": open + `<h1>{{.Page.Title}}</h1><ul>
{{range .Terms}}<li><a href="{{.URL}}">{{.Name}}</a> {{.Count}}</li>
{{end}}</ul>` + end,
		"theme/layouts/post.html": open + `<article><h1>{{.Page.Title}}</h1>
<p><time datetime="{{date "2006-01-02" .Page.Date}}">{{date "2 January 2006" .Page.Date}}</time> {{.Page.ReadingMinutes}} min read</p>
{{.Page.Content}}
<ul class="tags">{{range .Page.Tags}}<li><a href="{{.URL}}">{{.Name}}</a></li>{{end}}</ul>
<nav>{{with .Page.Prev}}<a href="{{.URL}}" rel="prev">{{.Title}}</a>{{end}} {{with .Page.Next}}<a href="{{.URL}}" rel="next">{{.Title}}</a>{{end}}</nav>
</article>` + end,
		"theme/assets/site.css": siteCSS,
	}
}
