package render

import "testing"

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "", "": "", "ar": "rtl", "he-IL": "rtl", "FA": "rtl", "az": "", "az-Arab": "rtl", "az-arab-IR": "rtl", "ku-Latn": "", "ur-Latn": "", "ur-PK": "rtl", "de-1996": "",
	} {
		if got := direction(tag); got != want {
			t.Errorf("%q: %q", tag, got)
		}
	}
}
