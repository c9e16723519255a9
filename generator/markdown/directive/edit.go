package directive

import "strings"

// Set returns the opening line with one attribute set and every other byte as
// it was. An attribute that is there keeps its place, its last mention when
// there are several, because the last one counts; a new one comes last. ok is
// false when the line is no opening line or is Bad, or the name can not be one.
func Set(line []byte, name, value string) (out []byte, ok bool) {
	o, isOpening := Parse(line)
	if !isOpening || o.Bad || !validAttr(name) {
		return nil, false
	}
	at, text := insertion(line, o)
	text.word = attribute(name, value)
	for _, a := range o.Attrs {
		if a.Name == name {
			at, text = a.Range, replacement(line, a.Range, name, value)
		}
	}
	return splice(line, at, text.String()), true
}

// replacement is how an attribute is written in the place of another. What
// stands right beside it must not become a part of it.
func replacement(line []byte, at Range, name, value string) insert {
	i := insert{word: attribute(name, value)}
	if !divides(line[at.Start-1]) {
		i.before = " "
	}
	if !divides(line[at.End]) || line[at.End] == ',' {
		i.after = " "
	}
	return i
}

// divides reports whether an attribute ends or begins at a byte.
func divides(c byte) bool { return c == ' ' || c == '\t' || c == ',' || c == '{' || c == '}' }

// Remove returns the opening line without any mention of the attribute; braces
// that held nothing else go with it. ok is as for Set.
func Remove(line []byte, name string) (out []byte, ok bool) {
	o, isOpening := Parse(line)
	if !isOpening || o.Bad {
		return nil, false
	}
	left := len(o.Attrs)
	out = line
	for i := len(o.Attrs) - 1; i >= 0; i-- {
		a := o.Attrs[i]
		if a.Name != name {
			continue
		}
		left--
		cut, between := withSpace(line, a.Range), ""
		if line[cut.Start-1] != '{' && !divides(line[cut.End]) {
			between = " "
		}
		out = splice(out, cut, between)
	}
	if left == 0 && len(o.Attrs) > 0 {
		end := o.Braces.End - (len(line) - len(out))
		out = splice(out, Range{o.NameAt.End, end}, "")
	}
	return append([]byte(nil), out...), true
}

// insert is what a new attribute is written with.
type insert struct{ before, word, after string }

func (i insert) String() string { return i.before + i.word + i.after }

// insertion is the place of a new attribute.
func insertion(line []byte, o Opening) (Range, insert) {
	if o.Braces.Len() == 0 {
		return Range{o.NameAt.End, o.NameAt.End}, insert{before: "{", after: "}"}
	}
	at := Range{o.Braces.End - 1, o.Braces.End - 1}
	if len(o.Attrs) == 0 {
		return at, insert{}
	}
	last := o.Attrs[len(o.Attrs)-1].Range.End
	if len(strings.Trim(string(line[last:at.Start]), " \t")) == 0 { // "{a=1 }": the space stays behind
		return Range{last, last}, insert{before: " "}
	}
	return at, insert{before: " "}
}

// withSpace is the attribute and the space that divided it from the one before
// it, or from the one behind it when it is the first.
func withSpace(line []byte, r Range) Range {
	for line[r.Start-1] == ' ' || line[r.Start-1] == '\t' || line[r.Start-1] == ',' {
		r.Start--
	}
	if line[r.Start-1] != '{' {
		return r
	}
	for line[r.End] == ' ' || line[r.End] == '\t' || line[r.End] == ',' {
		r.End++
	}
	return r
}

// attribute writes name=value so that Parse reads the same value back.
func attribute(name, value string) string {
	return name + "=" + quote(value)
}

// quote writes a value as plainly as it can be: bare, in quotes, with
// references only where nothing else holds it.
func quote(value string) string {
	value = escape(value)
	if value != "" && !strings.ContainsAny(value, " \t}{\"'=<>`,") {
		return value
	}
	if !strings.Contains(value, `"`) {
		return `"` + value + `"`
	}
	if !strings.Contains(value, "'") {
		return "'" + value + "'"
	}
	return `"` + strings.ReplaceAll(value, `"`, "&quot;") + `"`
}

// escape writes what can not stand in a line. An ampersand is written as a
// reference only where it would be read as the beginning of one.
func escape(s string) string {
	if !strings.ContainsAny(s, "&\n\r\x00") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '&' && reference([]byte(s[i:])) > 1:
			b.WriteString("&amp;")
		case c == '\n':
			b.WriteString("&#10;")
		case c == '\r':
			b.WriteString("&#13;")
		case c == 0:
			b.WriteString("\uFFFD")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func validAttr(name string) bool {
	for i := range len(name) {
		if !isAttrName(name[i], i == 0) {
			return false
		}
	}
	return name != ""
}

func splice(line []byte, at Range, text string) []byte {
	out := make([]byte, 0, len(line)+len(text))
	out = append(out, line[:at.Start]...)
	out = append(out, text...)
	return append(out, line[at.End:]...)
}
