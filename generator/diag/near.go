package diag

// Nearest returns the name that is written almost as another one, "" when none
// is: one letter may differ, in a name of more than five letters two.
func Nearest(name string, known []string) string {
	best, least := "", 2
	if len(name) > 5 {
		least = 3
	}
	for _, k := range known {
		if d := distance(name, k); len(name) < 40 && d < least && d < len(name) {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to add, to take away, to change, or to swap
// with the next.
func distance(a, b string) int {
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			next[j+1] = min(row[j]+change, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
