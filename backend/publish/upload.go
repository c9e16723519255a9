package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/pagewright/pagewright/backend/publish/body"
	"github.com/pagewright/pagewright/backend/publish/channel"
	"github.com/pagewright/pagewright/backend/publish/sweep"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
	"golang.org/x/sync/errgroup"
)

// each runs do for every item, Workers at a time, and returns the first error.
func each[T any](ctx context.Context, workers int, items []T, do func(context.Context, T) error) error {
	g, group := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for _, item := range items {
		if group.Err() != nil {
			break
		}
		g.Go(func() error { return do(group, item) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// upload sends what the store lacks, then the manifest, and reads a sample
// back. Visitors see nothing of it.
func (r *run) upload(ctx context.Context, plan *Plan) error {
	if err := r.recall(ctx, plan); err != nil {
		return err
	}
	if err := r.checkHazards(plan); err != nil {
		return err
	}
	if err := r.checkPublic(ctx, plan); err != nil {
		return err
	}
	r.meter.Phase(Uploading, len(plan.missing), plan.Bytes)
	err := each(ctx, r.p.o.Workers, plan.missing, func(ctx context.Context, o object) error {
		sent, done := r.meter.Object(o.file.Size)
		if err := r.send(ctx, plan, o, sent); err != nil {
			return err
		}
		done()
		r.memory.add(o)
		return nil
	})
	if err != nil {
		return err
	}
	if pointer := plan.channel.Pointer; pointer == nil || plan.resend || !pointer.Keeps(plan.Release) {
		if err := r.sendManifest(ctx, plan); err != nil {
			return err
		}
	}
	return r.p.sample(ctx, plan)
}

// checkHazards refuses to rely on objects that a running sweep may remove.
func (r *run) checkHazards(plan *Plan) error {
	if len(plan.hazards) == 0 || r.p.off == "hazards" || r.p.o.Now().Sub(plan.channel.Pointer.Sweeping.At) > sweep.Lasts {
		return nil
	}
	for _, o := range plan.missing {
		if plan.hazards[o.file.Hash] {
			return store.Fail(SweepRunning, nil)
		}
	}
	return nil
}

// send sends one object, create-only where the store can: what lies there
// under its hash is the same.
func (r *run) send(ctx context.Context, plan *Plan, o object, sent func(bytes int)) error {
	content, err := body.Check(plan.content, o.path, o.file)
	if err != nil {
		return err
	}
	defer content.Close()
	put := putOptions(o.file)
	put.Sent = sent
	// What is sent again because the store lost something is sent over whatever
	// is there: it may be damaged. A public path is looked at in any case.
	put.IfAbsent = r.p.channel.Known().Create && !plan.hazards[o.file.Hash] && (!plan.resend || o.key == o.path)
	_, err = r.p.store.Put(ctx, o.key, content, put)
	if store.Is(err, store.Precondition) {
		return r.taken(ctx, o, content)
	}
	if err == nil {
		r.sent(o.file.Size)
	}
	return err
}

// taken decides about an object whose key is in use. Under its hash it is the
// same content, sent by a run that was cut off. At a public path somebody else
// may have put something.
func (r *run) taken(ctx context.Context, o object, content *body.Body) error {
	if o.key != o.path {
		return nil
	}
	same, err := r.p.holds(ctx, o.key, o.file)
	if err != nil || same {
		return err
	}
	if !r.over {
		return store.Fail(ForeignFile, nil, "path", "/"+o.path)
	}
	_, err = r.p.store.Put(ctx, o.key, content, putOptions(o.file))
	if err == nil {
		r.sent(o.file.Size)
	}
	return err
}

func putOptions(f release.File) store.PutOptions {
	return store.PutOptions{Type: f.Type, CacheControl: f.Class.CacheControl()}
}

func (r *run) sendManifest(ctx context.Context, plan *Plan) error {
	_, err := r.p.store.PutBytes(ctx, r.p.layout.Release(plan.Release), plan.encoded, store.PutOptions{
		IfAbsent: r.p.channel.Known().Create && len(plan.hazards) == 0 && !plan.resend, Type: channel.Type, CacheControl: channel.NoStore})
	if store.Is(err, store.Precondition) {
		return nil
	}
	return err
}

// holds reports whether the content at key is the one of f.
func (p *Publisher) holds(ctx context.Context, key string, f release.File) (bool, error) {
	o, err := p.store.Get(ctx, key, store.GetOptions{})
	if store.Is(err, store.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer o.Body.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(o.Body, f.Size+1))
	if err != nil {
		return false, store.Fail(store.Unreachable, err, "key", key)
	}
	return n == f.Size && hex.EncodeToString(h.Sum(nil)) == f.Hash, nil
}

// sample reads some of what was sent back, before anybody relies on it: one
// object of a small publish, eight and the manifest of a large one. A store
// that answers well and keeps nothing is found here, before the switch.
func (p *Publisher) sample(ctx context.Context, plan *Plan) error {
	if p.off == "sample" {
		return nil
	}
	if len(plan.missing) > 20 || len(plan.missing) == 0 {
		if _, err := p.channel.Manifest(ctx, plan.Release); err != nil {
			return damaged(err, p.layout.Release(plan.Release))
		}
	}
	picked, err := p.pick(plan.missing)
	if err != nil {
		return err
	}
	return each(ctx, p.o.Workers, picked, func(ctx context.Context, o object) error {
		same, err := p.holds(ctx, o.key, o.file)
		if err == nil && !same {
			err = store.Fail(store.Damaged, fmt.Errorf("%s is not what was sent", o.key), "key", o.key)
		}
		return err
	})
}

// damaged: what was just written and is not there was not kept.
func damaged(err error, key string) error {
	if store.Is(err, store.NotFound) {
		return store.Fail(store.Damaged, err, "key", key)
	}
	return err
}

// pick chooses the objects of a sample by chance.
func (p *Publisher) pick(from []object) ([]object, error) {
	if len(from) > 20 {
		return p.draw(from, 8)
	}
	return p.draw(from, 1)
}

// draw chooses n objects by chance, all different where there are enough.
func (p *Publisher) draw(from []object, n int) ([]object, error) {
	from = slices.Clone(from)
	var picked []object
	for range min(n, len(from)) {
		var b [4]byte
		if _, err := io.ReadFull(p.o.Rand, b[:]); err != nil {
			return nil, err
		}
		i := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
		at := int(i) % len(from)
		picked = append(picked, from[at])
		from[at] = from[len(from)-1]
		from = from[:len(from)-1]
	}
	return picked, nil
}
