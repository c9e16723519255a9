//go:build window

package windowtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// inspector looks into the window through WebKit's inspector: it only reads
// what is on the screen and where. What a person does is done by a hand.
type inspector struct {
	t      *testing.T
	ws     *websocket.Conn
	target string
	count  atomic.Int64
}

// message is one message of the inspector's protocol.
type message struct {
	ID     int64           `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  json.RawMessage `json:"error,omitempty"`
}

// freePort returns a port that was free a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// inspect connects to the window whose inspector listens at the port, when the
// title of its page says that it stands: WebKit ends the program when an
// inspector connects while the first page is loaded.
func inspect(t *testing.T, port string, stands func(title string) bool) *inspector {
	t.Helper()
	i := &inspector{t: t}
	within(t, "the page in the inspector's list", func() bool { _, title := listed(port); return stands(title) })
	within(t, "the inspector", func() bool { return i.connect(port) })
	t.Cleanup(func() { _ = i.ws.Close() })
	return i
}

// listed is the address of the page in the inspector's list and the beginning
// of its title, "" without one.
func listed(port string) (address, title string) {
	a, err := http.Get("http://127.0.0.1:" + port + "/")
	if err != nil {
		return "", ""
	}
	defer func() { _ = a.Body.Close() }()
	list, err := io.ReadAll(a.Body)
	if err != nil {
		return "", ""
	}
	if m := regexp.MustCompile(`(?s)class="targetname">(.*?)</div><div class="targeturl">`).FindSubmatch(list); m != nil {
		title = string(m[1])
	}
	return regexp.MustCompile(`/socket/\d+/\d+/WebPage`).FindString(string(list)), title
}

// connect connects to the page; false: it was not the one that is shown now.
func (i *inspector) connect(port string) bool {
	page, _ := listed(port)
	ws, err := websocket.Dial("ws://127.0.0.1:"+port+page, "", "http://127.0.0.1")
	if err != nil {
		return false
	}
	for _ = ws.SetReadDeadline(time.Now().Add(5 * time.Second)); ; { // a connection that can not have one fails to read
		var m message
		if err := websocket.JSON.Receive(ws, &m); err != nil {
			_ = ws.Close()
			return false
		}
		var p struct {
			TargetInfo struct{ TargetID, Type string }
		}
		if m.Method == "Target.targetCreated" && json.Unmarshal(m.Params, &p) == nil && p.TargetInfo.Type == "page" {
			i.ws, i.target = ws, p.TargetInfo.TargetID
			return true
		}
	}
}

func (i *inspector) receive(m *message) {
	i.t.Helper()
	_ = i.ws.SetReadDeadline(time.Now().Add(60 * time.Second)) // a connection that can not have one fails to read
	if err := websocket.JSON.Receive(i.ws, m); err != nil {
		i.t.Fatalf("inspector: %v", err)
	}
}

// eval evaluates a JavaScript expression in the editor's page and decodes its
// value into what into points to.
func (i *inspector) eval(expression string, into any) error {
	i.t.Helper()
	id := i.count.Add(1)
	inner := fmt.Sprintf(`{"id":%d,"method":"Runtime.evaluate","params":{"returnByValue":true,"expression":%s}}`, id, quote(expression))
	params, err := json.Marshal(map[string]string{"targetId": i.target, "message": inner})
	if err != nil {
		return err
	}
	if err := websocket.JSON.Send(i.ws, message{ID: 1000000 + id, Method: "Target.sendMessageToTarget", Params: params}); err != nil {
		return err
	}
	for {
		var m, answer message
		i.receive(&m)
		var p struct{ Message string }
		if m.Method != "Target.dispatchMessageFromTarget" || json.Unmarshal(m.Params, &p) != nil ||
			json.Unmarshal([]byte(p.Message), &answer) != nil || answer.ID != id {
			continue
		}
		var r struct {
			Result    struct{ Value json.RawMessage }
			WasThrown bool
		}
		if err := json.Unmarshal(answer.Result, &r); err != nil || r.WasThrown {
			return fmt.Errorf("evaluate %s: %s %s", expression, answer.Result, answer.Error)
		}
		if len(r.Result.Value) == 0 {
			return errors.New("no value: " + expression)
		}
		return json.Unmarshal(r.Result.Value, into)
	}
}

// is evaluates a condition. One that throws is false: what it looks at is not
// there yet.
func (i *inspector) is(condition string) bool {
	var yes bool
	return i.eval("!!("+condition+")", &yes) == nil && yes
}

// wait waits until a condition is true.
func (i *inspector) wait(what, condition string) {
	i.t.Helper()
	within(i.t, what, func() bool { return i.is(condition) })
}

// text evaluates to a string.
func (i *inspector) text(expression string) string {
	i.t.Helper()
	var s string
	if err := i.eval(expression, &s); err != nil {
		i.t.Fatal(err)
	}
	return s
}

func quote(s string) string {
	raw, _ := json.Marshal(s) // a string always encodes
	return string(raw)
}

// within waits until ok, looking now and again, and fails the test when it
// takes too long.
func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	if !inTime(90*time.Second, ok) {
		t.Fatalf("%s: not in 90 seconds", what)
	}
}

// inTime waits until ok, looking now and again, and reports whether it came to
// that in time.
func inTime(limit time.Duration, ok func() bool) bool {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(limit); !ok(); {
		select {
		case <-tick.C:
		case <-end:
			return false
		}
	}
	return true
}
