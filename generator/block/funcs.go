package block

import (
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"reflect"
	"strings"

	"github.com/pagewright/pagewright/generator/internal/limit"
	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/safe"
)

// funcs are the functions of block templates. They take any values, because a
// page that says less than the template hopes for gives nil.
func (s *set) funcs() template.FuncMap {
	all := limit.Funcs(s.left)
	maps.Copy(all, template.FuncMap{
		"picture": s.picture,
		"sizes":   withSizes,
		"src":     func(path any) template.URL { return template.URL(safe.Source(s.resolve(path))) },
		"link":    func(to any) template.URL { return template.URL(safe.Link(s.resolve(to))) },
		"posts":   s.posts,
		"toc":     func() []map[string]any { return contents(s.now.tree.Headings) },
		"t":       s.word,
		"date":    s.date,
		"embed":   func(address any) map[string]any { return video(text(address)) },
		"dict":    s.dict,
		"list":    func(values ...any) ([]any, error) { return values, s.items(values) },
		"default": fallback,
	})
	return all
}

// left is what the page that is being rendered has left; nil: there is none.
func (s *set) left() *limit.Budget {
	if s.now == nil {
		return nil
	}
	return s.now.left
}

// items refuses what would be too much of a list or a map.
func (s *set) items(values []any) error {
	if b := s.left(); b != nil {
		return b.Items(values...)
	}
	return nil
}

func (s *set) dict(pairs ...any) (map[string]any, error) {
	if err := s.items(pairs); err != nil {
		return nil, err
	}
	return dict(pairs...)
}

// picture writes an <img>: address, description, class, sizes.
func (s *set) picture(address any, more ...any) template.HTML {
	o := markdown.PictureOptions{}
	for i, to := range []*string{&o.Alt, &o.Class, &o.Sizes} {
		if i < len(more) {
			*to = text(more[i])
		}
	}
	s.scratch.Reset()
	s.scratch.Resolver, s.scratch.Canvas = s.now.context.Resolver, s.now.context.Mode == Canvas
	s.scratch.Picture(markdown.Encode(text(address)), o)
	return template.HTML(s.scratch.Bytes())
}

// maxSizes is the longest value of sizes, in bytes: it stands at each picture.
const maxSizes = 1000

// withSizes says of all pictures in a body how wide they are shown there.
func withSizes(body, sizes any) template.HTML {
	const mark = ` sizes="`
	rest, ok := body.(template.HTML)
	var b strings.Builder
	wide := text(sizes)
	if len(wide) > maxSizes {
		return rest
	}
	for at := strings.Index(string(rest), mark); at >= 0; at = strings.Index(string(rest), mark) {
		end := strings.IndexByte(string(rest[at+len(mark):]), '"')
		if end < 0 {
			break
		}
		b.WriteString(string(rest[:at]) + mark + template.HTMLEscapeString(wide))
		rest = rest[at+len(mark)+end:]
	}
	if !ok {
		return ""
	}
	return template.HTML(b.String()) + rest // as safe as body
}

func (s *set) resolve(address any) string {
	to := markdown.Encode(text(address))
	if r := s.now.context.Resolver; r != nil {
		return r.Link(to)
	}
	return to
}

func (s *set) posts(collection, limit, tag any) []map[string]any {
	if s.now.context.Posts == nil {
		return nil
	}
	n := 0
	switch v := limit.(type) {
	case float64:
		n = int(v)
	case int:
		n = v
	}
	return s.now.context.Posts(text(collection), n, text(tag))
}

func (s *set) word(key string, args ...any) (string, error) {
	if s.now.context.Word == nil {
		return key, nil
	}
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = text(a)
	}
	b := s.left()
	if b == nil {
		return s.now.context.Word(key, words...), nil
	}
	if err := b.Words(words...); err != nil {
		return "", err
	}
	return b.Text(s.now.context.Word(key, words...))
}

func (s *set) date(layout string, value any) (string, error) {
	out := text(value)
	if s.now.context.Date != nil {
		out = s.now.context.Date(layout, value)
	}
	if b := s.left(); b != nil {
		return b.Text(out)
	}
	return out, nil
}

// text is a value as a template would write it; nil is empty.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	switch reflect.ValueOf(v).Kind() {
	case reflect.Map, reflect.Slice, reflect.Array: // which can hold anything, any number of times
		return ""
	}
	return fmt.Sprint(v)
}

// dict makes a map of names and values that follow each other.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: %d values are no pairs", len(pairs))
	}
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[text(pairs[i])] = pairs[i+1]
	}
	return m, nil
}

// fallback is value, or other when value is empty.
func fallback(other, value any) any {
	if truth, _ := template.IsTrue(value); truth {
		return value
	}
	return other
}

// contents are headings as a tree, for a table of contents. The only heading
// of the first level is the page's title and left out.
func contents(headings []Heading) []map[string]any {
	titles := 0
	for _, h := range headings {
		if h.Level == 1 {
			titles++
		}
	}
	var rest []Heading
	for _, h := range headings {
		if h.Text != "" && (h.Level > 1 || titles > 1) {
			rest = append(rest, h)
		}
	}
	return nest(rest)
}

// nest puts headings below the last one of a lower level.
func nest(headings []Heading) []map[string]any {
	var list []map[string]any
	for i := 0; i < len(headings); {
		end := i + 1
		for end < len(headings) && headings[end].Level > headings[i].Level {
			end++
		}
		h := headings[i]
		list = append(list, map[string]any{"ID": h.ID, "Text": h.Text, "Level": h.Level, "Children": nest(headings[i+1 : end])})
		i = end
	}
	return list
}

// video knows the addresses of videos: what the provider is called, the video's
// id there, and the address of a player that asks for as little of visitors as
// the provider allows. nil: it is no such address.
func video(address string) map[string]any {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.User != nil {
		return nil
	}
	host := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(u.Host), "www."), "m.")
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	last := parts[len(parts)-1]
	switch {
	case host == "youtu.be":
		return player("YouTube", last, "https://www.youtube-nocookie.com/embed/"+last)
	case host == "youtube.com" || host == "youtube-nocookie.com":
		if parts[0] == "watch" {
			last = u.Query().Get("v")
		} else if len(parts) < 2 {
			return nil
		}
		return player("YouTube", last, "https://www.youtube-nocookie.com/embed/"+last)
	case host == "vimeo.com" || host == "player.vimeo.com":
		return player("Vimeo", last, "https://player.vimeo.com/video/"+last+"?dnt=1")
	case peerTube(parts):
		return player("PeerTube", last, "https://"+u.Host+"/videos/embed/"+last)
	}
	return nil
}

// peerTube knows /w/<id> and /videos/watch/<id>, which any PeerTube has.
func peerTube(parts []string) bool {
	return len(parts) == 2 && parts[0] == "w" && len(parts[1]) >= 20 ||
		len(parts) == 3 && parts[0] == "videos" && (parts[1] == "watch" || parts[1] == "embed")
}

func player(provider, id, src string) map[string]any {
	for i := range len(id) {
		if c := id[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_' {
			return nil
		}
	}
	if id == "" {
		return nil
	}
	return map[string]any{"Provider": provider, "ID": id, "Title": provider, "Src": src}
}
