package blocks

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// attr sets or takes away one attribute of a directive, or what a plain
// picture says.
func attr(d *draft.Draft, op draft.Op) error {
	f, b, err := find(d, op.Page, op.At)
	if err != nil {
		return err
	}
	if b.Kind == "image" && !b.Directive() {
		return pictureAttr(d, f, b, op)
	}
	if !b.Directive() || b.Locked {
		return draft.Fail("edit-locked", op.Page, nil, "kind", b.Kind)
	}
	value, ok, err := attrText(op.Value)
	if err != nil {
		return draft.Fail("edit-op-value", op.Page, err, "name", op.Name)
	}
	opening := b.Opening.In(f.Bytes)
	changed, fine := directive.Remove(opening, op.Name)
	if ok {
		changed, fine = directive.Set(opening, op.Name, value)
	}
	if !fine {
		return draft.Fail("edit-op-value", op.Page, nil, "name", op.Name)
	}
	d.About("Change "+noun(b), op.Page, op.At, op.At)
	was := d.Parse(f)
	f.Splice(b.Opening.Start, b.Opening.End, changed)
	parent, index := split(op.At)
	if n, ok := draft.Kept(was, d.Parse(f), parent, index, 1); !ok || n != 1 {
		return draft.Fail("edit-block-unsafe", op.Page, nil)
	}
	return nil
}

// attrText returns an attribute as it is written; ok false takes it away.
func attrText(raw json.RawMessage) (text string, ok bool, err error) {
	if len(raw) == 0 {
		return "", false, nil
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", false, err
	}
	switch v := v.(type) {
	case nil:
		return "", false, nil
	case string:
		return v, true, nil
	case bool:
		return strconv.FormatBool(v), true, nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true, nil
	}
	return "", false, fmt.Errorf("an attribute holds no %T", v)
}
