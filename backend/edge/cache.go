package edge

import (
	"container/list"
	"sync"
)

// cache keeps contents by hash, the least recently used go first. A hash never
// changes its content, so nothing in it is ever wrong.
type cache struct {
	mu    sync.Mutex
	most  int64 // bytes
	size  int64
	order *list.List // of *entry, newest first
	byKey map[string]*list.Element
}

type entry struct {
	hash string
	data []byte
}

func newCache(most int64) *cache {
	return &cache{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

// largest is the size of the largest content that is kept.
func (c *cache) largest() int64 { return c.most / 8 }

func (c *cache) get(hash string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[hash]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry).data, true
}

func (c *cache) put(hash string, data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[hash]; ok || int64(len(data)) > c.largest() {
		return
	}
	c.byKey[hash] = c.order.PushFront(&entry{hash, data})
	c.size += int64(len(data))
	for c.size > c.most {
		last := c.order.Back()
		old := c.order.Remove(last).(*entry)
		delete(c.byKey, old.hash)
		c.size -= int64(len(old.data))
	}
}
