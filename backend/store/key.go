package store

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/diag"
)

// maxKey is the longest key in bytes; S3 allows 1,024 with the prefix.
const maxKey = 900

// CheckKey returns nil for a key that every place can keep: slash-separated,
// UTF-8, no empty, "." or ".." part, no control character and no backslash.
// Else the error has the code BadName.
func CheckKey(key string) error {
	if len(key) == 0 || len(key) > maxKey || !utf8.ValidString(key) {
		return Fail(BadName, errors.New("key is empty, too long or not UTF-8"), "key", key)
	}
	for part := range strings.SplitSeq(key, "/") {
		if part == "" || part == "." || part == ".." {
			return Fail(BadName, errors.New("key has an empty or a dot part"), "key", key)
		}
	}
	if strings.ContainsFunc(key, func(r rune) bool { return r < 0x20 || r == 0x7f || r == '\\' }) {
		return Fail(BadName, errors.New("key has a control character or a backslash"), "key", key)
	}
	return nil
}

// retryAfter returns how long the place asked to be left alone, or 0.
func retryAfter(err error) time.Duration {
	var d *diag.Diag
	if !errors.As(err, &d) {
		return 0
	}
	seconds, _ := strconv.Atoi(d.Args["retryAfter"])
	return time.Duration(max(seconds, 0)) * time.Second
}
