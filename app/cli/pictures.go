package cli

import (
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/generator"
)

// pictures tells a person how far the pictures of a build are, each time that
// another tenth of them is made.
func (c *command) pictures() func(generator.Progress) {
	tenth := -1
	return func(p generator.Progress) {
		if now := 10 * p.Done / max(1, p.Total); !c.json && now != tenth {
			tenth = now
			say(c.Err, "preparing pictures, %d of %d\n", p.Done, p.Total)
		}
	}
}

// spare returns the folder for what is derived from the site in dir, where its
// own can not be written to; "" where the program has none either.
func (c *command) spare(dir string) string {
	home, err := place.Open(c.Data)
	if err != nil {
		return ""
	}
	return home.Spare(dir)
}
