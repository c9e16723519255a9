package change

import "slices"

// CanJoin reports whether next may become one step of undo with s: both are
// marked with the same Join, and each file of next is one that s has left
// where it is.
func (s Set) CanJoin(next Set) bool {
	if s.Join == "" || s.Join != next.Join || len(s.Files) != len(next.Files) {
		return false
	}
	for i, f := range next.Files {
		was := s.Files[i]
		if f.IsMove() || was.IsMove() || f.Path != was.Path || f.Before != was.After {
			return false
		}
	}
	return true
}

// Joined returns s and next as one set. CanJoin must hold.
func (s Set) Joined(next Set) Set {
	joined := s
	joined.Page, joined.Select = next.Page, next.Select
	joined.Files = nil
	for i, f := range next.Files {
		first := s.Files[i]
		first.After = f.After
		first.Splices = slices.Clone(first.Splices)
		for _, splice := range f.Splices {
			first.Splices = appendSplice(first.Splices, splice)
		}
		joined.Files = append(joined.Files, first)
	}
	return joined
}

// appendSplice adds a splice and melts it into the last one where it falls
// into what that one wrote, as every key pressed in one block does.
func appendSplice(list []Splice, next Splice) []Splice {
	if len(list) == 0 {
		return append(list, next)
	}
	last := list[len(list)-1]
	from := next.At - last.At
	if from < 0 || from+len(next.Old) > len(last.New) {
		return append(list, next)
	}
	last.New = slices.Concat(last.New[:from], next.New, last.New[from+len(next.Old):])
	list[len(list)-1] = last
	return list
}
