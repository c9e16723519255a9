//go:build window

package windowtest

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// copies puts something on the clipboard, as another program that offers it as
// this one kind.
func (d *desktop) copies(kind string, content []byte) {
	d.t.Helper()
	cmd := exec.Command("xclip", "-selection", "clipboard", "-t", kind, "-i")
	cmd.Stdin = bytes.NewReader(content)
	if err := cmd.Run(); err != nil { // it goes on in the background until the next copy
		d.t.Fatal(err)
	}
}

// TestPaste pastes words and a picture where a person does: beside a selected
// block, and in a text.
func TestPaste(t *testing.T) {
	d := launch(t, florist(t))
	home := func(words string) func() bool {
		return func() bool { return strings.Contains(d.read("content/index.md"), words) }
	}
	d.copies("UTF8_STRING", []byte("Words of a terminal")) // which names no other kind
	d.selectParagraph()
	d.key("ctrl+v")
	within(t, "the words beside the block", home("\nWords of a terminal\n"))
	d.saved()
	d.retype("Here")
	d.key("ctrl+v")
	within(t, "the words in the text", home("# HereWords of a terminal\n"))
	d.saved()

	d.copies("image/png", picture(t))
	d.selectParagraph()
	d.key("ctrl+v")
	d.screen.wait("the picture beside the block", page(`querySelector('img[src*="picture"]')`))
	d.saved()
	d.click("the headline", page(`querySelector('h1[data-pw-at]')`))
	d.screen.wait("typing", page(`querySelector('h1[data-pw-typing]')`))
	d.key("ctrl+v")
	d.screen.wait("the picture after the text", page(`querySelectorAll('img[src*="picture"]').length === 2`))
	within(t, "the pictures in the file", func() bool { return strings.Count(d.read("content/index.md"), "![](/media/picture") == 2 })
	d.photograph("window-pasted")
}

// selectParagraph selects the first paragraph as a block.
func (d *desktop) selectParagraph() {
	d.t.Helper()
	d.click("the paragraph", page(`querySelector('p[data-pw-at]:not(:has(img))')`))
	d.screen.wait("typing", page(`querySelector('p[data-pw-typing]')`))
	d.key("Escape")
	d.screen.wait("the block", `!`+page(`querySelector('[data-pw-typing]')`))
}
