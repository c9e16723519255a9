package desk

import (
	"context"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/backend/edge"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/dir"
)

// local is this computer as a place to publish: the program's own folder, and
// the edge before it on a port that stays while the site is open. Before the
// first publish it only says that there is nothing yet.
type local struct {
	listener net.Listener
	address  string

	mu      sync.Mutex
	edge    *edge.Edge // nil: nothing was published
	control string     // that the edge reads
	folder  *dir.Store
}

// listenLocal takes the port that the site has on this computer.
func listenLocal(id string) (*local, error) {
	l, err := place.Listen(id)
	if err != nil {
		return nil, err
	}
	return &local{listener: l, address: "http://" + l.Addr().String()}, nil
}

// ServeHTTP implements http.Handler.
func (l *local) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	e := l.edge
	l.mu.Unlock()
	if e == nil {
		http.Error(w, "This site was not published on this computer yet.", http.StatusNotFound)
		return
	}
	e.ServeHTTP(w, r)
}

// refresh makes the edge show what the folder says now.
func (l *local) refresh(ctx context.Context, t target.Target, control string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if control == "" || !exists(t.Path) {
		return nil
	}
	if l.edge == nil || l.control != control {
		folder, err := dir.Open(t.Path)
		if err != nil {
			return err
		}
		if err := l.letGo(); err != nil {
			return err
		}
		l.folder, l.control = folder, control
		l.edge = edge.New(store.New(folder, store.Options{}), control, edge.Options{})
	}
	return l.edge.Refresh(ctx)
}

// letGo closes the folder; the lock is held.
func (l *local) letGo() error {
	if l.folder == nil {
		return nil
	}
	l.edge = nil
	return l.folder.Close()
}

// close gives the port and the folder back.
func (l *local) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.listener.Close() // the server has closed it already, where it ran
	return l.letGo()
}

// here returns the target of this computer, where the site has it.
func (s *session) here() (target.Target, bool) {
	for _, t := range s.targets.List() {
		if t.Local {
			return t, true
		}
	}
	return target.Target{}, false
}

// refreshLocal shows visitors of this computer what was just published.
func (s *session) refreshLocal(ctx context.Context) error {
	t, ok := s.here()
	if !ok {
		return nil
	}
	return s.local.refresh(ctx, t, s.Settings().Publish.Control)
}

// followLocal shows what a command published on this computer.
func (s *session) followLocal(ctx context.Context) {
	look := time.NewTicker(localPoll)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
			// What it can not read now it reads the next time; visitors keep
			// what they have.
			_ = s.refreshLocal(ctx)
			s.noticeLocal(ctx)
		}
	}
}

// noticeLocal counts anew when somebody else published on this computer.
func (s *session) noticeLocal(ctx context.Context) {
	t, ok := s.here()
	if !ok || s.publishing.running() {
		return
	}
	shown := s.local.release()
	if shown == "" || shown == s.live.of(t.Name).Release {
		return
	}
	if s.askLocal(ctx) == nil { // else the next time
		s.touch()
	}
}

// release returns what visitors of this computer see; "" for nothing.
func (l *local) release() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.edge == nil {
		return ""
	}
	return l.edge.Release()
}

// localPoll is how soon a command's publish is seen on this computer.
const localPoll = 2 * time.Second

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
