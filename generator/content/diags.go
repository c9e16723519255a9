package content

import (
	"errors"
	"sort"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// AppendDiags appends findings so that ReadDiags gives them back; of a cause
// its text is kept.
func AppendDiags(b []byte, list []diag.Diag) []byte {
	b = pack.Uint(b, uint64(len(list)))
	for i := range list {
		d := &list[i]
		cause := ""
		if d.Err != nil {
			cause = d.Err.Error()
		}
		for _, s := range [...]string{d.Code, string(d.Severity), d.Where.Path, d.Where.Text, cause} {
			b = pack.String(b, s)
		}
		b = pack.Int(b, int64(d.Where.Line))
		names := make([]string, 0, len(d.Args))
		for name := range d.Args {
			names = append(names, name)
		}
		sort.Strings(names)
		b = pack.Uint(b, uint64(len(names)))
		for _, name := range names {
			b = pack.String(pack.String(b, name), d.Args[name])
		}
	}
	return b
}

// ReadDiags reads what AppendDiags appended.
func ReadDiags(r *pack.Reader) []diag.Diag {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make([]diag.Diag, n)
	for i := range list {
		d := &list[i]
		d.Code, d.Severity = r.String(), diag.Severity(r.String())
		d.Where.Path, d.Where.Text = r.String(), r.String()
		if cause := r.String(); cause != "" {
			d.Err = errors.New(cause)
		}
		d.Where.Line = int(r.Int())
		for range r.Count() {
			if d.Args == nil {
				d.Args = map[string]string{}
			}
			name := r.String()
			d.Args[name] = r.String()
		}
	}
	return list
}

func distinct(list []string) []string {
	var out []string
next:
	for _, s := range list {
		if s == "" {
			continue
		}
		for _, have := range out {
			if have == s {
				continue next
			}
		}
		out = append(out, s)
	}
	return out
}
