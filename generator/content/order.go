package content

import (
	"cmp"
	"strings"
)

// Orders of pages. Each is total: pages that are equal in what it is about are
// in the order of their paths, so that a list never depends on chance.

func byPath(a, b *Page) int { return cmp.Compare(a.Path, b.Path) }

func byAddress(a, b *Page) int {
	if c := cmp.Compare(a.URL, b.URL); c != 0 {
		return c
	}
	return byPath(a, b)
}

// byDate puts the newest first and pages without a date last.
func byDate(a, b *Page) int {
	if c := b.Date.Compare(a.Date); c != 0 {
		return c
	}
	return byTitle(a, b)
}

func byTitle(a, b *Page) int {
	if a.Title != b.Title {
		if c := cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)); c != 0 {
			return c
		}
	}
	return byPath(a, b)
}

// byWeight puts light pages first and those without a weight last.
func byWeight(a, b *Page) int {
	if a.Weight != b.Weight {
		switch {
		case a.Weight == 0:
			return 1
		case b.Weight == 0:
			return -1
		}
		return cmp.Compare(a.Weight, b.Weight)
	}
	return byDate(a, b)
}

func orderOf(name string) func(a, b *Page) int {
	switch name {
	case "date":
		return byDate
	case "title":
		return byTitle
	}
	return byWeight
}
