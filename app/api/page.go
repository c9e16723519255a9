package api

import (
	"bytes"
	_ "embed"
	"html"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// A frame that shows probe.html tells the editor whether a script can run in
// it: see TestProbe for what it tries.
var (
	//go:embed probe/probe.html
	probePage []byte
	//go:embed probe/probe.svg
	probeDrawing []byte
	//go:embed probe/unbuilt.html
	unbuiltPage []byte
)

// page answers a GET. Nothing here has an effect.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	p := r.URL.Path
	query := r.URL.Query()
	switch {
	case p == "/":
		s.shell(w)
	case !servable(p):
		s.fail(w, refuse(CodeAddress, nil))
	case p == "/canvas/page":
		body, err := s.options.Views.Canvas(r.Context(), query.Get("path"))
		s.show(w, "text/html; charset=utf-8", body, err)
	case p == "/canvas/probe":
		s.show(w, "text/html; charset=utf-8", probePage, nil)
	case p == "/canvas/probe.svg":
		s.show(w, "image/svg+xml", probeDrawing, nil)
	case strings.HasPrefix(p, "/canvas/site/"):
		body, file, err := s.options.Views.File(r.Context(), strings.TrimPrefix(p, "/canvas/site/"))
		if err == nil && file.Class == release.Immutable {
			w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
		}
		s.show(w, file.Type, body, err)
	case p == "/media/thumb":
		body, kind, err := s.options.Views.Thumb(r.Context(), query.Get("path"))
		s.show(w, kind, body, err)
	default:
		s.asset(w, strings.TrimPrefix(p, "/"))
	}
}

// servable refuses paths that no file has, and those that the window would
// write its own script into (they end in a slash or in index.html).
func servable(p string) bool {
	if strings.ContainsAny(p, "\\\x00") || path.Clean(p) != p {
		return false
	}
	return path.Base(p) != "index.html"
}

func (s *Server) show(w http.ResponseWriter, mediaType string, body []byte, err error) {
	if err != nil {
		s.fail(w, err)
		return
	}
	if mediaType == "" {
		mediaType = "application/octet-stream"
	}
	w.Header().Set("Content-Type", mediaType)
	_, _ = w.Write(body) // the reader went away: nobody is left to be told
}

// shell answers with the editor's page. It alone carries wall 2 and the token.
func (s *Server) shell(w http.ResponseWriter) {
	page, err := fs.ReadFile(s.options.Shell, "index.html")
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		s.show(w, "text/html; charset=utf-8", unbuiltPage, nil)
		return
	}
	meta := `<head><meta name="pagewright-token" content="` + html.EscapeString(s.options.Token) + `">`
	w.Header().Set(policyHeader, shellPolicy)
	s.show(w, "text/html; charset=utf-8", bytes.Replace(page, []byte("<head>"), []byte(meta), 1), nil)
}

// asset answers with a script, style or font of the editor.
func (s *Server) asset(w http.ResponseWriter, name string) {
	body, err := fs.ReadFile(s.options.Shell, name)
	if err != nil {
		s.fail(w, refuse(CodeNoRoute, err))
		return
	}
	s.show(w, assetType(name), body, nil)
}

// assetType does not ask the system's table of types: some systems say
// text/plain for scripts, and nosniff then stops the editor.
func assetType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	return mime.TypeByExtension(path.Ext(name))
}
