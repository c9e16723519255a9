package prose

import (
	"encoding/json"
	"fmt"
)

// item is a node or a mark of ProseMirror's JSON.
type item struct {
	Type    string         `json:"type"`
	Attrs   map[string]any `json:"attrs,omitempty"`
	Content []item         `json:"content,omitempty"`
	Marks   []item         `json:"marks,omitempty"`
	Text    string         `json:"text,omitempty"`
}

func encodeDoc(nodes []*node) (json.RawMessage, error) {
	return json.Marshal(item{Type: "doc", Content: encodeAll(nodes)})
}

func encodeAll(nodes []*node) []item {
	list := []item{}
	for _, n := range nodes {
		list = append(list, encodeNode(n))
	}
	return list
}

func encodeNode(n *node) item {
	it := item{Type: n.kind}
	switch n.kind {
	case paragraph:
		it.Content = encodeAtoms(n.atoms)
	case heading:
		it.Attrs, it.Content = map[string]any{"level": n.level}, encodeAtoms(n.atoms)
	case orderedList:
		it.Attrs, it.Content = map[string]any{"start": n.start}, encodeAll(n.children)
	case codeBlock:
		it.Attrs = map[string]any{"language": n.language}
		if n.code != "" {
			it.Content = []item{{Type: "text", Text: n.code}}
		}
	case table:
		it.Content = encodeAll(n.children)
		for i := range it.Content {
			it.Content[i].header(i == 0)
		}
	case tableCell:
		it.Attrs, it.Content = map[string]any{"align": n.align}, encodeAtoms(n.atoms)
	case listItem, blockquote: // ProseMirror wants a paragraph inside
		it.Content = encodeAll(n.children)
		if len(n.children) == 0 {
			it.Content = []item{{Type: paragraph}}
		}
	default:
		it.Content = encodeAll(n.children)
	}
	return it
}

// header says of a row and its cells whether they are the head of their table.
func (it *item) header(on bool) {
	it.Attrs = map[string]any{"head": on}
	for _, cell := range it.Content {
		cell.Attrs["head"] = on
	}
}

// encodeAtoms joins characters with the same marks into text nodes.
func encodeAtoms(atoms []atom) []item {
	var list []item
	for i, a := range atoms {
		if a.form == char && i > 0 && atoms[i-1].form == char && atoms[i-1].marks == a.marks {
			list[len(list)-1].Text += a.text
			continue
		}
		it := item{Type: "text", Text: a.text, Marks: encodeMarks(a.marks)}
		switch a.form {
		case hardBreak:
			it.Type, it.Text = "hardBreak", ""
		case image:
			it.Type, it.Text, it.Attrs = "image", "", map[string]any{"src": a.src, "alt": a.alt, "title": a.title}
		case opaque:
			it.Type, it.Text, it.Attrs = "opaque", "", map[string]any{"source": a.text, "label": a.label}
		case char:
		}
		list = append(list, it)
	}
	return list
}

func encodeMarks(m marks) []item {
	var list []item
	if m.link {
		list = append(list, item{Type: "link", Attrs: map[string]any{"href": m.href, "title": m.title}})
	}
	for _, b := range []struct {
		on   bool
		name string
	}{{m.bold, "bold"}, {m.italic, "italic"}, {m.strike, "strike"}, {m.code, "code"}} {
		if b.on {
			list = append(list, item{Type: b.name})
		}
	}
	return list
}

func decodeDoc(doc json.RawMessage) ([]*node, error) {
	var it item
	if err := json.Unmarshal(doc, &it); err != nil {
		return nil, fmt.Errorf("prose: %w", err)
	}
	if it.Type != "doc" {
		return nil, fmt.Errorf("prose: a document is no %q", it.Type)
	}
	return decodeAll(it.Content)
}

func decodeAll(items []item) ([]*node, error) {
	var list []*node
	for _, it := range items {
		n, err := decodeNode(it)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}

func decodeNode(it item) (n *node, err error) {
	n = &node{kind: it.Type}
	switch it.Type {
	case paragraph:
		n.atoms, err = decodeAtoms(it.Content)
	case heading:
		n.level = min(6, max(1, number(it.Attrs, "level", 1)))
		n.atoms, err = decodeAtoms(it.Content)
	case codeBlock:
		n.language = word(it.Attrs, "language")
		for _, c := range it.Content {
			n.code += c.Text
		}
	case orderedList:
		n.start = max(0, number(it.Attrs, "start", 1))
		n.children, err = decodeAll(it.Content)
	case tableCell:
		n.align = side(word(it.Attrs, "align"))
		n.atoms, err = decodeAtoms(it.Content)
	case bulletList, listItem, blockquote, table, tableRow:
		n.children, err = decodeAll(it.Content)
	default:
		return nil, fmt.Errorf("prose: no block is a %q", it.Type)
	}
	return n, err
}

func decodeAtoms(items []item) ([]atom, error) {
	var list []atom
	for _, it := range items {
		m, err := decodeMarks(it.Marks)
		if err != nil {
			return nil, err
		}
		switch it.Type {
		case "text":
			for _, r := range it.Text {
				list = append(list, atom{text: string(r), marks: m})
			}
		case "hardBreak":
			list = append(list, atom{form: hardBreak, marks: m})
		case "image":
			list = append(list, atom{form: image, src: word(it.Attrs, "src"), alt: word(it.Attrs, "alt"), title: word(it.Attrs, "title"), marks: m})
		case "opaque":
			list = append(list, atom{form: opaque, text: word(it.Attrs, "source"), label: word(it.Attrs, "label"), marks: m})
		default:
			return nil, fmt.Errorf("prose: no text is a %q", it.Type)
		}
	}
	return list, nil
}

func decodeMarks(items []item) (m marks, err error) {
	for _, it := range items {
		switch it.Type {
		case "bold":
			m.bold = true
		case "italic":
			m.italic = true
		case "strike":
			m.strike = true
		case "code":
			m.code = true
		case "link":
			m.link, m.href, m.title = true, word(it.Attrs, "href"), word(it.Attrs, "title")
		default:
			return m, fmt.Errorf("prose: no mark is a %q", it.Type)
		}
	}
	return m, nil
}

func word(attrs map[string]any, name string) string {
	s, _ := attrs[name].(string)
	return s
}

// side is where the words of a cell stand; "" is where those of its table do.
func side(align string) string {
	if align == "left" || align == "center" || align == "right" {
		return align
	}
	return ""
}

func number(attrs map[string]any, name string, other int) int {
	if f, ok := attrs[name].(float64); ok && f >= 0 && f < 1e9 {
		return int(f)
	}
	return other
}
