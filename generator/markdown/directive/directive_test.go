package directive

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// write says what was understood of an opening line.
func write(o Opening, line []byte) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s", o.Colons, o.Name)
	for _, a := range o.Attrs {
		fmt.Fprintf(&b, " %s=%q", a.Name, a.Value)
		if a.Flag {
			b.WriteByte('!')
		}
	}
	if o.Bad {
		b.WriteString(" bad")
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{":::hero", "3 hero"},
		{"::toc", "2 toc"},
		{":::::columns  ", "5 columns"},
		{"   ::: hero {align=left}", `3 hero align="left"`},
		{":::hero{image=/media/harbour.jpg align=left}", `3 hero image="/media/harbour.jpg" align="left"`},
		{`:::hero{a="b c" d='e "f"' g=""}`, `3 hero a="b c" d="e \"f\"" g=""`},
		{":::hero{#top .wide .dark flag}", `3 hero id="top" class="wide" class="dark" flag=""!`},
		{":::hero{}", "3 hero"},
		{`:::hero{ a="1", b=2,3 }`, `3 hero a="1" b="2,3"`},
		{":::hero{a=https://x.test/?b=c&copy=2#d}", `3 hero a="https://x.test/?b=c&copy=2#d"`},
		{`:::hero{a="&quot;x&quot; &amp; &#10;&#x41; &nope; &"}`, `3 hero a="\"x\" & \nA &nope; &"`},
		{`:::hero{a="C:\new"}`, `3 hero a="C:\\new"`},
		{":::hero{data-x:y.z=1}", `3 hero data-x:y.z="1"`},
		{":::hero-two_3", "3 hero-two_3"},
		{":::hero{title=Grüße}", `3 hero title="Grüße"`},
		// Directives of others: understood as such, and locked.
		{":::note A title", "3 note bad"},
		{":::note[A label]{a=1}", "3 note bad"},
		{"::: {.note}", "3 note bad"},
		{":::{note} A title", "3 note bad"},
		{`:::hero{a="b}`, "3 hero bad"},
		{":::hero{=b}", "3 hero bad"},
		{":::hero{a=b", `3 hero a="b" bad`},
		{":::hero{a=b} tail", `3 hero a="b" bad`},
		{`:::hero{a=b"c"}`, "3 hero bad"},
		{":::hero{.}", "3 hero bad"},
		{":::hero{{a}}", "3 hero bad"},
		// No directives.
		{":hero", "-"},
		{"::", "-"},
		{":::", "-"},
		{"::: ", "-"},
		{":::3", "-"},
		{"::: !", "-"},
		{"::std::string", "-"},
		{"::note A title", "-"},
		{":: toc", "-"},
		{"x:::hero", "-"},
		{"", "-"},
	} {
		got := "-"
		if o, ok := Parse([]byte(c.line)); ok {
			got = write(o, []byte(c.line))
			if name := string(o.NameAt.In([]byte(c.line))); !strings.Contains(name, o.Name) {
				t.Errorf("%q: name at %q", c.line, name)
			}
		}
		if got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

func TestSetAndRemove(t *testing.T) {
	for _, c := range []struct{ line, name, value, set, removed string }{
		{":::hero", "a", "b", ":::hero{a=b}", ":::hero"},
		{":::hero  ", "a", "b", ":::hero{a=b}  ", ":::hero  "},
		{"  ::: hero {x=1 }  ", "a", "b c", `  ::: hero {x=1 a="b c" }  `, "  ::: hero {x=1 }  "},
		{":::hero{}", "a", "b", ":::hero{a=b}", ":::hero{}"},
		{":::hero { }", "a", "b", ":::hero { a=b}", ":::hero { }"},
		{`:::hero{a="x"  b=2}`, "a", "y", ":::hero{a=y  b=2}", ":::hero{b=2}"},
		{`:::hero{b=2  a='x'}`, "a", "y", ":::hero{b=2  a=y}", ":::hero{b=2}"},
		{":::hero{a}", "a", "true", ":::hero{a=true}", ":::hero"},
		{":::hero{a=1 b=2 a=3}", "a", "4", ":::hero{a=1 b=2 a=4}", ":::hero{b=2}"},
		{":::hero {a=1}", "a", "", `:::hero {a=""}`, ":::hero"},
		{":::hero{#top .wide}", "id", "low", ":::hero{id=low .wide}", ":::hero{.wide}"},
		{":::hero{.wide .dark x=1}", "class", "light", ":::hero{.wide class=light x=1}", ":::hero{x=1}"},
		{`:::hero{a="1",b=2}`, "a", "3", ":::hero{a=3 ,b=2}", ":::hero{b=2}"},
		{"::toc{depth=2}", "depth", "3", "::toc{depth=3}", "::toc"},
	} {
		if got, ok := Set([]byte(c.line), c.name, c.value); !ok || string(got) != c.set {
			t.Errorf("set %s=%q in %q: %q, want %q", c.name, c.value, c.line, got, c.set)
		}
		if got, ok := Remove([]byte(c.line), c.name); !ok || string(got) != c.removed {
			t.Errorf("remove %s in %q: %q, want %q", c.name, c.line, got, c.removed)
		}
	}
	for _, line := range []string{"text", ":::hero{a", ":::note A title", ""} {
		if _, ok := Set([]byte(line), "a", "b"); ok {
			t.Errorf("an attribute was set in %q", line)
		}
		if _, ok := Remove([]byte(line), "a"); ok {
			t.Errorf("an attribute was removed in %q", line)
		}
	}
	for _, name := range []string{"", "1a", "a b", "a=b", "a}", "ä"} {
		if _, ok := Set([]byte(":::hero"), name, "b"); ok {
			t.Errorf("attribute %q was set", name)
		}
	}
}

// lines are opening lines with attributes in all the ways that they can stand
// beside each other.
var lines = []string{
	":::hero", ":::hero{}", ":::hero{x=1}", ":::hero {x='a b'  y} ", "::toc{ .c #d }", "  ::::a{x=&amp; , y=\"\"}",
	":::a{x=\"1\"y='2'z}", ":::a{.b.c#d.e}", ":::a{x=\"1\",y=\"2\",}", ":::a{x=1 y=2 x=3}", ":::a{x.y=1 .z}", ":::a{,x,y,}",
}

// Any value comes back as it was set, and all other attributes stay as they
// are, wherever they stand.
func TestSetKeepsEverything(t *testing.T) {
	value := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("a&;#\"'{} =<>\n\r\t,x10quot`\\"))))
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(rapid.SampledFrom(lines).Draw(t, "line"))
		name := rapid.SampledFrom([]string{"new", "x", "y", "z", "class", "id"}).Draw(t, "name")
		v := value.Draw(t, "value")
		before, _ := Parse(line)
		out, ok := Set(line, name, v)
		if !ok || bytes.ContainsAny(out, "\n\r") {
			t.Fatalf("%q from %q", out, line)
		}
		after, ok := Parse(out)
		if !ok || after.Bad {
			t.Fatalf("%q from %q", out, line)
		}
		if was, is := others(before, line, name), others(after, out, name); was != is {
			t.Fatalf("%s became %s: %q from %q", was, is, out, line)
		}
		if got, want := last(after, name), strings.ReplaceAll(v, "\x00", "\uFFFD"); got != want {
			t.Fatalf("%q was set and is %q in %q", v, got, out)
		}
		back, ok := Remove(out, name)
		rest, isOpening := Parse(back)
		if !ok || !isOpening || rest.Bad || last(rest, name) != "" {
			t.Fatalf("%q became %q", out, back)
		}
		if was, is := others(before, line, name), others(rest, back, name); was != is {
			t.Fatalf("%s became %s: %q from %q", was, is, back, out)
		}
		if name == "new" && len(before.Attrs) > 0 && !bytes.Contains(line, []byte(",")) && !bytes.Equal(back, line) {
			t.Fatalf("%q became %q", line, back)
		}
	})
}

// others are the attributes of another name, as written.
func others(o Opening, line []byte, name string) string {
	var b strings.Builder
	for _, a := range o.Attrs {
		if a.Name != name {
			fmt.Fprintf(&b, "%s is %q by %q;", a.Name, a.Value, a.Range.In(line))
		}
	}
	return b.String()
}

// last is the value that counts.
func last(o Opening, name string) (value string) {
	for _, a := range o.Attrs {
		if a.Name == name {
			value = a.Value
		}
	}
	return value
}

func TestFence(t *testing.T) {
	for line, want := range map[string]int{
		":::": 3, "::::": 4, "   :::  \r\n": 3, ":::\t": 3, "::": 0, "    :::": 0, ":::a": 0, "": 0, "::: :": 0, "\t:::": 0, "::::::::::": 10,
	} {
		if got := Fence([]byte(line)); got != want {
			t.Errorf("%q: %d, want %d", line, got, want)
		}
	}
}

func FuzzOpening(f *testing.F) {
	for _, s := range []string{":::hero{a=1 b=\"c\" #d .e f}", "::toc{&amp;=\"&#10;\"}", "::: {.x}", ":::a[b]{c}", ":::a{b='\"'}"} {
		f.Add([]byte(s), "name", "value")
	}
	f.Fuzz(func(t *testing.T, line []byte, name, value string) {
		if bytes.ContainsAny(line, "\n") {
			return
		}
		o, ok := Parse(line)
		if !ok {
			return
		}
		at := o.NameAt.End
		for _, a := range o.Attrs {
			if a.Range.Start < at || a.Range.End > len(line) || a.Range.Len() <= 0 {
				t.Fatalf("%+v in %q", a, line)
			}
			at = a.Range.End
		}
		out, ok := Set(line, name, value)
		if !ok {
			return
		}
		again, ok := Parse(out)
		if !ok || again.Bad || again.Name != o.Name || again.Colons != o.Colons {
			t.Fatalf("%q became %q", line, out)
		}
		if !bytes.HasPrefix(out, line[:o.NameAt.End]) {
			t.Fatalf("%q became %q", line, out)
		}
		if o.Braces.Len() > 0 && !bytes.HasSuffix(out, line[o.Braces.End-1:]) {
			t.Fatalf("%q became %q", line, out)
		}
		if back, ok := Remove(out, name); !ok || bytes.Contains(back, []byte("\n")) {
			t.Fatalf("%q became %q", out, back)
		}
	})
}
