package feed

import (
	"bytes"
	"encoding/xml"
	"time"
)

// Place is one address of a sitemap.
type Place struct {
	URL     string    // full address
	Lastmod time.Time // zero: not said
}

// MaxPlaces is how many addresses one sitemap may hold (sitemaps.org).
const MaxPlaces = 50_000

// AppendSitemap appends the sitemap of the places, at most MaxPlaces of them.
func AppendSitemap(to *bytes.Buffer, places []Place) {
	to.WriteString(xml.Header)
	to.WriteString("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	for _, p := range places[:min(len(places), MaxPlaces)] {
		to.WriteString("<url><loc>")
		_ = xml.EscapeText(to, []byte(p.URL)) // a buffer takes all
		to.WriteString("</loc>")
		if !p.Lastmod.IsZero() {
			to.WriteString("<lastmod>")
			to.Write(p.Lastmod.AppendFormat(to.AvailableBuffer(), time.RFC3339))
			to.WriteString("</lastmod>")
		}
		to.WriteString("</url>\n")
	}
	to.WriteString("</urlset>\n")
}

// AppendRobots appends a robots.txt that allows all and names the sitemap by
// its full address; an empty one is not named.
func AppendRobots(to *bytes.Buffer, sitemap string) {
	to.WriteString("User-agent: *\nAllow: /\n")
	if sitemap != "" {
		to.WriteString("\nSitemap: " + sitemap + "\n")
	}
}
