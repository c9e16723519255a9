package journal

import "testing"

// FuzzReadAll reads any bytes as a log.
func FuzzReadAll(f *testing.F) {
	whole, err := encode(record{Kind: Do, Set: everything()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(append([]byte(magic), whole...))
	f.Add([]byte(magic + "\xff\xff\xff\xff1234"))
	f.Fuzz(func(t *testing.T, log []byte) {
		list, last, end, _ := readAll(log)
		if end > len(log) || last > end || len(list) > len(log) {
			t.Fatalf("%d records, the last at %d, end %d of %d", len(list), last, end, len(log))
		}
	})
}
