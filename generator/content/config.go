package content

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/pagewright/pagewright/generator/content/front"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// Config is what site.yaml says. Keys that this program does not know are
// passed over. It is immutable.
type Config struct {
	Title       string
	Language    string // BCP 47; "en" when not said
	Address     string // https://example.org without a slash at its end; may be empty
	Description string
	Author      string
	ID          string            // random, made once for the site
	Tokens      map[string]string // theme.tokens, as written
	Menus       map[string][]MenuItem
	Collections map[string]Setting // by folder below content
	Publish     Publish
	PlainCode   bool     // code: plain — code is not coloured by its language
	Sum         pack.Sum // of the whole file
}

// MenuItem is one entry of a menu. An empty Label takes the title of the page
// that Link leads to.
type MenuItem struct {
	Label string `yaml:"label"`
	Link  string `yaml:"link"`
}

// Setting is how site.yaml wants a collection.
type Setting struct {
	Label   string `yaml:"label"`
	PerPage int    `yaml:"perPage"` // 0: 10
	Order   string `yaml:"order"`   // date, weight, title; empty: weight, then date, then title
}

// Publish is where the site is published. It never holds a secret.
type Publish struct {
	Control string   `yaml:"control"` // ".pagewright-<16 hex>/"
	Targets []Target `yaml:"targets"`
}

// Target is one place where the site is published.
type Target struct {
	Name         string `yaml:"name"`
	Label        string `yaml:"label"`
	Driver       string `yaml:"driver"` // dir, s3
	Path         string `yaml:"path"`   // dir: the folder; empty: the program's own
	Endpoint     string `yaml:"endpoint"`
	Region       string `yaml:"region"`
	Bucket       string `yaml:"bucket"`
	Prefix       string `yaml:"prefix"`
	Address      string `yaml:"address"`
	Delivery     string `yaml:"delivery"` // edge, website
	Style        string `yaml:"style"`    // path, host
	Profile      string `yaml:"profile"`
	AccessKeyEnv string `yaml:"accessKeyEnv"`
	SecretKeyEnv string `yaml:"secretKeyEnv"`
}

// CodeSyntax is the code of a site.yaml that can not be read in full.
const CodeSyntax = "site-syntax"

// ConfigFile is the path of the settings in a site.
const ConfigFile = "site.yaml"

// ParseConfig reads site.yaml. It never fails: what can not be read is told and
// left at its default, everything else is used.
func ParseConfig(source []byte) (*Config, []diag.Diag) {
	c := &Config{Language: "en", Sum: SumOf(source), Tokens: map[string]string{}, Menus: map[string][]MenuItem{}, Collections: map[string]Setting{}}
	roots, diags := front.Settings(ConfigFile, CodeSyntax, source)
	for i := range diags { // without its settings a site is not what it should be
		diags[i].Severity = diag.Error
	}
	for _, m := range roots {
		for i := 0; i+1 < len(m.Node.Content); i += 2 {
			key, value := m.Node.Content[i].Value, m.Node.Content[i+1]
			if err := c.set(key, value); err != nil {
				diags = append(diags, front.Warn("site-value", ConfigFile, m.Line+value.Line, key, err, "key", key))
			}
		}
	}
	if !plausibleAddress(c.Address) {
		diags = append(diags, front.Warn("site-address", ConfigFile, 0, c.Address, nil, "address", c.Address))
		c.Address = ""
	}
	return c, diags
}

func (c *Config) set(key string, v *yaml.Node) error {
	switch key {
	case "title":
		return v.Decode(&c.Title)
	case "language":
		return v.Decode(&c.Language)
	case "address":
		err := v.Decode(&c.Address)
		c.Address = strings.TrimRight(strings.TrimSpace(c.Address), "/")
		return err
	case "description":
		return v.Decode(&c.Description)
	case "author":
		return v.Decode(&c.Author)
	case "id":
		return v.Decode(&c.ID)
	case "theme":
		var t struct {
			Tokens map[string]string `yaml:"tokens"`
		}
		err := v.Decode(&t)
		if t.Tokens != nil {
			c.Tokens = t.Tokens
		}
		return err
	case "menus":
		return v.Decode(&c.Menus)
	case "collections":
		return c.collections(v)
	case "publish":
		return c.publish(v)
	case "code":
		c.PlainCode = v.Value == "plain"
	}
	return nil
}

// controlPrefix is what Publish.Control may be: with any other one, releases
// would lie among the pages of a site, or outside of its place.
var controlPrefix = regexp.MustCompile(`^\.pagewright-[0-9a-f]{16}/$`)

func (c *Config) publish(v *yaml.Node) error {
	err := v.Decode(&c.Publish)
	if given := c.Publish.Control; given != "" && !controlPrefix.MatchString(given) {
		c.Publish.Control = ""
		err = errors.Join(err, fmt.Errorf("control is %q", given))
	}
	return err
}

func (c *Config) collections(v *yaml.Node) error {
	m := map[string]Setting{}
	err := v.Decode(&m)
	for name, s := range m {
		if clean := strings.Trim(name, "/"); clean != "" {
			c.Collections[clean] = s
		}
	}
	return err
}

func plausibleAddress(s string) bool {
	if s == "" {
		return true
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.RawQuery == "" && u.Fragment == ""
}

// WithAddress returns the settings with another address.
func (c *Config) WithAddress(address string) *Config {
	d := *c
	d.Address = strings.TrimRight(address, "/")
	return &d
}

// BasePath is the path of the site's address without a slash at its end: empty
// for a site at the top of its host.
func (c *Config) BasePath() string {
	u, err := url.Parse(c.Address)
	if err != nil {
		return ""
	}
	return strings.TrimRight(u.EscapedPath(), "/")
}

// Media is what media/media.yaml says of one file.
type Media struct {
	Alt        string    `yaml:"alt"`
	Decorative bool      `yaml:"decorative"`
	Focus      []float64 `yaml:"focus"` // x and y in per cent of width and height; nil: the middle
}

// Icons returns the paths by which a site brings its own icon; the first that is
// there counts.
func Icons() []string {
	return []string{"media/favicon.svg", "media/favicon.png", "media/favicon.ico"}
}

// MediaFile is the path of the media's descriptions in a site.
const MediaFile = "media/media.yaml"

// ParseMedia reads media.yaml: path below the site, with or without a leading
// slash, to its description. Entries that can not be read are told and left out.
func ParseMedia(source []byte) (map[string]Media, []diag.Diag) {
	all := map[string]Media{}
	roots, diags := front.Settings(MediaFile, "media-syntax", source)
	for _, m := range roots {
		for i := 0; i+1 < len(m.Node.Content); i += 2 {
			key, value := m.Node.Content[i].Value, m.Node.Content[i+1]
			var one Media
			if err := value.Decode(&one); err != nil {
				diags = append(diags, front.Warn("media-value", MediaFile, m.Line+value.Line, key, err, "path", key))
			}
			all[mediaPath(key)] = one
		}
	}
	return all, diags
}

func mediaPath(key string) string {
	key = strings.TrimPrefix(key, "/")
	if !strings.HasPrefix(key, "media/") {
		return "media/" + key
	}
	return key
}

// CollectionNames returns the configured collections, sorted.
func (c *Config) CollectionNames() []string {
	names := make([]string, 0, len(c.Collections))
	for name := range c.Collections {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
