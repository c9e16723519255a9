package desk

import (
	"context"
	"errors"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/secret"
)

func (s *session) targetList(context.Context, api.Empty) (api.TargetList, error) {
	return api.TargetList{Targets: s.targetInfos()}, nil
}

// targetAdd tries a target and, when it can be written to, keeps it: its keys
// where the person wants them, the rest in site.yaml.
func (s *session) targetAdd(ctx context.Context, q api.TargetAddRequest) (api.ProbeAnswer, error) {
	added, caps, err := s.targets.Add(ctx, addition(q), target.Options{Now: s.o.Now})
	if err != nil {
		return api.ProbeAnswer{}, err
	}
	return s.keepTarget(ctx, added, caps, s.targets.Written(added))
}

// targetUpdate tries what a target is to become and, when it can be written
// to, keeps that.
func (s *session) targetUpdate(ctx context.Context, q api.TargetUpdateRequest) (api.ProbeAnswer, error) {
	changed, caps, err := s.targets.Update(ctx, q.Target, addition(q.TargetAddRequest), target.Options{Now: s.o.Now})
	if err != nil {
		return api.ProbeAnswer{}, err
	}
	return s.keepTarget(ctx, changed, caps, s.targets.Rewritten(changed))
}

// keepTarget writes a target that was tried to site.yaml. What visitors saw at
// the place that had its name counts no more.
func (s *session) keepTarget(ctx context.Context, t target.Target, caps publish.Capabilities, written edit.Op) (api.ProbeAnswer, error) {
	out, err := s.Editor().Apply(ctx, []edit.Op{written}, edit.ApplyOptions{})
	if _, err = s.answer(ctx, "", out, err); err != nil {
		return api.ProbeAnswer{}, err
	}
	s.live.set(t.Name, liveNote{Keys: true})
	s.tell("site", s.state())
	return api.ProbeAnswer{Target: s.targetInfo(t), Switch: caps.Switch, Notes: target.Notes(t, caps)}, nil
}

func addition(q api.TargetAddRequest) target.Addition {
	a := target.Addition{Keys: q.Keys}
	a.Name, a.Label, a.Driver, a.Path, a.Endpoint, a.Bucket = q.Name, q.Label, q.Driver, q.Folder, q.Endpoint, q.Bucket
	a.Region, a.Prefix, a.Style, a.Address, a.Delivery = q.Region, q.Prefix, q.Style, q.Address, q.Delivery
	switch q.Keys {
	case target.InProfile:
		a.Profile = q.Profile
	case target.InEnvironment:
		a.AccessKeyEnv, a.SecretKeyEnv = q.AccessKeyEnv, q.SecretKeyEnv
		if a.AccessKeyEnv == "" && a.SecretKeyEnv == "" {
			a.AccessKeyEnv, a.SecretKeyEnv = secret.AWSAccess, secret.AWSSecret
		}
	default:
		a.AccessKey, a.SecretKey = q.AccessKey, q.SecretKey
	}
	return a
}

// targetKeys says where keys can come from on this computer.
func (s *session) targetKeys(ctx context.Context, _ api.Empty) (api.KeyPlaces, error) {
	v := s.o.Vault
	return api.KeyPlaces{Keychain: v.Ready(ctx) == nil, Profiles: v.Profiles(), Environment: v.Environment()}, nil
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
	return api.Empty{}, s.targets.Forget(ctx, t)
}

func (s *session) targetInfos() []api.TargetInfo {
	list := []api.TargetInfo{}
	for _, t := range s.targets.List() {
		list = append(list, s.targetInfo(t))
	}
	return list
}

func (s *session) targetInfo(t target.Target) api.TargetInfo {
	live := s.live.of(t.Name)
	keys := s.targets.KeysOf(t)
	info := api.TargetInfo{
		Name: t.Name, Label: t.Label, Driver: t.Driver, Local: t.Local, Endpoint: t.Endpoint, Bucket: t.Bucket, Region: t.Region,
		Prefix: t.Prefix, Style: t.Style, Address: t.Address, Delivery: t.Delivery, Keys: keys, Profile: t.Profile,
		AccessKeyEnv: t.AccessKeyEnv, SecretKeyEnv: t.SecretKeyEnv, Live: live.Release,
		HasKey: keys != target.InKeychain || live.Keys,
	}
	if t.Driver == target.Folder {
		info.Folder = t.Path
	}
	return info
}
