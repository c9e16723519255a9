package publish

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
)

// far is a store at a distance: every call takes 20 ms.
type far struct{ store.Driver }

const latency = 20 * time.Millisecond

func (f far) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	time.Sleep(latency)
	return f.Driver.Get(ctx, key, o)
}

func (f far) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	time.Sleep(latency)
	return f.Driver.Put(ctx, key, body, o)
}

// BenchmarkOneChange publishes one change of ten thousand pages to a store at a
// distance, and rolls back.
func BenchmarkOneChange(b *testing.B) {
	bench := newBench(b, &mem.Store{}, Edge)
	f := site("one", 10_000)
	bench.publish(f)
	bench.store = store.New(far{bench.driver}, store.Options{})
	for name, act := range map[string]func(i int) int64{
		"publish": func(i int) int64 {
			return bench.publish(f.with("page-1/index.html", fmt.Sprint("<p>", i))).Requests
		},
		"rollback": func(int) int64 {
			r, err := bench.publisher().Rollback(context.Background(), "")
			if err != nil {
				b.Fatal(err)
			}
			return r.Requests
		},
	} {
		b.Run(name, func(b *testing.B) {
			var requests int64
			for i := range b.N {
				requests = act(b.N*1000 + i)
			}
			b.ReportMetric(float64(requests), "requests")
		})
	}
}
