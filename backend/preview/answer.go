package preview

import (
	"bytes"
	"html"
	"io"
	"net"
	"net/http"
	"time"
)

// Guard lets to next only who opens a page of it in a browser of this computer,
// under a name of this computer, and what such a page asks for; neither another
// page in the same browser, nor a name that a stranger made point here. Nobody
// else may show it in a frame or read it.
func Guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Frame-Options", "SAMEORIGIN") // for browsers that do not say who asks
		if !ours(r) {
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Cache-Control", "no-store")
			fail(w, http.StatusForbidden, "This address is for this computer alone.", "")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ours refuses names that a stranger made point to this computer, and other
// pages that want to read the site: they may lead here, no more.
func ours(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	}
	return true
}

// serveRange answers with body, or the part of it that was asked for.
func serveRange(w http.ResponseWriter, r *http.Request, body []byte) {
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func fail(w http.ResponseWriter, status int, title, next string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Preview</title><h1>`+
		html.EscapeString(title)+`</h1><p>`+html.EscapeString(next)+`</p></html>`) // a reader that went away needs no answer
}
