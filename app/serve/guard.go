package serve

import (
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"sync"
)

// guard lets in who opened the printed address, and nobody else: not another
// page in the same browser, not another name for this computer, not another
// person on it.
type guard struct {
	host    string // the one Host that is answered, as 127.0.0.1:8123
	login   string // the one-time token of the printed address
	session string // the cookie's value
	entered func() // called when the token was used

	mu    sync.Mutex
	burnt bool // the token was used
}

func newGuard(host, login, session string) *guard {
	return &guard{host: host, login: login, session: session, entered: func() {}}
}

// wrap answers /login and refuses what must not reach next.
func (g *guard) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Frame-Options", "SAMEORIGIN")
		switch {
		case !g.ours(r):
			say(w, http.StatusForbidden, "This address is for the editor on this computer alone.")
		case r.URL.Path == "/login":
			g.enter(w, r)
		case !g.known(r):
			say(w, http.StatusForbidden, "Open the address that Pagewright printed when it started. It works once; start Pagewright again for a new one.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ours refuses other names for this computer (a rebound name of a stranger)
// and requests that another page makes.
func (g *guard) ours(r *http.Request) bool {
	if r.Host != g.host {
		return false
	}
	if origins, set := r.Header["Origin"]; set && (len(origins) != 1 || origins[0] != "http://"+g.host) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return atDoor(r)
}

// atDoor lets a page of a file (Door) lead to the address with the token, which
// has to be right. A browser says of such a page only that it is not ours.
func atDoor(r *http.Request) bool {
	return r.URL.Path == "/login" && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

func (g *guard) known(r *http.Request) bool {
	c, err := r.Cookie(g.cookie())
	return err == nil && equal(c.Value, g.session)
}

// cookie is named after the port: browsers share cookies between ports.
func (g *guard) cookie() string {
	_, port, _ := net.SplitHostPort(g.host)
	return "pagewright_" + port
}

// enter burns the one-time token and gives the cookie for it. The answer is a
// page that goes on by itself: a redirect would lose a SameSite=Strict cookie.
func (g *guard) enter(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		say(w, http.StatusMethodNotAllowed, "Open this address in a browser.")
		return
	}
	if !g.known(r) {
		if !g.burn(r.URL.Query().Get("t")) {
			say(w, http.StatusForbidden, "This address was used before. Start Pagewright again for a new one.")
			return
		}
		http.SetCookie(w, &http.Cookie{
			Name: g.cookie(), Value: g.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
		})
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprint(w, `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Pagewright</title><a href="/">Pagewright</a>`)
}

// burn reports whether token is the one-time token, unused until now.
func (g *guard) burn(token string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.burnt || !equal(token, g.login) {
		return false
	}
	g.burnt = true
	g.entered()
	return true
}

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func say(w http.ResponseWriter, status int, words string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, words)
}
