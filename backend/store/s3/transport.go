package s3

import (
	"context"
	"net"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"
)

// transport returns a transport for many uploads at once, which notices when
// the network went away: the system alone takes a quarter of an hour for that.
func transport(secure bool, stall time.Duration) (http.RoundTripper, error) {
	t, err := minio.DefaultTransport(secure)
	if err != nil {
		return nil, err
	}
	if stall <= 0 {
		stall = time.Minute
	}
	t.MaxIdleConnsPerHost = 64
	t.DisableCompression = true
	t.ResponseHeaderTimeout = 2 * stall // what the system holds back still has to go
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dialer.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return stalling{c, stall}, nil
	}
	return t, nil
}

// stalling is a connection that fails when nothing moves on it for a while.
type stalling struct {
	net.Conn
	most time.Duration
}

func (s stalling) Read(p []byte) (int, error) {
	// Twice as long: a server may take its time over a whole upload.
	if err := s.SetReadDeadline(time.Now().Add(2 * s.most)); err != nil {
		return 0, err
	}
	return s.Conn.Read(p)
}

// Write also puts off the end of the read that waits for the answer meanwhile:
// an upload may take hours, as long as it moves.
func (s stalling) Write(p []byte) (int, error) {
	if err := s.SetWriteDeadline(time.Now().Add(s.most)); err != nil {
		return 0, err
	}
	if err := s.SetReadDeadline(time.Now().Add(2 * s.most)); err != nil {
		return 0, err
	}
	return s.Conn.Write(p)
}
