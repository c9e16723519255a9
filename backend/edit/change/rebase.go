package change

import "bytes"

// Rebase returns f for a file that another program changed since: content is
// the file as it is now. Each splice must find its place again, by its old
// bytes with the bytes that stood around them; a place that is not there, or
// that is there twice, fails with ok false. The hashes are those of content
// and of what comes out.
func (f File) Rebase(content []byte, hash func([]byte) string) (rebased File, ok bool) {
	rebased = File{Path: f.Path, To: f.To, Before: hash(content)}
	for _, s := range f.Splices {
		at, found := s.find(content)
		if !found {
			return File{}, false
		}
		moved := Cut(content, at, at+len(s.Old), s.New)
		if content, ok = moved.Apply(content); !ok {
			return File{}, false
		}
		rebased.Splices = append(rebased.Splices, moved)
	}
	rebased.After = hash(content)
	return rebased, true
}

// find returns where the old bytes of the splice stand in content. The whole
// surroundings are looked for first; where an edge of them was edited, the
// half nearer to the splice must do, on both sides.
func (s Splice) find(content []byte) (at int, found bool) {
	pre, end := s.Pre, s.End
	for {
		pattern := bytes.Join([][]byte{pre, s.Old, end}, nil)
		if len(bytes.TrimSpace(pattern)) == 0 {
			return 0, false
		}
		switch first := bytes.Index(content, pattern); {
		case first < 0:
		case bytes.Contains(content[first+1:], pattern):
			return 0, false
		default:
			return first + len(pre), true
		}
		if len(pre) < 8 && len(end) < 8 {
			return 0, false
		}
		pre, end = pre[(len(pre)+1)/2:], end[:len(end)/2]
	}
}
