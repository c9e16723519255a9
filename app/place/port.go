package place

import (
	"hash/fnv"
	"net"
	"strconv"
)

// The ports that sites published on this computer are given: above those that
// services have, below those that systems hand out.
const (
	firstPort = 20000
	ports     = 12000
	tries     = 20
)

// Listen takes a loopback port for a site by its id: the same each time where
// it is free, so that an address that was written down stays right.
func Listen(site string) (net.Listener, error) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(site)) // never fails
	start := int(h.Sum32() % ports)
	for i := range tries {
		port := firstPort + (start+i*97)%ports
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return l, nil
		}
	}
	return net.Listen("tcp", "127.0.0.1:0")
}
