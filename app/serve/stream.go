package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/pagewright/pagewright/app/api"
)

// heartbeat keeps a quiet stream open.
const heartbeat = 20 * time.Second

// stream answers /events: every event of the bus as a Server-Sent Event whose
// data is the Event as JSON.
func stream(bus *api.Bus) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			say(w, http.StatusMethodNotAllowed, "Events are read.")
			return
		}
		events, end := bus.Listen()
		defer end()
		w.Header().Set("Content-Type", "text/event-stream")
		out := http.NewResponseController(w)
		_, _ = fmt.Fprint(w, ": hello\n\n")
		beat := time.NewTicker(heartbeat)
		defer beat.Stop()
		for out.Flush() == nil {
			select {
			case e, open := <-events:
				if !open {
					return
				}
				raw, err := json.Marshal(e)
				if err != nil {
					return
				}
				_, _ = fmt.Fprintf(w, "data: %s\n\n", raw) // Flush tells of a reader that is gone
			case <-beat.C:
				_, _ = fmt.Fprint(w, ": still here\n\n")
			case <-r.Context().Done():
				return
			}
		}
	})
}
