//go:build window

package windowtest

import "testing"

// still fails the test when the editor's own page has moved, or could.
func (d *desktop) still(when string) {
	d.t.Helper()
	if moved := d.screen.text(`(() => {
		const field = document.createElement('input');
		field.style.cssText = 'position: absolute; top: 3000px';
		const tops = [];
		for (const where of ['body', '#app', '.editor', '.middle']) {
			const before = document.activeElement;
			document.querySelector(where).append(field);
			tops.push(document.querySelector('header').getBoundingClientRect().top);
			field.focus();
			field.scrollIntoView();
			tops.push(document.querySelector('header').getBoundingClientRect().top);
			field.remove();
			before?.focus();
		}
		return tops.some((top) => top !== 0) ? tops.join(' ') : '';
	})()`); moved != "" {
		d.t.Errorf("%s the head is at %s", when, moved)
	}
}

// TestTheEditorNeverScrolls looks where the head of the editor is after a drop,
// with the question about the picture, and tries to move it.
func TestTheEditorNeverScrolls(t *testing.T) {
	d := launch(t, florist(t))
	d.still("at the start")
	d.dropPicture()
	d.screen.wait("the question", `document.querySelector('.altbar')`)
	d.still("after a drop")
	d.click("the question", `document.querySelector('.altbar input')`)
	d.write("A blue door")
	d.screen.wait("the answer", `document.querySelector('.altbar input').value === 'A blue door'`)
	d.still("with the answer")
	d.photograph("window-still")
}
