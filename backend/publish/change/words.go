package change

import "fmt"

// Words says changes in a few words: "2 pages changed, and 20 lists that show
// them", "1 picture new", "design changed, on all 11 pages". Of a first publish
// it says what there is: "11 pages", "14 pictures". Empty: nothing differs.
func (c Changes) Words() []string {
	var words []string
	for _, what := range []string{Page, Picture, File} {
		words = append(words, c.words(what)...)
		if lists := c.lists(); what == Page && lists != "" {
			words = append(words[:max(0, len(words)-1)], lists)
		}
	}
	switch n := c.Pages; {
	case !c.Redesigned():
	case c.Design == 0:
		words = append(words, "design changed")
	case c.Design == n:
		words = append(words, "design changed, on "+onAll(n))
	default:
		words = append(words, fmt.Sprintf("design changed, on %d of %s", c.Design, counted(n, Page)))
	}
	if c.Unseen {
		words = append(words, "what only search engines and feed readers see changed")
	}
	return words
}

func (c Changes) words(what string) []string {
	n := c.Count(what)
	if c.First {
		if n.New == 0 {
			return nil
		}
		return []string{counted(n.New, what)}
	}
	var words []string
	for _, k := range []struct {
		n      int
		change string
	}{{n.New, Added}, {n.Changed, Changed}, {n.Gone, Gone}} {
		if k.n > 0 {
			words = append(words, counted(k.n, what)+" "+k.change)
		}
	}
	return words
}

// lists returns the last words about pages with the lists that follow from
// them; "" where no list differs.
func (c Changes) lists() string {
	n := c.Count(List).All()
	if n == 0 {
		return ""
	}
	pages := c.words(Page)
	switch {
	case len(pages) == 0 && c.First:
		return counted(n, List)
	case len(pages) == 0:
		return counted(n, List) + " changed"
	}
	show, them := "show", "them"
	if n == 1 {
		show = "shows"
	}
	if c.Count(Page).All() == 1 {
		them = "it"
	}
	return fmt.Sprintf("%s, and %s that %s %s", pages[len(pages)-1], counted(n, List), show, them)
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func onAll(n int) string {
	if n == 1 {
		return "the one page"
	}
	return fmt.Sprintf("all %d pages", n)
}
