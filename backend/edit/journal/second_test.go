package journal

import (
	"slices"
	"testing"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// Where the system exchanges names by way of a second one, a kill may leave what
// was displaced there: the old bytes go, those of another program are kept.
func TestSecondNameAfterAKill(t *testing.T) {
	temp := durable.TempName("a.md")
	for left, kept := range map[string]bool{stateOld["a.md"]: false, "written by another program\n": true} {
		w := newWorld(t, t.TempDir())
		done, err := encode(record{Kind: Do, Set: change.Set{Files: everything().Files[:1]}, Temps: []string{temp}})
		if err != nil {
			t.Fatal(err)
		}
		w.write(t, map[string]string{"a.md": stateNew["a.md"], durable.Second(temp): left, "journal/changes.log": magic + string(done)})
		if named, err := Temps(w.disk, "journal"); err != nil || !slices.Equal(named, []string{temp, durable.Second(temp)}) {
			t.Errorf("named %v, %v: what is not named is taken away before", named, err)
		}
		if kept { // it happened before, with the same bytes
			w.write(t, map[string]string{"conflict/recovered/" + h(left)[:8] + "/a.md": left})
		}
		j, found, err := Open(w.disk, options())
		if err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if (len(found) == 1) != kept || kept && w.read(t)[found[0].Args["copy"]] != left {
			t.Errorf("%q: found %v", left, found)
		}
		if _, there, err := w.disk.Read(durable.Second(temp)); there || err != nil {
			t.Errorf("%q is left behind: %v", left, err)
		}
	}
}

// Other bytes under the name of a conflict copy stay, and so do the new ones.
func TestConflictCopiesOfOneName(t *testing.T) {
	w := newWorld(t, t.TempDir())
	j := w.open(t)
	w.write(t, map[string]string{"temp": "one", "conflict/then/" + h("one")[:8] + "/a.md": "two"})
	d, err := j.keep("temp", h("one"), "then", "a.md")
	if got := w.read(t); err != nil || got[d.Args["copy"]] != "one" || got["conflict/then/"+h("one")[:8]+"/a.md"] != "two" {
		t.Errorf("%v: %q", err, got)
	}
}
