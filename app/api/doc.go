// Package api is the one way in which the editor speaks to the program: an
// http.Handler that the window and `pagewright serve` mount alike. It holds
// the route table, the session token and the walls that keep a site's content
// from running scripts in the editor.
//
// It never decides what a call does: those functions are passed in. Who may
// connect at all is decided by package serve, before this one is reached.
// Start reading at New; DESIGN.md beside this file has the walls.
package api
