package storetest

import (
	"bytes"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Server is a real S3 server on a loopback port with an empty bucket.
type Server struct {
	Endpoint  string // http://127.0.0.1:port
	Bucket    string
	AccessKey string
	SecretKey string
	Folder    string // where it keeps the bucket's objects, for a look from behind
}

// Versity starts versitygw for one test. Where the program is not installed
// the test fails, because it would show nothing; with -short it is left out.
func Versity(t testing.TB, flags ...string) *Server {
	t.Helper()
	program := find("versitygw")
	if program == "" {
		if testing.Short() {
			t.Skip("versitygw is not installed")
		}
		t.Fatal("versitygw is not installed: run `go install github.com/versity/versitygw/cmd/versitygw@v1.8.0`, or test with -short")
	}
	s, address := server(t)
	args := append([]string{"--port", address, "--access", s.AccessKey, "--secret", s.SecretKey, "--quiet", "--keep-alive"}, flags...)
	s.start(t, exec.Command(program, append(args, "posix", s.Folder)...))
	return s
}

// MinIO starts minio for one test, where it is installed; else the test is
// left out: it is a second opinion, and takes long to build.
func MinIO(t testing.TB) *Server {
	t.Helper()
	program := find("minio")
	if program == "" {
		t.Skip("minio is not installed")
	}
	s, address := server(t)
	command := exec.Command(program, "server", "--quiet", "--address", address, "--console-address", "127.0.0.1:0", s.Folder)
	command.Env = append(os.Environ(), "MINIO_ROOT_USER="+s.AccessKey, "MINIO_ROOT_PASSWORD="+s.SecretKey, "MINIO_BROWSER=off", "HOME="+t.TempDir())
	s.start(t, command)
	return s
}

// server prepares a server with an empty bucket, and a free port for it.
func server(t testing.TB) (*Server, string) {
	t.Helper()
	s := &Server{Bucket: "bakery", AccessKey: "test-access-key", SecretKey: "test-secret-key-0123456789", Folder: t.TempDir()}
	if err := os.Mkdir(filepath.Join(s.Folder, s.Bucket), 0o755); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close() // the server can not take a socket over; the port stays free for a moment
	s.Endpoint = "http://" + address
	return s, address
}

func find(program string) string {
	if path, err := exec.LookPath(program); err == nil {
		return path
	}
	home, _ := os.UserHomeDir()
	for _, folder := range []string{os.Getenv("GOBIN"), filepath.Join(os.Getenv("GOPATH"), "bin"), filepath.Join(home, "go", "bin")} {
		path := filepath.Join(folder, program)
		if info, err := os.Stat(path); filepath.IsAbs(path) && err == nil && !info.IsDir() {
			return path
		}
	}
	return ""
}

// start runs the server until the test ends, and returns when it answers.
func (s *Server) start(t testing.TB, command *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan error, 1)
	go func() { over <- command.Wait() }()
	t.Cleanup(func() {
		_ = command.Process.Kill()
		<-over
	})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(20 * time.Second)
	for {
		err := s.answers()
		if err == nil {
			return
		}
		select {
		case err := <-over:
			over <- err
			t.Fatalf("the server ended: %v", errors.Join(err, errors.New(said.String())))
		case <-deadline:
			t.Fatalf("the server does not answer: %v", err)
		case <-tick.C:
		}
	}
}

// answers returns nil once the server refuses strangers instead of saying that
// it is not ready.
func (s *Server) answers() error {
	answer, err := http.Get(s.Endpoint + "/" + s.Bucket + "/anything")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode >= 500 {
		return errors.New(answer.Status)
	}
	return nil
}
