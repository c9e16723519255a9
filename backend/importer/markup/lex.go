package markup

import (
	"regexp"
	"strings"
)

// tag is one shortcode or template tag in a text.
type tag struct {
	span
	name  string // of the shortcode or tag; empty: an output, {{ … }}
	args  string // what stands after the name
	close bool   // it ends the one that is named
	self  bool   // it ends itself: <… />
	shift int    // partner's index; 0: none (tag 0 never closes anything)

	comment bool   // it is shown to readers as the text it is: {{</* … */>}}
	shown   string // that text
	opaque  bool   // nothing in it is Markdown: {% comment %}…{% endcomment %}
}

// longestTag is how far a tag may reach, in bytes. What is longer was not
// meant to be one.
const longestTag = 16 << 10

// lexHugo finds the shortcodes of a text. It returns the offsets of those
// that never end as well.
func lexHugo(body string) (tags []tag, open []int) {
	for i := 0; i < len(body); {
		next := strings.Index(body[i:], "{{")
		if next < 0 || i+next+2 >= len(body) {
			break
		}
		i += next
		mark := body[i+2]
		if mark != '<' && mark != '%' {
			i += 2
			continue
		}
		t, ok := hugoTag(body, i, closer(mark))
		if !ok {
			open = append(open, i)
			i += 3
			continue
		}
		tags = append(tags, t)
		i = t.end
	}
	return tags, open
}

func closer(mark byte) string {
	if mark == '<' {
		return ">}}"
	}
	return "%}}"
}

// hugoTag reads the shortcode that starts at an offset.
func hugoTag(body string, start int, closer string) (tag, bool) {
	inner := start + 3
	if rest := body[inner:]; strings.HasPrefix(rest, "/*") {
		if end := strings.Index(rest, "*/"+closer); end >= 0 && end < longestTag {
			return tag{
				span: span{start, inner + end + 2 + len(closer)}, comment: true,
				shown: body[start:inner] + rest[2:end] + closer,
			}, true
		}
		return tag{}, false
	}
	end := endOfTag(body, inner, closer)
	if end < 0 {
		return tag{}, false
	}
	t := tag{span: span{start, end + len(closer)}}
	words := strings.TrimSpace(body[inner:end])
	words, t.close = strings.CutPrefix(words, "/")
	words, t.self = strings.CutSuffix(words, "/")
	t.name, t.args = cutName(words)
	return t, t.name != ""
}

// endOfTag returns the offset of the closer outside quotes, or -1.
func endOfTag(body string, from int, closer string) int {
	limit := min(len(body), from+longestTag)
	for i := from; i < limit; i++ {
		switch c := body[i]; {
		case strings.HasPrefix(body[i:], closer):
			return i
		case c == '"' || c == '`':
			end := endOfQuote(body[:limit], i)
			if end < 0 {
				return -1
			}
			i = end
		}
	}
	return -1
}

func endOfQuote(body string, start int) int {
	for i := start + 1; i < len(body); i++ {
		switch {
		case body[i] == '\\' && body[start] == '"':
			i++
		case body[i] == body[start]:
			return i
		}
	}
	return -1
}

var tagName = regexp.MustCompile(`^[\p{L}\p{N}_./-]+`)

func cutName(words string) (name, args string) {
	words = strings.TrimSpace(words)
	name = tagName.FindString(words)
	return name, strings.TrimSpace(words[len(name):])
}

var liquidTag = regexp.MustCompile(`(?s)\{%-?\s*(\w*)(.*?)-?%\}|\{\{-?(.*?)-?\}\}|\{:[^}\n]*\}`)

// lexLiquid finds the tags and outputs of a Liquid or Nunjucks text. What
// stands between raw and endraw is text.
func lexLiquid(body string) (tags []tag, open []int) {
	for i := 0; i < len(body); {
		m := liquidTag.FindStringSubmatchIndex(body[i:])
		if m == nil {
			break
		}
		t := tag{span: span{i + m[0], i + m[1]}}
		switch {
		case m[1]-m[0] > longestTag:
			open = append(open, t.start)
			i = t.start + 2
			continue
		case m[2] >= 0:
			t.name, t.args = body[i+m[2]:i+m[3]], strings.TrimSpace(body[i+m[4]:i+m[5]])
			t.name, t.close = cutEnd(t.name)
		case m[6] >= 0:
			t.args = strings.TrimSpace(body[i+m[6] : i+m[7]])
		default:
			t.name = "attributes"
		}
		if !t.close && (t.name == "raw" || t.name == "verbatim" || t.name == "comment") {
			t = verbatim(body, t)
		}
		tags = append(tags, t)
		i = max(t.end, i+1)
	}
	return tags, open
}

func cutEnd(name string) (string, bool) {
	if rest, ok := strings.CutPrefix(name, "end"); ok && rest != "" {
		return rest, true
	}
	return name, false
}

// verbatim makes one tag of all up to the end of raw or comment.
func verbatim(body string, t tag) tag {
	end := regexp.MustCompile(`\{%-?\s*end` + t.name + `\s*-?%\}`).FindStringIndex(body[t.end:])
	if end == nil {
		return t
	}
	inner := body[t.end : t.end+end[0]]
	t.end += end[1]
	if t.name == "comment" {
		t.opaque = true
	} else {
		t.comment, t.shown = true, inner
	}
	return t
}

// pair finds for each closing tag the one that it closes. What stays without a
// partner stands for itself.
func pair(tags []tag) {
	var stack []int
	for i := range tags {
		t := &tags[i]
		switch {
		case t.comment || t.opaque || t.self || t.name == "":
		case !t.close:
			stack = append(stack, i)
		default:
			for j := len(stack) - 1; j >= 0; j-- {
				if tags[stack[j]].name == t.name {
					tags[stack[j]].shift = i
					stack = stack[:j]
					break
				}
			}
		}
	}
}
