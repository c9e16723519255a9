package desk

import (
	"context"
	"errors"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/backend/edit"
)

func (s *session) targetList(context.Context, api.Empty) (api.TargetList, error) {
	return api.TargetList{Targets: s.targetInfos()}, nil
}

// targetAdd tries a target and, when it can be written to, keeps it: its keys
// in the keychain, the rest in site.yaml.
func (s *session) targetAdd(ctx context.Context, q api.TargetAddRequest) (api.ProbeAnswer, error) {
	added, caps, err := s.targets.Add(ctx, addition(q), target.Options{Now: s.o.Now})
	if err != nil {
		return api.ProbeAnswer{}, err
	}
	out, err := s.Editor().Apply(ctx, []edit.Op{s.targets.Written(added)}, edit.ApplyOptions{})
	if _, err = s.answer(ctx, "", out, err); err != nil {
		return api.ProbeAnswer{}, err
	}
	s.live.set(added.Name, liveNote{Keys: true})
	s.tell("site", s.state())
	return api.ProbeAnswer{Target: s.targetInfo(added), Switch: caps.Switch, Notes: target.Notes(added, caps)}, nil
}

func addition(q api.TargetAddRequest) target.Addition {
	a := target.Addition{AccessKey: q.AccessKey, SecretKey: q.SecretKey}
	a.Name, a.Label, a.Driver, a.Endpoint, a.Bucket = q.Name, q.Label, q.Driver, q.Endpoint, q.Bucket
	a.Region, a.Prefix, a.Address, a.Delivery = q.Region, q.Prefix, q.Address, q.Delivery
	return a
}

func (s *session) targetProbe(ctx context.Context, q api.TargetRequest) (api.ProbeAnswer, error) {
	p, err := s.place(ctx, q.Target)
	if err != nil {
		return api.ProbeAnswer{}, err
	}
	caps, err := p.Probe(ctx)
	if err == nil {
		err = s.learn(ctx, p)
	}
	if err = errors.Join(err, p.Close()); err != nil {
		return api.ProbeAnswer{}, err
	}
	return api.ProbeAnswer{Target: s.targetInfo(p.Target), Switch: caps.Switch, Notes: target.Notes(p.Target, caps)}, nil
}

// targetRemove forgets a target and its keys. What is published there stays.
func (s *session) targetRemove(ctx context.Context, q api.TargetRequest) (api.Empty, error) {
	t, err := s.targets.Find(q.Target)
	if err != nil {
		return api.Empty{}, err
	}
	out, err := s.Editor().Apply(ctx, []edit.Op{s.targets.Removed(t.Name)}, edit.ApplyOptions{})
	if _, err = s.answer(ctx, "", out, err); err != nil {
		return api.Empty{}, err
	}
	s.live.set(t.Name, liveNote{})
	s.tell("site", s.state())
	return api.Empty{}, s.targets.Forget(ctx, t, nil)
}
