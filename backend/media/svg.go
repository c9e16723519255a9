package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

// cleanSVG writes a drawing anew with only what draws: no scripts, no handlers,
// no foreign content, nothing that is loaded from elsewhere, no declarations.
func cleanSVG(b []byte) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "utf-8") {
			return r, nil
		}
		return nil, errors.New("media: the drawing is not in UTF-8")
	}
	var s svg
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if err := s.token(token); err != nil {
			return nil, err
		}
	}
	if len(s.open) > 0 || s.out.Len() == 0 {
		return nil, broken("a drawing")
	}
	return s.out.Bytes(), nil
}

// maxNesting bounds elements in elements.
const maxNesting = 500

// svg is a drawing while it is written.
type svg struct {
	out   bytes.Buffer
	open  []string
	skip  int           // depth of the element that is left out; 0: none
	style *bytes.Buffer // content of a style element
}

func (s *svg) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return s.start(t)
	case xml.EndElement:
		return s.end(full(t.Name))
	case xml.CharData:
		if s.skip > 0 || len(s.open) == 0 {
			return nil
		}
		if s.style != nil {
			s.style.Write(t)
			return nil
		}
		return xml.EscapeText(&s.out, t)
	}
	return nil // comments, instructions and declarations go
}

func full(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// drawing are the elements that stay.
const drawing = " svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath image " +
	"linearGradient radialGradient stop pattern clipPath mask marker filter style switch view a " +
	"feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow " +
	"feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence "

func (s *svg) start(t xml.StartElement) error {
	name := full(t.Name)
	if len(s.open) > maxNesting {
		return errors.New("media: the drawing nests too deeply")
	}
	if len(s.open) == 0 && (name != "svg" || s.out.Len() > 0) {
		return errors.New("media: not a drawing")
	}
	s.open = append(s.open, name)
	if s.skip > 0 {
		return nil
	}
	if !strings.Contains(drawing, " "+name+" ") || name == "metadata" {
		s.skip = len(s.open)
		return nil
	}
	s.out.WriteString("<" + name)
	for _, a := range t.Attr {
		if keep(full(a.Name), a.Value) {
			s.out.WriteString(" " + full(a.Name) + `="`)
			if err := xml.EscapeText(&s.out, []byte(a.Value)); err != nil {
				return err
			}
			s.out.WriteByte('"')
		}
	}
	s.out.WriteByte('>')
	if name == "style" {
		s.style = &bytes.Buffer{}
	}
	return nil
}

func (s *svg) end(name string) error {
	if len(s.open) == 0 || s.open[len(s.open)-1] != name {
		return broken("a drawing")
	}
	depth := len(s.open)
	s.open = s.open[:depth-1]
	if s.skip > 0 {
		if depth == s.skip {
			s.skip = 0
		}
		return nil
	}
	if s.style != nil {
		if css := s.style.String(); safeStyle(css) {
			if err := xml.EscapeText(&s.out, []byte(css)); err != nil {
				return err
			}
		}
		s.style = nil
	}
	s.out.WriteString("</" + name + ">")
	return nil
}

var (
	attrName = regexp.MustCompile(`^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$`)
	dataURL  = regexp.MustCompile(`(?i)^data:image/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*$`)
	cssURL   = regexp.MustCompile(`(?i)url\(\s*['"]?\s*([^'")\s]*)`)
)

// keep reports whether an attribute may stay.
func keep(name, value string) bool {
	lower := strings.ToLower(name)
	switch {
	case !attrName.MatchString(name), strings.HasPrefix(lower, "on"), lower == "xml:base":
		return false
	case lower == "xmlns" || strings.HasPrefix(lower, "xmlns:"):
		return value == "http://www.w3.org/2000/svg" || value == "http://www.w3.org/1999/xlink"
	case lower == "href" || lower == "xlink:href" || lower == "src":
		v := strings.TrimSpace(value)
		return strings.HasPrefix(v, "#") || dataURL.MatchString(v)
	case strings.Contains(lower, ":"):
		return lower == "xml:space" || lower == "xml:lang"
	}
	return safeStyle(value)
}

// safeStyle reports whether CSS, or an attribute's value, loads and runs nothing.
func safeStyle(css string) bool {
	lower := strings.ToLower(css)
	for _, bad := range []string{"javascript:", "vbscript:", "@import", "expression(", "-moz-binding", "behavior:", "image-set(", `\`, "<"} {
		if strings.Contains(lower, bad) {
			return false
		}
	}
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		if !strings.HasPrefix(m[1], "#") && !strings.HasPrefix(strings.ToLower(m[1]), "data:image/png") {
			return false
		}
	}
	return true
}
