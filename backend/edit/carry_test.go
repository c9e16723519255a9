package edit

import (
	"strings"
	"testing"
)

const wellRead = `# Read

A [first][one], a [second] one, ![pic][pic], [**bold** x][], [*own*](own.md), ` + "`[one]`" + ` and [none][there is none].

With a note[^a], and another[^long].

Here the note again[^a].

> [quoted]: /quoted/

[one]: https://example.com/(one) "A \"title\""
[Second]: <b page.md>
[pic]: pic.jpg
[**bold** x]: /bold/

[^a]: The [note][one], with its own[^deep].

[^long]: It is long.

    And has two paragraphs.

[^deep]: Deep.
`

// TestMoveCarriesWhatItRefersTo: links by reference and footnotes of a block
// mean the same on the page that it comes to.
func TestMoveCarriesWhatItRefersTo(t *testing.T) {
	b := open(t, map[string]string{
		"content/index.md":     "# Home\n",
		"content/read/page.md": wellRead,
		"content/read/pic.jpg": "picture",
		"content/other.md":     "# Other\n\nIt has a [one] and a note[^a].\n\n[one]: /not/that/one/\n\n[^a]: Another note.\n",
	})
	before := b.files()
	b.apply(`{"op":"move","page":"content/read/page.md","from":[1],"to":[1],"toPage":"content/other.md"}`)
	want := "# Other\n\nA [first](https://example.com/(one) \"A \\\"title\\\"\"), a [second](</read/page/b%20page.md>) one, ![pic](read/pic.jpg), [**bold** x](/bold/), [*own*](/read/page/own.md), `[one]` and [none][there is none].\n\nIt has"
	if got := b.read("content/other.md"); !strings.HasPrefix(got, want) {
		t.Errorf("links: got\n%s\nwant\n%s…", got, want)
	}
	b.undo()
	b.apply(`{"op":"move","page":"content/read/page.md","from":[2],"to":[1],"toPage":"content/other.md"}`)
	want = "# Other\n\nWith a note[^a-2], and another[^long].\n\nIt has a [one] and a note[^a].\n\n[one]: /not/that/one/\n\n[^a]: Another note.\n\n" +
		"[^a-2]: The [note](https://example.com/(one) \"A \\\"title\\\"\"), with its own[^deep].\n\n[^long]: It is long.\n\n    And has two paragraphs.\n\n[^deep]: Deep.\n"
	if got := b.read("content/other.md"); got != want {
		t.Errorf("notes: got\n%s\nwant\n%s", got, want)
	}
	left := b.read("content/read/page.md")
	if !strings.Contains(left, "[^a]: The") || !strings.Contains(left, "[^deep]: Deep") || strings.Contains(left, "[^long]") {
		t.Errorf("what is left of the first page: a note that it still has, and none that it has not:\n%s", left)
	}
	b.thereAndBack(before)
}

// TestInsertFromAnotherPage is what pasting blocks that were cut elsewhere does.
func TestInsertFromAnotherPage(t *testing.T) {
	b := open(t, map[string]string{
		"content/index.md":     "# Home\n",
		"content/read/page.md": wellRead,
		"content/read/pic.jpg": "picture",
	})
	before := b.files()
	b.apply(`{"op":"insert","page":"content/index.md","at":[1],"from":"content/read/page.md","markdown":"::::columns\n:::column\nA [first][one] note[^long] ![x](pic.jpg).\n:::\n::::"}`)
	want := "# Home\n\n::::columns\n:::column\nA [first](https://example.com/(one) \"A \\\"title\\\"\") note[^long] ![x](read/pic.jpg).\n:::\n::::\n\n[^long]: It is long.\n\n    And has two paragraphs.\n"
	if got := b.read("content/index.md"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	b.thereAndBack(before)
	b.apply(`{"op":"insert","page":"content/index.md","at":[1],"from":"content/read/page.md","markdown":"Again[^long]."}`)
	if got := b.read("content/index.md"); strings.Count(got, "[^long]: ") != 1 {
		t.Errorf("the same note twice: %s", got)
	}
	b.refuse(`{"op":"insert","page":"content/index.md","at":[1],"from":"content/nowhere.md","markdown":"x"}`, "edit-no-page")
}
