package journal

import "github.com/pagewright/pagewright/backend/edit/change"

// shorten writes the log anew with the newest steps when it has grown longer
// than limit.
func (j *Journal) shorten(limit int64) error {
	if j.size <= limit {
		return nil
	}
	data := []byte(magic)
	var kept [][]byte
	room := j.o.MaxBytes / 2
	for i := len(j.undo) - 1; i >= 0; i-- {
		b, err := encode(record{Kind: Do, Set: j.undo[i]})
		if err != nil {
			return err
		}
		if room -= int64(len(b)); room < 0 && len(kept) > 0 {
			break
		}
		kept = append(kept, b)
	}
	j.undo = j.undo[len(j.undo)-len(kept):]
	for i := len(kept) - 1; i >= 0; i-- {
		data = append(data, kept[i]...)
	}
	redo, err := encodeRedo(j.redo)
	if err != nil {
		return err
	}
	return j.rewrite(append(data, redo...))
}

// encodeRedo writes what can be redone as steps that were done and undone.
func encodeRedo(redo []change.Set) ([]byte, error) {
	var data []byte
	add := func(kind Kind, set change.Set) error {
		b, err := encode(record{Kind: kind, Set: set})
		data = append(data, b...)
		return err
	}
	for i := len(redo) - 1; i >= 0; i-- {
		if err := add(Do, redo[i]); err != nil {
			return nil, err
		}
	}
	for _, set := range redo {
		if err := add(Undo, set.Invert()); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// rewrite replaces the log. When that fails the old one is read again before
// the next change.
func (j *Journal) rewrite(data []byte) (err error) {
	defer func() { j.broken = err != nil }()
	if err := j.Close(); err != nil {
		return err
	}
	if err := j.disk.Write(j.name, data); err != nil {
		return err
	}
	if j.log, err = openLog(j.disk.Root, j.name); err != nil {
		return err
	}
	j.size = int64(len(data))
	return nil
}
