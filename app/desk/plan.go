package desk

import (
	"context"
	"errors"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/target"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/publish/change"
)

// maxItems bounds the changes that a plan lists.
const maxItems = 500

// plan says what a publish would do.
func (s *session) plan(ctx context.Context, q api.TargetRequest) (api.Plan, error) {
	p, err := s.place(ctx, q.Target)
	if err != nil {
		return api.Plan{}, err
	}
	plan, err := s.planAt(ctx, p)
	return plan, errors.Join(err, p.Close())
}

func (s *session) planAt(ctx context.Context, p *target.Place) (api.Plan, error) {
	r, err := s.ToPublishAt(ctx, p.BuildAddress(s.Settings()))
	if err != nil {
		return api.Plan{}, err
	}
	plan, err := p.Publisher.Plan(ctx, r)
	if err != nil {
		return api.Plan{}, err
	}
	s.publishing.keep(plan, p.Name, r)
	out := planned(plan)
	for _, d := range plan.Problems {
		out.Problems = append(out.Problems, words(s.o.Explain(d)))
	}
	return out, nil
}

func planned(plan *publish.Plan) api.Plan {
	c := plan.Changes
	out := api.Plan{
		Release: plan.Release, Previous: plan.Previous, First: plan.Previous == "", Nothing: plan.Nothing(), Finishes: plan.Finishes,
		Words: c.Words(), Pages: api.PlanCount(c.Count(change.Page)), Lists: api.PlanCount(c.Count(change.List)),
		Pictures: api.PlanCount(c.Count(change.Picture)), Files: api.PlanCount(c.Count(change.File)),
		AllPages: c.Pages, More: max(0, len(c.List)-maxItems), Uploads: plan.Uploads, Bytes: plan.Bytes, Foreign: plan.Foreign != nil,
	}
	if c.Redesigned() {
		out.Design = max(1, c.Design)
	}
	for _, found := range c.List[:min(len(c.List), maxItems)] {
		out.Items = append(out.Items, api.PlanItem(found))
	}
	if plan.Foreign != nil {
		out.ForeignWho, out.ForeignWhen = plan.Foreign.Who, plan.Foreign.At.Format(time.RFC3339)
	}
	return out
}

// releases lists what a target keeps.
func (s *session) releases(ctx context.Context, q api.TargetRequest) (api.ReleaseList, error) {
	p, err := s.place(ctx, q.Target)
	if err != nil {
		return api.ReleaseList{}, err
	}
	kept, err := p.Publisher.Releases(ctx)
	if err = errors.Join(err, p.Close()); err != nil {
		return api.ReleaseList{}, err
	}
	list := api.ReleaseList{Releases: []api.ReleaseInfo{}}
	for _, k := range kept {
		list.Releases = append(list.Releases, api.ReleaseInfo{
			ID: k.ID, Name: k.Name, At: k.At.Format(time.RFC3339), Who: k.Who, Mine: k.Mine, Live: k.Live, Previous: k.Previous, Back: k.Back,
			Pages: k.Pages, Files: k.Files, Bytes: k.Bytes, Note: k.Note,
		})
	}
	return list, nil
}
