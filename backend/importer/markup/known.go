package markup

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/markdown/directive"
)

var argument = regexp.MustCompile("\\s*(?:([a-zA-Z_-]+)\\s*=\\s*)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|([^\\s\"`=]+))")

// arguments reads what stands after the name of a shortcode: values by name,
// those without one by "0", "1" and so on. ok is false for what is not
// understood to its end.
func arguments(args string) (values map[string]string, ok bool) {
	values = map[string]string{}
	for args = strings.TrimSpace(args); args != ""; args = strings.TrimSpace(args) {
		m := argument.FindStringSubmatchIndex(args)
		if m == nil || m[0] != 0 {
			return nil, false
		}
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return args[m[2*i]:m[2*i+1]]
		}
		name := group(1)
		if name == "" {
			name = string(rune('0' + len(values)%10))
		}
		values[name] = strings.ReplaceAll(group(2), `\"`, `"`) + group(3) + group(4)
		args = args[m[1]:]
	}
	return values, true
}

// videoID is how the two call a video.
var videoID = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// sameHere are shortcodes that come with a generator and have a block here,
// with the arguments that are understood.
func sameHere(name string) (args []string, ok bool) {
	switch name {
	case "figure":
		return []string{"src", "alt", "caption", "title", "link", "width", "height", "loading"}, true
	case "youtube", "vimeo":
		return []string{"0", "id", "title", "loading"}, true
	}
	return nil, false
}

// block writes a shortcode that stands alone as the block of ours that is the
// same; false when there is none, or when it says more than that can.
func (w *rewriter) block(t tag) (string, bool) {
	known, ok := sameHere(t.name)
	values, read := arguments(strings.TrimSuffix(strings.TrimSpace(t.args), "/"))
	if !ok || !read {
		return "", false
	}
	for name := range values {
		if !slices.Contains(known, name) {
			return "", false
		}
	}
	id := values["id"] + values["0"]
	switch {
	case t.name == "figure" && values["src"] != "":
		return w.figure(t, values)
	case !videoID.MatchString(id):
		return "", false
	case t.name == "youtube":
		return directiveOf(":::video", "", "src", "https://www.youtube.com/watch?v="+id, "title", values["title"])
	case t.name == "vimeo":
		return directiveOf(":::video", "", "src", "https://vimeo.com/"+id, "title", values["title"])
	}
	return "", false
}

// figure writes a picture with its caption, which may hold Markdown.
func (w *rewriter) figure(t tag, values map[string]string) (string, bool) {
	link := func(dest string) string {
		if dest == "" || w.o.Link == nil {
			return dest
		}
		return w.o.Link(dest, w.line(t.start))
	}
	caption := oneLine(values["caption"])
	if title := oneLine(values["title"]); title != "" {
		caption = strings.TrimSpace("**" + title + "** " + caption)
	}
	return directiveOf(":::picture", caption, "src", link(values["src"]), "alt", values["alt"], "link", link(values["link"]))
}

// directiveOf writes a block with the attributes that have a value, and a line
// of words in it.
func directiveOf(opening, words string, attributes ...string) (string, bool) {
	line := []byte(opening)
	for i := 0; i+1 < len(attributes); i += 2 {
		value, ok := oneLine(attributes[i+1]), true
		if value == "" {
			continue
		}
		if line, ok = directive.Set(line, attributes[i], value); !ok {
			return "", false
		}
	}
	if words != "" {
		words += "\n"
	}
	return string(line) + "\n" + words + ":::", true
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
