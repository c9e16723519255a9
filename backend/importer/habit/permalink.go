package habit

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/pagewright/pagewright/generator/content"
)

// facts is what a pattern of addresses can speak of.
type facts struct {
	date       time.Time // zero: none
	title      string
	slug       string
	file       string   // name without date and extension
	sections   []string // folders
	categories []string
}

var token = regexp.MustCompile(`:[a-z_]+`)

// fill makes an address of a pattern, as /:year/:title/. It returns false when
// the pattern asks for what is not known.
func (f facts) fill(pattern string) (string, bool) {
	known := true
	address := token.ReplaceAllStringFunc(pattern, func(name string) string {
		value, ok := f.value(name[1:])
		known = known && ok
		return value
	})
	for strings.Contains(address, "//") {
		address = strings.ReplaceAll(address, "//", "/")
	}
	if !strings.HasPrefix(address, "/") {
		address = "/" + address
	}
	return address, known
}

func (f facts) value(name string) (string, bool) {
	switch name {
	case "title":
		return first(content.Slug(f.slug), content.Slug(f.title), content.Slug(f.file)), true
	case "slug", "slugorfilename", "slugorcontentbasename":
		return first(content.Slug(f.slug), content.Slug(f.file)), true
	case "filename", "contentbasename", "name", "basename":
		return content.Slug(f.file), true
	case "section":
		return path.Join(first(f.sections...)), true
	case "sections", "path":
		return path.Join(f.sections...), true
	case "categories":
		return path.Join(f.categories...), true
	case "output_ext":
		return ".html", true
	}
	if f.date.IsZero() {
		return "", false
	}
	switch name {
	case "year":
		return f.date.Format("2006"), true
	case "short_year":
		return f.date.Format("06"), true
	case "month":
		return f.date.Format("01"), true
	case "i_month":
		return strconv.Itoa(int(f.date.Month())), true
	case "monthname":
		return strings.ToLower(f.date.Month().String()), true
	case "day":
		return f.date.Format("02"), true
	case "i_day":
		return strconv.Itoa(f.date.Day()), true
	case "yearday", "y_day":
		return strconv.Itoa(f.date.YearDay()), true
	case "hour", "minute", "second":
		return f.date.Format(map[string]string{"hour": "15", "minute": "04", "second": "05"}[name]), true
	}
	return "", false
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

var datedName = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$`)

// cutDate parts 2024-05-03-bread into its date and the rest.
func cutDate(name string) (date time.Time, rest string, ok bool) {
	m := datedName.FindStringSubmatch(name)
	if m == nil {
		return time.Time{}, name, false
	}
	date, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	return date, m[4], err == nil
}
