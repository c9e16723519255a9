package api

import "net/http"

// Shell is the content security policy of the editor's own page (wall 2):
// only the program's scripts run, only the program is spoken to.
const shellPolicy = "default-src 'none'; script-src 'self'; connect-src 'self' blob:; img-src 'self' data:; " +
	"style-src 'self' 'unsafe-inline'; font-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"

// contentPolicy is the policy of every other answer (wall 3): pictures, SVG,
// pages of the canvas and errors included. No script runs in any of them.
const contentPolicy = "default-src 'none'; script-src 'none'; img-src 'self' data:; media-src 'self'; " +
	"style-src 'self' 'unsafe-inline'; font-src 'self'; frame-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'"

const policyHeader = "Content-Security-Policy"

// Wall sets wall 3 on every answer of next before next is reached, so that no
// answer can be without it; only the editor's own page replaces the policy.
// Servers that answer outside of Server (a login page, a refusal) use it too.
func Wall(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set(policyHeader, contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}
