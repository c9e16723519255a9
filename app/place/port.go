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

// Address is where a site, by its id, is seen on this computer, if its port is
// free: the same each time, so that an address that was written down stays
// right, and so that pages which say where they are stay the same.
func Address(site string) string { return "http://" + host(site, 0) }

// Listen takes a loopback port for a site: that of Address where it is free.
func Listen(site string) (net.Listener, error) {
	for i := range tries {
		l, err := net.Listen("tcp", host(site, i))
		if err == nil {
			return l, nil
		}
	}
	return net.Listen("tcp", "127.0.0.1:0")
}

// host returns the port of the n-th try.
func host(site string, n int) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(site)) // never fails
	port := firstPort + (int(h.Sum32()%ports)+n*97)%ports
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}
