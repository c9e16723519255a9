package s3

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/pagewright/pagewright/backend/store"
)

// BadAddress: no endpoint or bucket can be made out of what was typed.
const BadAddress = "store-address"

// skewed is the difference of clocks from which a refusal is blamed on it;
// servers allow a quarter of an hour.
const skewed = 5 * time.Minute

// fail turns an error of minio-go into one of the store's. Its text holds what
// the server said, never a key.
func (s *Store) fail(ctx context.Context, err error, seen *sighting, key string) error {
	if ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
		return ctx.Err()
	}
	place := s.place(key)
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) || answer.StatusCode == 0 {
		if seen.isPage() { // a page where XML was to come
			return s.noStorage(seen, key)
		}
		return s.noAnswer(err, place)
	}
	cause := fmt.Errorf("%d %s: %s", answer.StatusCode, answer.Code, s.redact(answer.Message))
	if s.repairRegion(answer, seen) {
		return store.Fail(store.Conflict, cause, place...) // the next attempt names the right region
	}
	if seen.isPage() {
		return s.noStorage(seen, key)
	}
	refused := answer.StatusCode == http.StatusForbidden || answer.StatusCode == http.StatusBadRequest
	if skew := seen.skew(); refused && (skew > skewed || skew < -skewed) || answer.Code == "RequestTimeTooSkewed" {
		return store.Fail(store.ClockSkew, cause, append(place, clock(skew)...)...)
	}
	code := codeOf(answer)
	if code == store.Busy && seen.retryAfter() > 0 {
		place = append(place, "retryAfter", strconv.Itoa(seen.retryAfter()))
	}
	return store.Fail(code, cause, place...)
}

func (s *Store) place(key string) []string {
	return []string{"place", s.address.Bucket, "bucket", s.address.Bucket, "endpoint", s.address.Host, "key", key}
}

// noStorage is the error of an answer that no storage gives.
func (s *Store) noStorage(seen *sighting, key string) error {
	return store.Fail(store.NotStorage, fmt.Errorf("the answer is of type %q, with status %d", seen.header.Get("Content-Type"), seen.status), s.place(key)...)
}

// byCode sorts the answers that say by their code what they are.
var byCode = map[string]string{
	"NoSuchKey": store.NotFound, "NoSuchBucket": store.NoBucket, "InvalidBucketName": store.NoBucket,
	"AccessDenied": store.Denied, "AllAccessDisabled": store.Denied, "AccountProblem": store.Denied,
	"InvalidAccessKeyId": store.UnknownKey, "XAdminUserNotFound": store.UnknownKey, "InvalidToken": store.UnknownKey,
	"ExpiredToken": store.UnknownKey, "InvalidSecurity": store.UnknownKey,
	"SignatureDoesNotMatch": store.WrongSecret,
	"PreconditionFailed":    store.Precondition, "ConditionalRequestConflict": store.Conflict, "OperationAborted": store.Conflict,
	"SlowDown": store.Busy, "SlowDownRead": store.Busy, "SlowDownWrite": store.Busy, "ServiceUnavailable": store.Busy,
	"InternalError": store.Busy, "RequestTimeout": store.Busy, "TooManyRequests": store.Busy,
	"BadDigest": store.Unreachable, "XAmzContentSHA256Mismatch": store.Unreachable, "IncompleteBody": store.Unreachable,
	"NotImplemented": store.Unsupported, "MethodNotAllowed": store.Unsupported, "MissingContentLength": store.Unsupported,
	"KeyTooLong": store.BadName, "KeyTooLongError": store.BadName, "XMinioInvalidObjectName": store.BadName,
	"ObjectParentIsFile": store.BadName, "ExistingObjectIsDirectory": store.BadName, "XMinioParentIsObject": store.BadName,
	"QuotaExceeded": store.NoSpace, "XMinioStorageFull": store.NoSpace, "InsufficientStorage": store.NoSpace,
	"XMinioAdminBucketQuotaExceeded": store.NoSpace,
}

func codeOf(answer minio.ErrorResponse) string {
	if code, ok := byCode[answer.Code]; ok {
		return code
	}
	switch answer.StatusCode {
	case http.StatusNotModified:
		return store.NotModified
	case http.StatusUnauthorized, http.StatusForbidden:
		return store.Denied
	case http.StatusNotFound:
		return store.NotFound
	case http.StatusPreconditionFailed:
		return store.Precondition
	case http.StatusConflict:
		return store.Conflict
	case http.StatusNotImplemented:
		return store.Unsupported
	case http.StatusInsufficientStorage:
		return store.NoSpace
	case http.StatusTooManyRequests, http.StatusRequestTimeout, 499:
		return store.Busy
	}
	if answer.StatusCode >= 500 {
		return store.Busy
	}
	return store.Failed
}

// noAnswer sorts errors without an answer of the server.
func (s *Store) noAnswer(err error, place []string) error {
	cause := errors.New(s.redact(err.Error()))
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	if errors.As(err, &authority) || errors.As(err, &host) || errors.As(err, &invalid) || errors.As(err, &verify) {
		return store.Fail(store.Certificate, cause, place...)
	}
	return store.Fail(store.Unreachable, cause, place...)
}

// redact takes the keys out of a text, whoever put them in.
func (s *Store) redact(text string) string {
	for _, secret := range []string{s.config.SecretKey, s.config.Session, s.config.AccessKey} {
		if len(secret) > 3 { // a shorter one is none, and is in every word
			text = strings.ReplaceAll(text, secret, "***")
		}
	}
	return text
}

// repairRegion takes over the region that the server names, once or twice.
func (s *Store) repairRegion(answer minio.ErrorResponse, seen *sighting) bool {
	switch answer.Code {
	case "AuthorizationHeaderMalformed", "InvalidRegion", "PermanentRedirect", "IllegalLocationConstraintException":
	default:
		if answer.StatusCode != http.StatusMovedPermanently && answer.StatusCode != http.StatusTemporaryRedirect {
			return false
		}
	}
	region := answer.Region
	if region == "" {
		region = seen.region()
	}
	if region == "" {
		region = quoted(answer.Message)
	}
	switch {
	case region == "":
		return false
	case region == *s.region.Load(): // a parallel call repaired it
		return s.repairs.Load() > 0
	case s.repairs.Add(1) > 2:
		return false
	}
	return s.connect(region) == nil
}

// quoted returns the region after "expecting '" in a server's message.
func quoted(message string) string {
	_, rest, _ := strings.Cut(message, "expecting '")
	region, _, ok := strings.Cut(rest, "'")
	if !ok {
		return ""
	}
	return region
}

// clock says in facts how far this computer's clock is off: skew is the
// server's time less ours.
func clock(skew time.Duration) []string {
	direction := "behind"
	if skew < 0 {
		direction, skew = "ahead", -skew
	}
	if skew < skewed {
		return nil // the server says so, but its clock looks like ours
	}
	minutes := int(skew.Round(time.Minute) / time.Minute)
	by := fmt.Sprintf("%d minutes", minutes)
	switch hours, rest := minutes/60, minutes%60; {
	case hours == 1 && rest == 0:
		by = "1 hour"
	case hours > 0 && rest == 0:
		by = fmt.Sprintf("%d hours", hours)
	case hours == 1:
		by = fmt.Sprintf("1 hour and %d minutes", rest)
	case hours > 0:
		by = fmt.Sprintf("%d hours and %d minutes", hours, rest)
	}
	return []string{"by", by, "direction", direction}
}
