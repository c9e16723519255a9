package generator

import (
	"context"
	"sync"
	"sync/atomic"
)

// parallel calls f for 0 to n-1 from several goroutines and returns the first
// error. It stops early on an error and when the context ends.
func parallel(ctx context.Context, workers, n int, f func(i int) error) error {
	workers = min(workers, n)
	if workers <= 1 {
		for i := range n {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f(i); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	var next atomic.Int64
	var stop atomic.Bool
	var once sync.Once
	var first error
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for !stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = f(i)
				}
				if err != nil {
					once.Do(func() { first = err })
					stop.Store(true)
				}
			}
		})
	}
	wait.Wait()
	return first
}

// chunked is parallel for so little work that it is handed out in chunks.
func chunked(ctx context.Context, workers, n int, f func(i int)) error {
	const chunk = 256
	return parallel(ctx, workers, (n+chunk-1)/chunk, func(c int) error {
		for i := c * chunk; i < min(n, (c+1)*chunk); i++ {
			f(i)
		}
		return nil
	})
}
