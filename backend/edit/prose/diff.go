package prose

// pair is one step of a comparison of two lists: the index in each, -1 for an
// entry that only the other has.
type pair struct{ old, new int }

// most bounds the table of a comparison; longer lists are compared at their
// ends only.
const most = 4 << 20

// match compares two lists and returns pairs in order: equal entries together,
// all others alone, those of the old list first.
func match(n, m int, same func(i, j int) bool) []pair {
	var head, tail []pair
	i, j := 0, 0
	for i < n && j < m && same(i, j) {
		head = append(head, pair{i, j})
		i, j = i+1, j+1
	}
	for n > i && m > j && same(n-1, m-1) {
		n, m = n-1, m-1
		tail = append(tail, pair{n, m})
	}
	head = append(head, middle(i, n, j, m, same)...)
	for k := len(tail) - 1; k >= 0; k-- {
		head = append(head, tail[k])
	}
	return head
}

// middle is match without the equal ends: the longest common subsequence.
func middle(i, n, j, m int, same func(i, j int) bool) []pair {
	rows, cols := n-i, m-j
	var list []pair
	if rows > 0 && cols > 0 && rows*cols <= most {
		long := make([][]int, rows+1)
		for r := range long {
			long[r] = make([]int, cols+1)
		}
		for r := rows - 1; r >= 0; r-- {
			for c := cols - 1; c >= 0; c-- {
				if same(i+r, j+c) {
					long[r][c] = long[r+1][c+1] + 1
				} else {
					long[r][c] = max(long[r+1][c], long[r][c+1])
				}
			}
		}
		r, c := 0, 0
		for r < rows && c < cols {
			switch {
			case same(i+r, j+c):
				list = append(list, pair{i + r, j + c})
				r, c = r+1, c+1
			case long[r+1][c] >= long[r][c+1]:
				list = append(list, pair{i + r, -1})
				r++
			default:
				list = append(list, pair{-1, j + c})
				c++
			}
		}
		i, j = i+r, j+c
	}
	for ; i < n; i++ {
		list = append(list, pair{i, -1})
	}
	for ; j < m; j++ {
		list = append(list, pair{-1, j})
	}
	return list
}

// bases says for each of the m new entries which old one it goes on from: the
// equal one, or the one in its place between two equal ones when like allows.
// -1: none.
func bases(n, m int, same, like func(i, j int) bool) []int {
	base := make([]int, m)
	var olds, news []int
	settle := func() {
		k := 0
		for _, j := range news {
			base[j] = -1
			for at := k; at < len(olds); at++ {
				if like(olds[at], j) {
					base[j], k = olds[at], at+1
					break
				}
			}
		}
		olds, news = nil, nil
	}
	for _, p := range match(n, m, same) {
		switch {
		case p.old >= 0 && p.new >= 0:
			settle()
			base[p.new] = p.old
		case p.old >= 0:
			olds = append(olds, p.old)
		default:
			news = append(news, p.new)
		}
	}
	settle()
	return base
}
