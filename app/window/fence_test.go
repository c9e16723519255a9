package window

import "testing"

func TestOnlyTheEditorIsShown(t *testing.T) {
	for address, want := range map[string]struct{ whole, frame bool }{
		"wails://wails/":                     {true, true},
		"wails://wails":                      {true, true},
		"wails://wails/canvas/page?path=x":   {false, true},
		"wails://wails/canvas/site/evil.svg": {false, true},
		"about:blank":                        {false, true},
		"about:srcdoc":                       {false, false},
		"wails://elsewhere/":                 {false, false},
		"https://wails/":                     {false, false},
		"https://example.com/":               {false, false},
		"file:///home/rosa/Downloads/a.html": {false, false},
		"data:text/html,x":                   {false, false},
		"blob:wails://wails/1":               {false, false},
		"javascript:1":                       {false, false},
		"":                                   {false, false},
		"wails://wails/%zz":                  {false, false},
	} {
		if got := mayShow(address, true); got != want.whole {
			t.Errorf("%q as the whole page: %v", address, got)
		}
		if got := mayShow(address, false); got != want.frame {
			t.Errorf("%q in a frame: %v", address, got)
		}
	}
}
