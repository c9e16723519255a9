package s3

import (
	"errors"
	"net"
	"net/url"
	"regexp"
	"strings"

	"github.com/pagewright/pagewright/backend/store"
)

// Address is a bucket's place as it was understood.
type Address struct {
	Host   string // with port, without the bucket
	Secure bool   // https
	Region string
	Bucket string
	Prefix string // with a trailing slash, or empty
}

// Endpoint returns the address without the bucket, as it is best written down.
func (a Address) Endpoint() string {
	if a.Secure {
		return "https://" + a.Host
	}
	return "http://" + a.Host
}

// Repair makes out endpoint, bucket and region from what a person typed or
// pasted: with or without a scheme, with the bucket before the host or behind
// it, an s3:// address, a region in the host's name. bucket and region win
// where they are given. The error has the code store-address.
func Repair(endpoint, bucket, region string) (Address, error) {
	endpoint, bucket = strings.TrimSpace(endpoint), strings.Trim(strings.TrimSpace(bucket), "/")
	region = strings.TrimSpace(region)
	u, err := parse(endpoint)
	if err != nil || u.Host == "" && u.Scheme != "s3" || u.User != nil {
		return Address{}, store.Fail(BadAddress, errors.New("no endpoint can be made out"), "endpoint", safe(endpoint))
	}
	a := Address{Host: strings.ToLower(u.Host), Secure: u.Scheme != "http", Bucket: bucket, Region: region}
	path := strings.Trim(u.Path, "/")
	if u.Scheme == "s3" {
		a.Host, path = "s3.amazonaws.com", strings.Trim(u.Host+"/"+path, "/")
	}
	a.splitHost()
	a.splitPath(path)
	if a.Region == "" {
		a.Region = regionOf(a.Host)
	}
	if a.Host == "s3.amazonaws.com" && a.Region != "us-east-1" {
		a.Host = "s3." + a.Region + ".amazonaws.com"
	}
	if a.Bucket == "" {
		return a, store.Fail(BadAddress, errors.New("no bucket is named"), "endpoint", a.Host)
	}
	return a, nil
}

func parse(endpoint string) (*url.URL, error) {
	if strings.Contains(endpoint, "://") {
		return url.Parse(endpoint)
	}
	host, _, _ := strings.Cut(endpoint, "/")
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return url.Parse("http://" + endpoint)
	}
	return url.Parse("https://" + endpoint)
}

// safe drops what may be a key from an address that is shown in an error.
func safe(endpoint string) string {
	if _, rest, ok := strings.Cut(endpoint, "@"); ok {
		return rest
	}
	return endpoint
}

// beforeHost finds a bucket that stands before a host whose form is known.
var beforeHost = regexp.MustCompile(`^([a-z0-9][a-z0-9.-]+)\.(` + strings.Join([]string{
	`s3[.-][a-z0-9-]+\.amazonaws\.com(?:\.cn)?`, `s3\.amazonaws\.com`, `[a-z]{3}[0-9]\.digitaloceanspaces\.com`,
	`s3\.[a-z0-9-]+\.(?:backblazeb2\.com|wasabisys\.com|scw\.cloud|io\.cloud\.ovh\.net)`,
	`(?:fsn1|nbg1|hel1)\.your-objectstorage\.com`, `[0-9a-f]{32}(?:\.[a-z]+)?\.r2\.cloudflarestorage\.com`,
	`storage\.googleapis\.com`, `t3\.storage\.dev`}, "|") + `)$`)

func (a *Address) splitHost() {
	if a.Bucket != "" && strings.HasPrefix(a.Host, a.Bucket+".") {
		a.Host = strings.TrimPrefix(a.Host, a.Bucket+".")
		return
	}
	if m := beforeHost.FindStringSubmatch(a.Host); m != nil && a.Bucket == "" {
		a.Bucket, a.Host = m[1], m[2]
	}
}

// splitPath takes bucket and prefix from the endpoint's path.
func (a *Address) splitPath(path string) {
	if path == "" {
		return
	}
	first, rest, _ := strings.Cut(path, "/")
	if a.Bucket == "" || first == a.Bucket {
		a.Bucket, path = first, rest
	}
	if path != "" {
		a.Prefix = path + "/"
	}
}

var inHost = []*regexp.Regexp{
	regexp.MustCompile(`^s3[.-]([a-z]{2}(?:-[a-z]+)+-[0-9])\.amazonaws\.com`),
	regexp.MustCompile(`^([a-z]{3}[0-9])\.digitaloceanspaces\.com$`),
	regexp.MustCompile(`^s3\.([a-z0-9-]+)\.(?:backblazeb2\.com|wasabisys\.com|scw\.cloud|io\.cloud\.ovh\.net)$`),
	regexp.MustCompile(`^(fsn1|nbg1|hel1)\.your-objectstorage\.com$`),
}

func regionOf(host string) string {
	if strings.HasSuffix(host, ".r2.cloudflarestorage.com") || strings.HasSuffix(host, ".storage.dev") {
		return "auto"
	}
	for _, known := range inHost {
		if m := known.FindStringSubmatch(host); m != nil {
			return m[1]
		}
	}
	return "us-east-1"
}
