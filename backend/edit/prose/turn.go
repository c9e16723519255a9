package prose

import (
	"fmt"
	"strings"
)

// turn returns the nodes that a node becomes as another kind, with all its words.
func turn(n *node, kind string, level int) ([]*node, error) {
	switch kind {
	case "heading":
		return each(n, func(p *node) *node {
			return &node{kind: heading, level: min(6, max(1, level)), atoms: p.atoms, src: p.src}
		}), nil
	case "paragraph":
		return unwrapped(n), nil
	case "list":
		if isList(n) {
			return []*node{n}, nil
		}
		list := &node{kind: bulletList}
		for _, p := range unwrapped(n) {
			list.children = append(list.children, &node{kind: listItem, children: []*node{p}})
		}
		return []*node{list}, nil
	case "quote", blockquote:
		if n.kind == blockquote {
			return []*node{n}, nil
		}
		if n.kind == heading {
			n = &node{kind: paragraph, atoms: n.atoms}
		}
		return []*node{{kind: blockquote, children: []*node{n}}}, nil
	case "code":
		var lines []string
		for _, p := range leaves(n) {
			lines = append(lines, plain(p))
		}
		return []*node{{kind: codeBlock, code: strings.Join(lines, "\n")}}, nil
	}
	return nil, fmt.Errorf("prose: nothing becomes a %q", kind)
}

// leaves are the nodes of a tree that hold words, in order.
func leaves(n *node) []*node {
	if n.kind == paragraph || n.kind == heading || n.kind == codeBlock {
		return []*node{n}
	}
	var list []*node
	for _, c := range n.children {
		list = append(list, leaves(c)...)
	}
	return list
}

func each(n *node, make func(*node) *node) []*node {
	var list []*node
	for _, leaf := range leaves(n) {
		list = append(list, make(words(leaf)))
	}
	return list
}

// words is a leaf as a paragraph; lines of code end with line breaks.
func words(n *node) *node {
	if n.kind != codeBlock {
		return &node{kind: paragraph, atoms: n.atoms, src: n.src}
	}
	p := &node{kind: paragraph}
	for i, line := range strings.Split(n.code, "\n") {
		if i > 0 {
			p.atoms = append(p.atoms, atom{form: hardBreak})
		}
		p.atoms = append(p.atoms, letters(line, marks{})...)
	}
	return p
}

// unwrapped is what is left without the outermost kind.
func unwrapped(n *node) []*node {
	switch n.kind {
	case bulletList, orderedList:
		var list []*node
		for _, item := range n.children {
			list = append(list, item.children...)
		}
		return list
	case blockquote:
		return n.children
	}
	return []*node{words(n)}
}

// plain is the words of a leaf without marks.
func plain(n *node) string {
	if n.kind == codeBlock {
		return n.code
	}
	var b strings.Builder
	for _, a := range n.atoms {
		switch a.form {
		case hardBreak:
			b.WriteByte('\n')
		case image:
			b.WriteString(a.alt)
		default:
			b.WriteString(a.text)
		}
	}
	return b.String()
}
